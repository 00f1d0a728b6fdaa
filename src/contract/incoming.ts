/**
 * How a window, which has no paths to give, hands files over: in pieces, each a POST to its own address, on both hosts alike. A piece is
 * checked against its digest before it counts; a file is there when its last piece is durable.
 */
import { z } from 'zod';
import { Sha256 } from './vocabulary.ts';

/** `POST /incoming/<upload>/<n>`: the n-th file of an upload that was begun with capture.beginUpload. */
export const incomingPath = /^\/incoming\/([0-9a-f-]{36})\/(0|[1-9]\d{0,4})$/;

export const incomingLimits = {
  /** One piece; nothing larger is ever held in memory. */
  pieceBytes: 2 * 1024 * 1024,
  /** One file. A dossier of 10,000 colour pages in one PDF stays below it. */
  fileBytes: 4 * 1024 * 1024 * 1024,
  /** Files in one upload. */
  files: 5_000,
  /** Pieces taken at the same time, from all windows together. */
  pieces: 6,
} as const;

/** Header names. The file's name is percent-encoded UTF-8, since a header carries Latin-1 only. */
export const incomingHeaders = {
  token: 'x-tram-token',
  name: 'x-tram-name',
  size: 'x-tram-size',
  offset: 'x-tram-offset',
  /** Of the piece: not every host is told a content length. */
  bytes: 'x-tram-bytes',
  digest: 'x-tram-sha256',
} as const;

/** What the headers and the address of a piece say, parsed at the border. */
export const IncomingPiece = z.object({
  upload: z.uuid(),
  n: z.int().min(0).max(incomingLimits.files),
  token: z.string().min(20).max(100),
  name: z.string().min(1).max(255),
  /** Of the whole file, in bytes. */
  size: z.int().min(1),
  /** Where in the file the piece begins. */
  offset: z.int().min(0),
  /** Of the piece. */
  digest: Sha256,
  bytes: z.int().min(1).max(incomingLimits.pieceBytes),
});
export type IncomingPiece = z.infer<typeof IncomingPiece>;

/** Reads a piece's address and headers; null when they are not what a window of ours sends. `header` answers null for one that is missing. */
export function readIncoming(path: string, header: (name: string) => string | null): IncomingPiece | null {
  const address = incomingPath.exec(path);
  if (address === null) return null;
  const name = decoded(header(incomingHeaders.name) ?? '');
  const parsed = IncomingPiece.safeParse({
    upload: address[1],
    n: Number(address[2]),
    token: header(incomingHeaders.token),
    name,
    size: count(header(incomingHeaders.size)),
    offset: count(header(incomingHeaders.offset)),
    digest: header(incomingHeaders.digest),
    bytes: count(header(incomingHeaders.bytes)),
  });
  return parsed.success ? parsed.data : null;
}

function count(text: string | null): number {
  return text !== null && /^\d{1,13}$/.test(text) ? Number(text) : NaN;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** What a piece is answered: how much of the file is there now. */
export const IncomingAnswer = z.object({ received: z.int().min(0), whole: z.boolean() });
export type IncomingAnswer = z.infer<typeof IncomingAnswer>;
