/** The text of a finished PDF's pages, as PDFium's text search and copying see it: judge of ours and of the peers' alike. */
import { init } from '@embedpdf/pdfium';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** One string for each page, in PDFium's reading order. Throws when `path` is no PDF PDFium can open. */
export async function textOfPdf(path: string): Promise<string[]> {
  const program = await readFile(require.resolve('@embedpdf/pdfium/pdfium.wasm'));
  const lib = await init({ wasmBinary: new Uint8Array(program).buffer });
  lib.PDFiumExt_Init();
  const { pdfium } = lib;
  const bytes = await readFile(path);
  const file = pdfium.wasmExports.malloc(bytes.length);
  pdfium.HEAPU8.set(bytes, file);
  const document = lib.FPDF_LoadMemDocument(file, bytes.length, '');
  if (document === 0) throw new Error(`PDFium cannot open ${path}`);
  // The instance, and all it holds, goes with this function.
  return Array.from({ length: lib.FPDF_GetPageCount(document) }, (_, index) => {
    const page = lib.FPDF_LoadPage(document, index);
    const text = lib.FPDFText_LoadPage(page);
    const count = lib.FPDFText_CountChars(text);
    // UTF-16LE with a zero at the end; one "character" may be a surrogate pair.
    const buffer = pdfium.wasmExports.malloc((count + 1) * 4);
    const written = lib.FPDFText_GetText(text, 0, count, buffer);
    const answer = Buffer.from(pdfium.HEAPU8.slice(buffer, buffer + Math.max(0, written - 1) * 2)).toString('utf16le');
    pdfium.wasmExports.free(buffer);
    lib.FPDFText_ClosePage(text);
    lib.FPDF_ClosePage(page);
    return answer;
  });
}
