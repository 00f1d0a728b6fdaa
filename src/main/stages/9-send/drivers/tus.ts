/** The line by tus 1.0 over HTTP(S): docs/transfer-protocol.md from the station's side. */
import { open, type FileHandle } from 'node:fs/promises';
import { DetailedError, Upload } from 'tus-js-client';
import { z } from 'zod';
import { fail, ok, type Result } from '../../../../contract/result.ts';
import {
  ArchiveIdentity,
  PackageAnswer,
  Refusal,
  identityPath,
  packagesPath,
  protocolVersion,
  uploadsPath,
} from '../../../../exchange/transfer/protocol.ts';
import { afterFault, errorOf, nextChunkBytes, type ChunkRule, type Fault } from '../rules.ts';
import { checkedStack, readChunks } from './chunks.ts';
import { createHttpClient, LineFault, type HttpAnswer, type HttpClient } from './http.ts';
import type { ArchiveAnswer, Line, Pacing, Parcel, UploadEvents } from './line.ts';
import { offsetChecker } from './offsets.ts';

export interface TusLineOptions {
  /** The archive's base address, e.g. `https://luutru.example.gov.vn/` or `http://127.0.0.1:1080`. */
  readonly base: string;
  readonly ca?: string;
  readonly idleMs?: number;
  /** Waits between tries inside one upload; a longer outage is the queue's to wait out. */
  readonly retryDelaysMs?: readonly number[];
  readonly chunks?: Partial<ChunkRule>;
  /** Milliseconds, only ever subtracted. */
  readonly now?: () => number;
  /** Without it the line carries what it can. */
  readonly pacing?: Pacing;
}

const chunkRule: ChunkRule = { minBytes: 16 * 1024, maxBytes: 1024 * 1024, targetMs: 8_000 };
const firstChunkBytes = 256 * 1024;

const unhindered: Pacing = { take: (wanted) => wanted, cap: () => null, measured: () => undefined };

type Attempt = { readonly ok: true } | { readonly ok: false; readonly fault: Fault | null };

export function tusLine(options: TusLineOptions): Line & { close(): void } {
  const base = options.base.endsWith('/') ? options.base : `${options.base}/`;
  const { host } = new URL(base);
  const now = options.now ?? performance.now.bind(performance);
  const pacing = options.pacing ?? unhindered;
  const client = createHttpClient({
    idleMs: options.idleMs ?? 120_000,
    maxAnswerBytes: 16 * 1024 * 1024,
    cap: pacing.cap,
    now,
    ...(options.ca === undefined ? {} : { ca: options.ca }),
  });
  const rule = { ...chunkRule, ...options.chunks };
  // What the line bore last time is where the next upload starts.
  const pace = { bytes: Math.min(rule.maxBytes, Math.max(rule.minBytes, firstChunkBytes)) };

  const getJson = async <T>(path: string, schema: z.ZodType<T>, signal: AbortSignal, unknown?: T): Promise<Result<T>> => {
    try {
      const answer = await client.ask({
        method: 'GET',
        url: new URL(path, base).href,
        headers: { Accept: 'application/json' },
        body: null,
        signal,
      });
      if (answer.status === 200) return ok(parseBody(answer, schema));
      const fault = statusFault(answer);
      if (unknown !== undefined && fault.refusal === 'PACKAGE_UNKNOWN') return ok(unknown);
      // Every refusal of an archive says so in its body; a bare 404 comes from something else at that address.
      if (fault.refusal === null && answer.status < 500)
        throw new LineFault({ kind: 'unreadable', reason: `HTTP ${answer.status}` });
      throw new LineFault(fault);
    } catch (error) {
      if (signal.aborted) return fail('SEND_STOPPED', {});
      if (!(error instanceof LineFault)) throw error;
      const { code, data } = errorOf(error.fault, { host, objid: '', bytes: 0 });
      return fail(code, data);
    }
  };

  return {
    host,
    closed: base.startsWith('https:') || /^http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost)[:/]/.test(base),
    close: () => client.close(),
    async identity(signal) {
      const hello = await getJson(identityPath, z.looseObject({ type: z.literal('tram.archive.v1'), protocol: z.int() }), signal);
      if (!hello.ok) return hello;
      if (hello.data.protocol !== protocolVersion)
        return fail('ARCHIVE_PROTOCOL_UNKNOWN', { found: hello.data.protocol, known: protocolVersion });
      const identity = ArchiveIdentity.safeParse(hello.data);
      return identity.success
        ? ok(identity.data)
        : fail('ARCHIVE_ANSWER_UNREADABLE', { host, reason: firstIssue(identity.error) });
    },
    status: (objid, signal) => getJson<ArchiveAnswer>(`${packagesPath}/${objid}`, PackageAnswer, signal, { state: 'unknown' }),
    async upload(parcel, resume, on, signal) {
      let file: FileHandle;
      try {
        file = await open(parcel.path, 'r');
      } catch (error) {
        return fail('PACKAGE_FILE_UNREADABLE', { objid: parcel.objid, reason: (error as NodeJS.ErrnoException).code ?? '' });
      }
      try {
        let url = resume.url !== null && isUploadOf(base, resume.url) ? resume.url : null;
        if (url !== resume.url) on.url(null);
        for (let restarted = false; ; restarted = true) {
          const attempt = await uploadOnce(
            {
              base,
              client,
              rule,
              pace,
              retryDelaysMs: options.retryDelaysMs ?? [500, 2_000, 5_000],
              now,
              pacing,
            },
            file,
            parcel,
            url,
            on,
            signal,
          );
          if (attempt.ok) return ok(null);
          if (attempt.fault === null) return fail('SEND_STOPPED', {});
          const next = afterFault(attempt.fault);
          if (next === 'done') return ok(null);
          if (next === 'anew') {
            on.url(null);
            url = null;
            if (!restarted) continue;
          }
          const { code, data } = errorOf(attempt.fault, { host, objid: parcel.objid, bytes: parcel.bytes });
          return fail(code, data);
        }
      } finally {
        await file.close();
      }
    },
  };
}

