/**
 * A hand-over set on a disk: a bag (BagIt 1.0, RFC 8493) whose payload is sealed packages, each beside the words that would announce it on
 * the line. Any BagIt tool can check it; docs/disk-set.md is its description. Pure.
 */
import { z } from 'zod';
import { Sha256 } from '../../contract/vocabulary.ts';
import { UploadMetadata } from '../transfer/protocol.ts';

export const names = {
  declaration: 'bagit.txt',
  info: 'bag-info.txt',
  manifest: 'manifest-sha256.txt',
  tagManifest: 'tagmanifest-sha256.txt',
  /** For people: printed, signed by both sides, and kept. */
  sheet: 'bien-ban-ban-giao.pdf',
  packages: 'data/packages',
} as const;

/** `TSH-H49.64.33-20261125-201530-3f9a`: whose, when (in Vietnam), and four digits that keep two of one second apart. */
export const SetName = z.string().regex(/^TSH-[A-Z0-9.]{1,35}-\d{8}-\d{6}-[0-9a-f]{4}$/);

export function setName(agencyCode: string, at: string, mark: string): string {
  const digits = at.replaceAll(/[-:T]/g, '');
  return SetName.parse(`TSH-${agencyCode}-${digits.slice(0, 8)}-${digits.slice(8, 14)}-${mark}`);
}

/** What lies beside each package: section 4.1 of docs/transfer-protocol.md, every value as text. */
export const Slip = UploadMetadata;
export type Slip = z.infer<typeof Slip>;

export const slipText = (slip: Slip): string => `${JSON.stringify({ ...slip, bytes: String(slip.bytes) }, null, 2)}\n`;

/** Of a package, relative to the set. */
export const packagePath = (fileName: string) => `${names.packages}/${fileName}`;
export const slipPath = (fileName: string) => `${names.packages}/${fileName.replace(/\.zip$/, '')}.json`;

export interface Listed {
  readonly path: string;
  readonly sha256: string;
}

export const manifestText = (files: readonly Listed[]) =>
  files
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, sha256 }) => `${sha256}  ${path}\n`)
    .join('');

/** Lines of a manifest; null when one is not `digest  path`, names a place outside the set, or names a file twice. */
export function readManifest(text: string): Listed[] | null {
  const files: Listed[] = [];
  const seen = new Set<string>();
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line === '') continue;
    const found = /^([0-9A-Fa-f]{64})[ \t]+\*?(\S.*)$/.exec(line);
    const path = found?.[2] ?? '';
    if (found === null || !isInside(path) || seen.has(path)) return null;
    seen.add(path);
    files.push({ path, sha256: Sha256.parse(found[1]!.toLowerCase()) });
  }
  return files;
}

/** A relative path of plain names: nothing that climbs, no drive, no backslash. */
function isInside(path: string): boolean {
  return path.length <= 500 && path.split('/').every((part) => /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(part));
}

export const declarationText = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

export interface SetFacts {
  readonly name: string;
  readonly agencyCode: string;
  readonly agencyName: string;
  readonly day: string;
  readonly bytes: number;
  readonly files: number;
  readonly packages: number;
  readonly software: string;
}

/** `bag-info.txt`; the order of the office's name is that of the reserved elements of RFC 8493 §2.2.2. */
export function infoText(facts: SetFacts): string {
  return [
    ['Source-Organization', `${facts.agencyName} (${facts.agencyCode})`],
    ['Bagging-Date', facts.day],
    ['External-Identifier', facts.name],
    ['Payload-Oxum', `${facts.bytes}.${facts.files}`],
    ['Bag-Count', '1 of 1'],
    ['Tram-Disk-Set', '1'],
    ['Tram-Packages', String(facts.packages)],
    ['Bag-Software-Agent', facts.software],
  ]
    .map(([label, value]) => `${label}: ${value}\n`)
    .join('');
}

/** What the QR code of the sheet says: whoever holds sheet and disk can tell whether they belong together. */
export const sheetCode = (name: string, manifestSha256: string, packages: number) =>
  `TRAM-DISK/1 ${name} ${manifestSha256} ${packages}`;
