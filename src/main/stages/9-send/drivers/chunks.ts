/** tus-js-client's two ports: a file read in pieces by position, and requests that carry a checksum of what they carry. */
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { UploadOptions } from 'tus-js-client';
import { LineFault, type HttpAnswer, type HttpClient } from './http.ts';
import type { Pacing } from './line.ts';

type FileReader = NonNullable<UploadOptions['fileReader']>;
export type HttpStack = NonNullable<UploadOptions['httpStack']>;
type HttpRequest = ReturnType<HttpStack['createRequest']>;
type HttpResponse = Awaited<ReturnType<HttpRequest['send']>>;

/** tus-js-client reads `size` of whatever a file reader hands out. */
class Chunk {
  readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  get size(): number {
    return this.bytes.length;
  }
}

/** Pieces of the file, each no longer than `pacing` lets out. */
export function readChunks(file: FileHandle, size: number, pacing: Pacing): FileReader {
  return {
    openFile: async () => ({
      size,
      async slice(start: number, end: number) {
        const wanted = Math.min(end, size) - start;
        const granted = wanted === 0 ? 0 : pacing.take(wanted);
        if (granted === 0 && wanted > 0) throw new LineFault({ kind: 'held' });
        const last = start + granted;
        return { value: new Chunk(await readExactly(file, start, last - start)), done: last >= size };
      },
      close: () => undefined,
    }),
  };
}

async function readExactly(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  for (let filled = 0; filled < length;) {
    const { bytesRead } = await file
      .read(bytes, filled, length - filled, start + filled)
      .catch((error: NodeJS.ErrnoException) => {
        throw new LineFault({ kind: 'source', code: error.code ?? error.message });
      });
    if (bytesRead === 0) throw new LineFault({ kind: 'source', code: 'TRUNCATED' });
    filled += bytesRead;
  }
  return bytes;
}

/** One request as its checker sees it: bytes `start` … `start + length` of the package. */
export interface Sent {
  readonly method: string;
  readonly start: number;
  readonly length: number;
}

export interface Checker {
  /** Before the request leaves: from here on the archive may have these bytes, whether an answer comes back or not. */
  sending(sent: Sent): void;
  /** Throws a LineFault when the answer cannot be true. `ms` from first byte out to last byte in. */
  answered(sent: Sent, answer: HttpAnswer, ms: number): void;
}

/** `now` in milliseconds, only ever subtracted. */
export function checkedStack(client: HttpClient, signal: AbortSignal, now: () => number, checker: Checker): HttpStack {
  return {
    getName: () => 'tram',
    createRequest(method, url) {
      const headers: Record<string, string> = {};
      const stop = new AbortController();
      return {
        getMethod: () => method,
        getURL: () => url,
        setHeader: (name, value) => void (headers[name] = value),
        getHeader: (name) => headers[name],
        // Bytes handed to the operating system are not bytes received; progress comes from the archive's answers.
        setProgressHandler: () => undefined,
        async send(body: unknown) {
          const bytes = body instanceof Chunk ? body.bytes : null;
          if (bytes !== null) headers['Upload-Checksum'] = `sha256 ${createHash('sha256').update(bytes).digest('base64')}`;
          const sent = { method, start: Number(headers['Upload-Offset'] ?? 0), length: bytes?.length ?? 0 };
          checker.sending(sent);
          const begun = now();
          const answer = await client.ask({ method, url, headers, body: bytes, signal: AbortSignal.any([signal, stop.signal]) });
          checker.answered(sent, answer, now() - begun);
          return responseOf(answer);
        },
        abort: async () => stop.abort(),
        getUnderlyingObject: () => null,
      };
    },
  };
}

function responseOf(answer: HttpAnswer): HttpResponse {
  return {
    getStatus: () => answer.status,
    getHeader: (name) => {
      const value = answer.headers[name.toLowerCase()];
      return Array.isArray(value) ? value[0] : value;
    },
    getBody: () => answer.body,
    getUnderlyingObject: () => null,
  };
}
