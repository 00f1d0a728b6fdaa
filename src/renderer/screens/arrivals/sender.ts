/** Sends one file in pieces (contract/incoming.ts). A piece is repeated until the station has it, or says that it never will. */
import { z } from 'zod';
import { errorCatalogue, type ErrorCode } from '../../../contract/errors/index.ts';
import { IncomingAnswer, incomingHeaders, incomingLimits } from '../../../contract/incoming.ts';
import type { CodedError } from '../../../contract/result.ts';
import { CodedErrorView } from '../../../contract/views.ts';
import { nameOf } from './dropped.ts';

export interface Sending {
  readonly upload: string;
  readonly token: string;
  readonly n: number;
  readonly name: string;
  readonly file: Blob;
  /** Bytes the station has already. */
  readonly from: number;
  readonly signal: AbortSignal;
  readonly onProgress: (sent: number) => void;
}

/** `unread`: this machine cannot read the file. `again`: the station must be asked anew what it has. */
export type Sent =
  | { readonly how: 'there' }
  | { readonly how: 'unread'; readonly reason: string }
  | { readonly how: 'again' }
  | { readonly how: 'stopped'; readonly error: CodedError };

const Answer = z.union([
  z.object({ ok: z.literal(true), data: IncomingAnswer }),
  z.object({
    ok: z.literal(false),
    error: CodedErrorView.extend({ code: z.custom<ErrorCode>((code) => typeof code === 'string' && code in errorCatalogue) }),
  }),
]);
type Answer = z.infer<typeof Answer>;

/** Waits between repetitions of one piece; after the last the station is asked anew. */
const waitsMs = [100, 300, 1_000, 2_000] as const;

export async function sendFile(sending: Sending): Promise<Sent> {
  const { file, signal, onProgress } = sending;
  let sent = sending.from;
  let failures = 0;
  while (sent < file.size) {
    const part = await readPart(file, sent);
    if (typeof part === 'string') return { how: 'unread', reason: part };
    const answer = await post(sending, part, sent);
    signal.throwIfAborted();
    if (answer !== null && answer.ok) {
      sent = answer.data.received;
      failures = 0;
      onProgress(sent);
      continue;
    }
    const next = answer === null ? 'again' : afterRefusal(answer.error);
    if (typeof next === 'object') return { how: 'stopped', error: next };
    if (next === 'again') return { how: 'again' };
    if (typeof next === 'number') sent = next;
    const wait = waitsMs[failures++];
    if (wait === undefined) return { how: 'again' };
    await new Promise((resolve) => setTimeout(resolve, wait));
    signal.throwIfAborted();
  }
  return { how: 'there' };
}

/** Where to go on, whether to repeat the piece, or the failure that ends it. */
function afterRefusal(error: CodedError): number | 'repeat' | 'again' | CodedError {
  switch (error.code) {
    case 'UPLOAD_OUT_OF_PLACE':
      return Number(error.data['received'] ?? 0);
    case 'UPLOAD_BUSY':
    case 'UPLOAD_DAMAGED':
    case 'UPLOAD_INTERRUPTED':
      return 'repeat';
    case 'UPLOAD_REFUSED':
    case 'UPLOAD_UNKNOWN':
      return 'again';
    default:
      return error;
  }
}

/** The bytes, or what the browser called it when the file is gone, locked or was changed. */
async function readPart(file: Blob, from: number): Promise<ArrayBuffer | string> {
  try {
    return await file.slice(from, from + incomingLimits.pieceBytes).arrayBuffer();
  } catch (error) {
    return nameOf(error);
  }
}

/** Null when nobody answers. */
async function post(
  { upload, token, n, name, file, signal }: Sending,
  part: ArrayBuffer,
  offset: number,
): Promise<Answer | null> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', part));
  try {
    const response = await fetch(`/incoming/${upload}/${n}`, {
      method: 'POST',
      headers: {
        [incomingHeaders.token]: token,
        [incomingHeaders.name]: encodeURIComponent(name),
        [incomingHeaders.size]: String(file.size),
        [incomingHeaders.offset]: String(offset),
        [incomingHeaders.bytes]: String(part.byteLength),
        [incomingHeaders.digest]: [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
      },
      body: part,
      signal,
    });
    const answer = Answer.safeParse(await response.json());
    return answer.success ? answer.data : null;
  } catch {
    return null;
  }
}