interface Road {
  readonly base: string;
  readonly client: HttpClient;
  readonly rule: ChunkRule;
  readonly pace: { bytes: number };
  readonly retryDelaysMs: readonly number[];
  readonly now: () => number;
  readonly pacing: Pacing;
}

/** One upload resource, from wherever the archive says it stands to its end; `fault` null when the signal fired. */
function uploadOnce(
  road: Road,
  file: FileHandle,
  parcel: Parcel,
  url: string | null,
  on: UploadEvents,
  signal: AbortSignal,
): Promise<Attempt> {
  const { base, rule, pace, pacing } = road;
  return new Promise((resolve, reject) => {
    const settle = (attempt: Attempt) => {
      signal.removeEventListener('abort', stop);
      resolve(attempt);
    };
    const setPace = (ms: number | null) => {
      pace.bytes = nextChunkBytes(pace.bytes, ms, rule);
      upload.options.chunkSize = pace.bytes;
    };
    const checker = offsetChecker(parcel, url !== null, on, setPace, pacing.measured);
    // The reader hands out the bytes; tus-js-client only wants to be given something.
    const upload = new Upload(Buffer.alloc(0), {
      endpoint: url === null ? new URL(uploadsPath, base).href : null,
      uploadUrl: url,
      chunkSize: pace.bytes,
      metadata: announce(parcel),
      fingerprint: async () => parcel.objid,
      storeFingerprintForResuming: false,
      fileReader: readChunks(file, parcel.bytes, pacing),
      httpStack: checkedStack(road.client, signal, road.now, checker),
      retryDelays: [...road.retryDelaysMs],
      onShouldRetry(error) {
        const fault = faultOf(error);
        if (fault?.kind === 'network') setPace(null);
        return fault !== null && afterFault(fault) === 'again';
      },
      onUploadUrlAvailable() {
        const given = upload.url;
        if (given === null || !isUploadOf(base, given)) throw new LineFault({ kind: 'unreadable', reason: 'Location' });
        // Left in place, tus-js-client would answer any refused HEAD by starting from zero, a proxy's 502 included.
        upload.options.endpoint = null;
        if (given !== url) on.url(given);
        url = given;
      },
      onSuccess: () => settle({ ok: true }),
      onError(error) {
        const fault = faultOf(error);
        if (fault === null) reject(error);
        else settle({ ok: false, fault });
      },
    });
    function stop(): void {
      void upload.abort();
      settle({ ok: false, fault: null });
    }
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    upload.start();
  });
}

function announce(parcel: Parcel): Record<string, string> {
  const { objid, fileCode, sha256, bytes, agencyCode, recordStatus } = parcel;
  return { protocol: String(protocolVersion), objid, fileCode, sha256, bytes: String(bytes), agencyCode, recordStatus };
}

/** Only addresses under this archive's own uploads are ever sent bytes to, whatever a Location header or a database says. */
function isUploadOf(base: string, url: string): boolean {
  return url.startsWith(`${new URL(uploadsPath, base).href}/`) && URL.canParse(url) && new URL(url).href === url;
}

/** What tus-js-client's error was about; faults of ours travel as its cause. Null: nothing foreseen, so a bug. */
function faultOf(error: Error): Fault | null {
  if (!(error instanceof DetailedError)) return null;
  const { causingError, originalResponse } = error;
  if (causingError instanceof LineFault) return causingError.fault;
  if (causingError !== null) return null;
  if (originalResponse === null) return { kind: 'unreadable', reason: 'tus' };
  const status = originalResponse.getStatus();
  if (status >= 200 && status < 300) return { kind: 'unreadable', reason: 'tus headers' };
  return { kind: 'status', status, ...refusalIn(originalResponse.getBody()) };
}

function statusFault(answer: HttpAnswer): Extract<Fault, { kind: 'status' }> {
  return { kind: 'status', status: answer.status, ...refusalIn(answer.body) };
}

function refusalIn(body: string): { refusal: string | null; message: string } {
  const parsed = Refusal.safeParse(json(body));
  return parsed.success
    ? { refusal: parsed.data.error.code, message: parsed.data.error.message.slice(0, 300) }
    : { refusal: null, message: '' };
}

function parseBody<T>(answer: HttpAnswer, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(json(answer.body));
  if (!parsed.success) throw new LineFault({ kind: 'unreadable', reason: firstIssue(parsed.error) });
  return parsed.data;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function firstIssue(error: z.ZodError): string {
  return error.issues[0]?.path.join('.') || 'JSON';
}
