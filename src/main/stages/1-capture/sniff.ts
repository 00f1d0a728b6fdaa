/** What a file is, by its bytes alone: names and extensions lie. */
import { fail, ok, type Result } from '../../../contract/result.ts';

export type Sniffed =
  | { readonly kind: 'jpeg' | 'png' | 'webp' | 'tiff' | 'bmp' | 'pdf' }
  /** Known, and not ours to take; `format` is for the message. */
  | { readonly kind: 'other'; readonly format: string }
  | { readonly kind: 'unknown' };

/** How many bytes `sniff` wants: a PDF header may stand anywhere in the first kilobyte (ISO 32000-1, Annex H, note 13). */
export const sniffLength = 1024;

const others: readonly (readonly [offset: number, magic: string, format: string])[] = [
  [0, 'GIF8', 'GIF'],
  [4, 'ftyphei', 'HEIC'],
  [4, 'ftyphev', 'HEIC'],
  [4, 'ftypmif1', 'HEIF'],
  [4, 'ftypavif', 'AVIF'],
  [4, 'jP  ', 'JPEG 2000'],
  [0, '\xff\x4f\xff\x51', 'JPEG 2000'],
  [0, '\x97JB2\r\n\x1a\n', 'JBIG2'],
  [0, '8BPS', 'Photoshop'],
  [0, 'AT&TFORM', 'DjVu'],
  [0, '%!PS', 'PostScript'],
  [0, 'PK\x03\x04', 'ZIP/Office'],
  [0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'Microsoft Office 97–2003'],
  [0, '{\\rtf', 'RTF'],
  [0, 'Rar!', 'RAR'],
  [0, '7z\xbc\xaf', '7z'],
];

export function sniff(head: Uint8Array): Sniffed {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, sniffLength)).toString('latin1');
  const at = (offset: number, magic: string) => text.startsWith(magic, offset);
  if (at(0, '\xff\xd8\xff')) return { kind: 'jpeg' };
  if (at(0, '\x89PNG\r\n\x1a\n')) return { kind: 'png' };
  if (at(0, 'RIFF') && at(8, 'WEBP')) return { kind: 'webp' };
  if (at(0, 'II*\0') || at(0, 'MM\0*') || at(0, 'II+\0') || at(0, 'MM\0+')) return { kind: 'tiff' };
  if (at(0, 'BM') && text.charCodeAt(14) >= 12 && text.charCodeAt(14) <= 124 && at(15, '\0\0\0')) return { kind: 'bmp' };
  for (const [offset, magic, format] of others) if (at(offset, magic)) return { kind: 'other', format };
  if (text.includes('%PDF-')) return { kind: 'pdf' };
  return { kind: 'unknown' };
}

/** Whether a file that begins with `head` can become pages, and whether it is a document by itself. */
export function judgeHead(name: string, head: Uint8Array): Result<{ manyPages: boolean }> {
  if (head.length === 0) return fail('FILE_EMPTY', { name });
  const what = sniff(head);
  if (what.kind === 'other') return fail('FILE_FORMAT_UNSUPPORTED', { name, format: what.format });
  if (what.kind === 'unknown') return fail('FILE_NOT_AN_IMAGE', { name });
  return ok({ manyPages: what.kind === 'pdf' || what.kind === 'tiff' });
}
