/** What engine and step worker say to each other. Parsed on both sides: a worker is a process, and a process is a border. */
import { z } from 'zod';
import { errorCatalogue, type ErrorCode } from '../../../contract/errors/index.ts';
import { StepName } from '../../../contract/vocabulary.ts';

/** What a worker may be asked for: a step, or a small picture for somebody who is looking just now. */
export const WorkerTask = z.enum([...StepName.options, 'thumbnail']);
export type WorkerTask = z.infer<typeof WorkerTask>;

export const ToWorker = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), vault: z.string() }),
  z.object({ type: z.literal('task'), id: z.int(), step: WorkerTask, input: z.unknown(), settings: z.unknown() }),
]);
export type ToWorker = z.infer<typeof ToWorker>;

const KnownCode = z.custom<ErrorCode>((code) => typeof code === 'string' && Object.hasOwn(errorCatalogue, code));
const CodedError = z.object({
  code: KnownCode,
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

export const FromWorker = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), id: z.int(), done: z.number(), of: z.number() }),
  z.object({
    type: z.literal('result'),
    id: z.int(),
    result: z.union([
      z.object({ ok: z.literal(true), data: z.unknown() }),
      z.object({ ok: z.literal(false), error: CodedError }),
    ]),
    /** Resident memory of the worker after the task, in bytes, and the most it has held. */
    rss: z.number(),
    peak: z.number(),
  }),
]);
export type FromWorker = z.infer<typeof FromWorker>;
