/** Which npm packages leave the house with the app, and under which licences; read from the lock file alone. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './paths.mjs';

/** Licences a state office can ship beside Apache-2.0 code. LGPL: libvips, a shared library of its own beside the app. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'LGPL-3.0-or-later',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'Unlicense',
  'Zlib',
]);

/** Packages that say their licence only in their Readme. */
const saidInReadme = new Map([['combine-errors', 'MIT']]);

/**
 * @typedef {{ name: string, version: string, license: string }} Shipped
 * @typedef {{ version?: string, license?: string, dependencies?: Record<string, string>, optionalDependencies?: Record<string, string>, peerDependencies?: Record<string, string> }} Entry
 */

/**
 * Packages under "dependencies" with everything they need, and what the bundler takes into the window. Sorted by name.
 * @param {{ packages: Record<string, Entry & { dependencies?: Record<string, string> }> }} lock
 * @param {readonly string[]} windowPackages
 * @returns {Shipped[]}
 */
export function shippedPackages(lock, windowPackages) {
  const found = new Set();
  const visit = (/** @type {string} */ name, /** @type {string} */ from) => {
    const path = locate(lock.packages, name, from);
    if (path === undefined || found.has(path)) return;
    found.add(path);
    const entry = lock.packages[path];
    for (const next of Object.keys({ ...entry?.dependencies, ...entry?.optionalDependencies, ...entry?.peerDependencies }))
      visit(next, path);
  };
  for (const name of [...Object.keys(lock.packages['']?.dependencies ?? {}), ...windowPackages]) visit(name, '');
  const rows = [...found].map((path) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const entry = lock.packages[path];
    return { name, version: entry?.version ?? '', license: entry?.license ?? saidInReadme.get(name) ?? 'unknown' };
  });
  const unique = new Map(rows.map((row) => [`${row.name} ${row.version}`, row]));
  return [...unique.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version.localeCompare(b.version)));
}

/**
 * Where Node would find `name` when `from` asks for it.
 * @param {Record<string, unknown>} packages
 * @param {string} name
 * @param {string} from
 * @returns {string | undefined}
 */
function locate(packages, name, from) {
  for (let folder = from; folder !== ''; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const nested = `${folder}/node_modules/${name}`;
    if (nested in packages) return nested;
  }
  const top = `node_modules/${name}`;
  return top in packages ? top : undefined;
}

/**
 * True when the SPDX expression offers at least one allowed way.
 * @param {string} license
 */
export function mayShip(license) {
  return license
    .replace(/^\((.*)\)$/, '$1')
    .split(' OR ')
    .some((choice) =>
      choice
        .replace(/[()]/g, '')
        .split(' AND ')
        .every((part) => allowed.has(part.trim())),
    );
}

/** Names of the packages the window's source imports, without those of the contract. */
export function windowPackages() {
  const names = new Set();
  const folder = inRoot('src', 'renderer');
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(?:tsx?|css)$/.test(file) || file.includes('.test.')) continue;
    const text = readFileSync(join(folder, file), 'utf8');
    for (const [, specifier] of text.matchAll(/(?:from|import|url\()\s*['"]([^'".][^'"]*)['"]/g)) {
      const parts = String(specifier).split('/');
      names.add(specifier?.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]);
    }
  }
  return [...names].sort();
}

/** The text of NOTICE. */
export function noticeText() {
  const lock = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8'));
  const lines = shippedPackages(lock, windowPackages()).map(({ name, version, license }) => `${name} ${version} - ${license}`);
  return `Trạm Số Hóa
Licensed under the Apache License, Version 2.0 (see LICENSE).

Shipped with the app, each under its own licence; the full texts lie in the packages:

${lines.join('\n')}

Fonts: Liberation Serif (SIL Open Font License 1.1).
Language data of Tesseract OCR: Apache-2.0.
Practice records (resources/practice): invented, CC0 1.0.

Made by scripts/notice.mjs from package-lock.json.
`;
}
