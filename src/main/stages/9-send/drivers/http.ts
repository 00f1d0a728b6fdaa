/** One HTTP request, bounded in every direction: answer size, silence, and the caller's signal. */
import { Agent as HttpAgent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Fault } from '../rules.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface HttpQuestion {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
  readonly signal: AbortSignal;
}

/** Thrown by the line's own parts and caught at its edge, where it becomes a coded error. */
export class LineFault extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.kind === 'network' ? fault.code : fault.kind);
    this.fault = fault;
  }
}

export interface HttpClient {
  /** Rejects with a LineFault of kind `network` or `unreadable`. Redirects are answers, not followed. */
  ask(question: HttpQuestion): Promise<HttpAnswer>;
  close(): void;
}

export interface HttpClientOptions {
  /** Silence after which a connection counts as dead; the archive may be hashing a whole package meanwhile. */
  readonly idleMs: number;
  readonly maxAnswerBytes: number;
  /** PEM of the province's own CA, when its archive is not known to the public ones. */
  readonly ca?: string;
}

export function createHttpClient(options: HttpClientOptions): HttpClient {
  // One connection is kept: a TLS handshake per chunk would cost a slow line more than the chunk.
  const keep = { keepAlive: true, maxSockets: 2 };
  const plain = new HttpAgent(keep);
  const secure = new HttpsAgent(options.ca === undefined ? keep : { ...keep, ca: options.ca });
  return {
    ask: (question) => ask(question, options, plain, secure),
    close() {
      plain.destroy();
      secure.destroy();
    },
  };
}

function ask(question: HttpQuestion, options: HttpClientOptions, plain: HttpAgent, secure: HttpsAgent): Promise<HttpAnswer> {
  const { method, url, headers, body, signal } = question;
  return new Promise((resolve, reject) => {
    if (!/^https?:/.test(url)) return reject(new LineFault({ kind: 'unreadable', reason: 'address' }));
    const broken = (error: NodeJS.ErrnoException) =>
      reject(error instanceof LineFault ? error : new LineFault({ kind: 'network', code: error.code ?? error.message }));
    const common = {
      method,
      headers: { ...headers, ...(body === null ? {} : { 'Content-Length': body.length }) },
      signal,
      timeout: options.idleMs,
    };
    const request = url.startsWith('https:')
      ? httpsRequest(url, { ...common, agent: secure })
      : httpRequest(url, { ...common, agent: plain });
    request.on('error', broken);
    request.on('timeout', () => request.destroy(new LineFault({ kind: 'network', code: 'ETIMEDOUT' })));
    request.on('response', (response) => {
      const pieces: Buffer[] = [];
      let bytes = 0;
      response.on('data', (piece: Buffer) => {
        bytes += piece.length;
        if (bytes > options.maxAnswerBytes) request.destroy(new LineFault({ kind: 'unreadable', reason: 'answer too long' }));
        else pieces.push(piece);
      });
      // Without this an answer cut off half-way would never settle.
      response.on('error', broken);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces).toString('utf8') }),
      );
    });
    request.end(body ?? undefined);
  });
}
