/**
 * Drops on their way to the station. They belong to the window, not to a screen: whoever goes to another screen finds them still going. Cut
 * off anywhere, the station is asked anew what it has, and only the rest is sent.
 */
import { useSyncExternalStore } from 'react';
import { incomingLimits } from '../../../contract/incoming.ts';
import { fail, type CodedError } from '../../../contract/result.ts';
import type { RouteOutput } from '../../../contract/routes.ts';
import type { SplitRule } from '../../../contract/routes/capture.ts';
import type { Client } from '../../app/client.ts';
import type { Given } from './dropped.ts';
import { noPace, paceAfter, type Pace } from './pace.ts';
import { sendFile, type Sent } from './sender.ts';

export interface Trouble {
  readonly source: string;
  readonly error: { readonly code: string; readonly data: CodedError['data'] };
}

/** `waiting`: nobody answers just now, it goes on by itself. `stopped`: a person must do something first, then it goes on. */
export type Phase = 'looking' | 'sending' | 'waiting' | 'taking' | 'stopped' | 'done';

export interface UploadShown {
  readonly id: number;
  readonly fileCode: string;
  readonly phase: Phase;
  readonly files: { readonly done: number; readonly of: number };
  readonly bytes: { readonly done: number; readonly of: number };
  /** Files that are going just now, each with its bytes. */
  readonly going: readonly { readonly name: string; readonly done: number; readonly of: number }[];
  readonly pace: Pace;
  readonly error: CodedError | null;
  readonly result: RouteOutput<'capture.commitUpload'> | null;
}

interface Upload {
  readonly shown: UploadShown;
  readonly cancel: () => void;
  readonly goOn: () => void;
  /** Sends again what could not be read. */
  readonly retry: (() => void) | null;
}

/** Files that go at the same time: enough to hide a slow disk. */
export const lanes = 2;
let uploads: readonly Upload[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function put(next: readonly Upload[]): void {
  uploads = next;
  for (const listener of listeners) listener();
}

export function useUploads(): readonly Upload[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => uploads,
  );
}

/** Takes a finished or cancelled upload off the window. */
export function forgetUpload(id: number): void {
  put(uploads.filter(({ shown }) => shown.id !== id));
}

interface Start {
  readonly call: Client['call'];
  readonly fileCode: string;
  readonly split: SplitRule;
  readonly given: readonly Given[];
  readonly onDone: (result: RouteOutput<'capture.commitUpload'>) => void;
}

export function startUpload(start: Start): void {
  const id = ++lastId;
  const stop = new AbortController();
  let begun: string | null = null;
  let resume = Promise.withResolvers<void>();
  const total = start.given.reduce((sum, { size }) => sum + size, 0);
  let shown: UploadShown = {
    id,
    fileCode: start.fileCode,
    phase: 'looking',
    files: { done: 0, of: start.given.length },
    bytes: { done: 0, of: total },
    going: [],
    pace: noPace,
    error: null,
    result: null,
  };
  const change = (part: Partial<UploadShown>) => {
    shown = { ...shown, ...part };
    put(uploads.map((one) => (one.shown.id === id ? { ...one, shown, retry: retryOf(start, shown) } : one)));
  };
  const cancel = () => {
    stop.abort();
    resume.resolve();
    if (begun !== null && shown.phase !== 'done') void start.call('capture.cancelUpload', { upload: begun });
    forgetUpload(id);
  };
  // What became of the last drop makes room for this one.
  const others = uploads.filter(({ shown: one }) => one.phase !== 'done' || one.fileCode !== start.fileCode);
  put([...others, { shown, cancel, goOn: () => resume.resolve(), retry: null }]);

  void (async () => {
    while (!stop.signal.aborted) {
      const done = await once(start, stop.signal, change, (upload) => (begun = upload));
      if (stop.signal.aborted) return;
      if (done.how === 'done') {
        change({ phase: 'done', result: done.result, going: [] });
        return start.onDone(done.result);
      }
      if (done.how === 'again') {
        change({ phase: 'waiting', going: [] });
        await Promise.race([new Promise((resolve) => setTimeout(resolve, 1_000)), resume.promise]);
      } else {
        resume = Promise.withResolvers<void>();
        change({ phase: 'stopped', error: done.error, going: [] });
        await resume.promise;
      }
      change({ error: null });
    }
  })().catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
  });
}

type Outcome =
  { how: 'done'; result: RouteOutput<'capture.commitUpload'> } | { how: 'again' } | { how: 'stopped'; error: CodedError };

