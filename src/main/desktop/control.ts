/** What the main process and the engine process say to each other. Ports travel beside the message, never inside it. */
import { z } from 'zod';
import { errorCatalogue, type ErrorCode } from '../../contract/errors/index.ts';
import { IncomingAnswer, IncomingPiece } from '../../contract/incoming.ts';
import { CodedErrorView } from '../../contract/views.ts';
import type { WorkerEntry } from '../../platform/entries.ts';

const KnownError = CodedErrorView.extend({
  code: z.custom<ErrorCode>((code) => typeof code === 'string' && code in errorCatalogue),
});

const Took = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), data: IncomingAnswer }),
  z.object({ ok: z.literal(false), error: KnownError }),
]);

/** Main → engine process. */
export const ToEngine = z.discriminatedUnion('say', [
  /** A window opened; its port comes along. */
  z.object({ say: z.literal('open-session') }),
  z.object({ say: z.literal('find-blob'), id: z.int(), digest: z.string(), small: z.boolean() }),
  z.object({ say: z.literal('take-download'), id: z.int(), token: z.string() }),
  /** A piece of a file that a window brings; what came in over HTTP was parsed there, and is parsed again here. */
  z.object({ say: z.literal('take-piece'), id: z.int(), piece: IncomingPiece, bytes: z.instanceof(Uint8Array) }),
  /** The worker asked for runs; the port to it comes along. */
  z.object({ say: z.literal('worker-started'), id: z.int() }),
  z.object({ say: z.literal('worker-exited'), id: z.int(), code: z.int().nullable() }),
  z.object({ say: z.literal('close') }),
]);
export type ToEngine = z.infer<typeof ToEngine>;

/** Engine process → main. */
export const FromEngine = z.discriminatedUnion('say', [
  z.object({ say: z.literal('ready') }),
  /** createEngine answered an expected failure (folder locked, database newer…): nothing to restart. */
  z.object({ say: z.literal('refused'), error: KnownError }),
  z.object({
    say: z.literal('found-blob'),
    id: z.int(),
    blob: z.object({ path: z.string(), mime: z.string(), bytes: z.int() }).nullable(),
  }),
  z.object({
    say: z.literal('taken-download'),
    id: z.int(),
    download: z.object({ path: z.string(), name: z.string(), mime: z.string(), bytes: z.int() }).nullable(),
  }),
  z.object({ say: z.literal('took-piece'), id: z.int(), result: Took }),
  z.object({
    say: z.literal('start-worker'),
    id: z.int(),
    entry: z.enum(['step-worker', 'search-worker'] satisfies WorkerEntry[]),
  }),
  z.object({ say: z.literal('kill-worker'), id: z.int() }),
]);
export type FromEngine = z.infer<typeof FromEngine>;
