/** Where the language data lies: in the npm packages `@tesseract.js-data/<language>`, integer LSTM models ("best_int"). Read only, no network. */
import { existsSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const packages = createRequire(import.meta.url);

export const languages = ['vie', 'eng'] as const;
export type Language = (typeof languages)[number];

/** The file `<language>.traineddata.gz` on this disk, or null when the installation is damaged. */
export function languageFile(language: Language): string | null {
  const file = join(packageFolder(language), '4.0.0_best_int', `${language}.traineddata.gz`);
  return existsSync(file) ? file : null;
}

/**
 * One folder that holds all of `files`, as the OCR library wants it. A single file stays where it is; several, which live in
 * different packages, are copied into `temp`.
 */
export async function commonFolder(
  files: readonly string[],
  languagesOfFiles: readonly Language[],
  temp: string,
): Promise<string> {
  const [only, ...more] = files;
  if (only !== undefined && more.length === 0) return dirname(only);
  await mkdir(temp, { recursive: true });
  await Promise.all(files.map((file, index) => copyFile(file, join(temp, `${languagesOfFiles[index]}.traineddata.gz`))));
  return temp;
}

function packageFolder(language: Language): string {
  try {
    return unpacked(dirname(packages.resolve(`@tesseract.js-data/${language}/package.json`)));
  } catch {
    return '';
  }
}

/** The OCR worker is a plain thread that cannot look inside app.asar; electron-builder lays these packages beside it. */
function unpacked(folder: string): string {
  const beside = folder.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');
  return existsSync(beside) ? beside : folder;
}
