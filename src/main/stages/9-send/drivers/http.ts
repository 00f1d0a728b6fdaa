/** One HTTP request, bounded in every direction: answer size, silence, and the caller's signal. */
import { once } from 'node:events';
import { Agent as HttpAgent, request as httpRequest, type ClientRequest, type IncomingHttpHeaders } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { takeTokens, type Bucket } from '../rules-pace.ts';
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
  /** Bytes per second a body may leave at, asked again for every few of them; null without a cap. */
  readonly cap: () => number | null;
  /** Milliseconds, only ever subtracted. */
  readonly now: () => number;
}

export function createHttpClient(options: HttpClientOptions): HttpClient {
  // One connection is kept: a TLS handshake per chunk would cost a slow line more than the chunk.
  const keep = { keepAlive: true, maxSockets: 2 };
  const plain = new HttpAgent(keep);
  const secure = new HttpsAgent(options.ca === undefined ? keep : { ...keep, ca: options.ca });
  const flow: Flow = { bucket: { tokens: 0, at: options.now() }, cap: options.cap, now: options.now };
  return {
    ask: (question) => ask(question, options, plain, secure, flow),
    close() {
      plain.destroy();
      secure.destroy();
    },
  };
}

function ask(
  question: HttpQuestion,
  options: HttpClientOptions,
  plain: HttpAgent,
  secure: HttpsAgent,
  flow: Flow,
): Promise<HttpAnswer> {
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
    if (body === null) request.end();
    // Whatever ends the request is answered by its own events; nobody is left to write for.
    else pour(request, body, flow, signal).catch(() => undefined);
  });
}

interface Flow {
  bucket: Bucket;
  readonly cap: () => number | null;
  readonly now: () => number;
}

/** Small enough that a cap is kept within a second, large enough for a packet. */
const sip = (rate: number) => Math.round(Math.min(16_384, Math.max(512, rate / 8)));

/** Writes the body no faster than the cap allows; a cap that is changed or lifted meanwhile holds from the next few bytes on. */
async function pour(request: ClientRequest, body: Buffer, flow: Flow, signal: AbortSignal): Promise<void> {
  for (let at = 0; at < body.length && !request.destroyed;) {
    const rate = flow.cap();
    if (rate === null) {
      request.end(body.subarray(at));
      return;
    }
    const piece = body.subarray(at, at + sip(rate));
    const taken = takeTokens(flow.bucket, piece.length, rate, flow.now());
    flow.bucket = taken.bucket;
    if (taken.waitMs > 0) await sleep(taken.waitMs, undefined, { signal });
    if (request.destroyed) return;
    if (!request.write(piece)) await once(request, 'drain', { signal });
    at += piece.length;
  }
  request.end();
}