/** Asks what is wanted, sends that, and lets the station take it in. */
async function once(
  { call, fileCode, split, given }: Start,
  signal: AbortSignal,
  change: (part: Partial<UploadShown>) => void,
  begun: (upload: string) => void,
): Promise<Outcome> {
  if (given.length > incomingLimits.files)
    return { how: 'stopped', error: fail('UPLOAD_TOO_MANY', { files: given.length, limit: incomingLimits.files }).error };
  const files = given.map(({ folder, name, size, modifiedMs }) => ({ folder, name, size, modifiedMs }));
  const answer = await call('capture.beginUpload', { fileCode, split, files });
  if (!answer.ok) return lostOr(answer.error);
  const { upload, token } = answer.data;
  begun(upload);
  if (signal.aborted) {
    void call('capture.cancelUpload', { upload });
    return { how: 'again' };
  }
  const wanted = answer.data.files.flatMap(({ n, verdict }, index) =>
    verdict.do === 'send' ? [{ n, from: verdict.from, given: given[index]! }] : [],
  );
  const board = progressOf(given, wanted, change);
  const unread: { n: number; reason: string }[] = [];
  const queue = [...wanted];
  let ended: Sent | null = null;
  const lane = async () => {
    for (let next = queue.shift(); next !== undefined && ended === null; next = queue.shift()) {
      const { n, from, given: one } = next;
      const { file } = one;
      const sent: Sent =
        file === null
          ? { how: 'unread', reason: one.reason }
          : await sendFile({ upload, token, n, name: one.name, file, from, signal, onProgress: (bytes) => board.at(n, bytes) });
      if (sent.how === 'unread') unread.push({ n, reason: sent.reason });
      if (sent.how === 'again' || sent.how === 'stopped') ended ??= sent;
      else board.finished(n);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const end = ended as Sent | null;
  if (end !== null) return end.how === 'stopped' ? end : { how: 'again' };
  change({ phase: 'taking', going: [] });
  const committed = await call('capture.commitUpload', { upload, unread });
  return committed.ok ? { how: 'done', result: committed.data } : lostOr(committed.error);
}

/** What passes by itself is tried again: a lost connection, a station that starts anew, a file that a virus scanner took away. */
function lostOr(error: CodedError): Outcome {
  const passes = error.code === 'CONNECTION_LOST' || error.code === 'UPLOAD_INCOMPLETE' || error.code === 'UPLOAD_UNKNOWN';
  return passes ? { how: 'again' } : { how: 'stopped', error };
}

interface Wanted {
  readonly n: number;
  readonly from: number;
  readonly given: Given;
}

/** Counts for the bar, told at most ten times a second. */
function progressOf(given: readonly Given[], wanted: readonly Wanted[], change: (part: Partial<UploadShown>) => void) {
  const total = given.reduce((sum, { size }) => sum + size, 0);
  const needed = wanted.reduce((sum, { given: { size }, from }) => sum + size - from, 0);
  const sizes = new Map(wanted.map(({ n, given: one }) => [n, one] as const));
  const going = new Map<number, number>(wanted.filter(({ from }) => from > 0).map(({ n, from }) => [n, from]));
  let files = given.length - wanted.length;
  let bytes = total - needed;
  let pace = paceAfter(noPace, Date.now(), bytes);
  let told = 0;
  const tell = (now: boolean) => {
    const at = Date.now();
    if (!now && at - told < 100) return;
    told = at;
    pace = paceAfter(pace, at, bytes);
    change({
      phase: 'sending',
      files: { done: files, of: given.length },
      bytes: { done: bytes, of: total },
      going: [...going].slice(-lanes).map(([n, done]) => ({ name: sizes.get(n)?.name ?? '', done, of: sizes.get(n)?.size ?? 0 })),
      pace,
    });
  };
  tell(true);
  return {
    at(n: number, sent: number): void {
      bytes += sent - (going.get(n) ?? 0);
      going.set(n, sent);
      tell(false);
    },
    finished(n: number): void {
      const size = sizes.get(n)?.size ?? 0;
      bytes += size - (going.get(n) ?? 0);
      going.delete(n);
      files += 1;
      tell(false);
    },
  };
}

/** Files that this machine could not read: closed in the other program, or the disk back in its place, they can be sent after all. */
function retryOf(start: Start, { result }: UploadShown): (() => void) | null {
  const failed = new Set(result?.refused.filter(({ error }) => error.code === 'FILE_UNREADABLE').map(({ source }) => source));
  const again = start.given.filter((one) => one.file !== null && failed.has(placeOf(one)));
  return again.length === 0 ? null : () => startUpload({ ...start, given: again });
}

function placeOf({ folder, name }: { folder: string; name: string }): string {
  return (folder === '' ? name : `${folder}/${name}`).normalize('NFC');
}
