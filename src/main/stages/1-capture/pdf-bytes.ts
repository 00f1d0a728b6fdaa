import { open } from 'node:fs/promises';

export interface PdfBytes {
  /** An end-of-file marker stands near the end: the file was not cut off. */
  readonly ends: boolean;
  /** A signature dictionary is there (/ByteRange with numbers); these are never compressed (ISO 32000-1, 12.8.1). */
  readonly byteRange: boolean;
  /** The trailer names an /Encrypt dictionary. */
  readonly encrypted: boolean;
}

const pieceLength = 1 << 20;
const overlap = 256;
/** Some mail gateways and scanners append to a finished PDF; more than this is another file. */
const tailLength = 64 * 1024;

/** Reads the file once, in pieces, for facts that PDFium does not tell. */
export async function scanPdf(path: string, signal: AbortSignal): Promise<PdfBytes> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const buffer = Buffer.alloc(pieceLength);
    let byteRange = false;
    let encrypted = false;
    for (let position = 0; position < size; position += pieceLength - overlap) {
      signal.throwIfAborted();
      const { bytesRead } = await handle.read(buffer, 0, pieceLength, position);
      const piece = buffer.subarray(0, bytesRead);
      byteRange ||= piece.includes('/ByteRange') && /\/ByteRange\s*\[\s*\d+\s+\d+\s+\d+\s+\d+/.test(piece.toString('latin1'));
      encrypted ||= piece.includes('/Encrypt') && /\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/.test(piece.toString('latin1'));
    }
    const tail = Buffer.alloc(Math.min(size, tailLength));
    await handle.read(tail, 0, tail.length, size - tail.length);
    return { ends: tail.includes('%%EOF'), byteRange, encrypted };
  } finally {
    await handle.close();
  }
}
