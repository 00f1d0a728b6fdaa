import type { z } from 'zod';
import type { Result } from '../../contract/result.ts';
import type { Sha256, StepName } from '../../contract/vocabulary.ts';

/** The vault as a step sees it: write once, name by digest. Every `put` is durable (fsync) before it answers. */
export interface Blobs {
  put(bytes: Uint8Array): Promise<Sha256>;
  /** Moves a finished temporary file in; `file` must lie in `tempDir()` and is gone afterwards. */
  putFile(file: string): Promise<Sha256>;
  read(digest: Sha256): Promise<Buffer>;
  /** Path of the blob on this disk, for parts that want a file. Read only. */
  path(digest: Sha256): string;
  size(digest: Sha256): Promise<number>;
  /** A folder on the vault's own disk for files in the making; emptied when the engine starts. */
  tempDir(): string;
}

/** Progress is data: the words are the window's. */
export interface Progress {
  readonly done: number;
  readonly of: number;
}

export interface StepContext<S> {
  readonly settings: S;
  readonly blobs: Blobs;
  readonly signal: AbortSignal;
  report(progress: Progress): void;
}

/**
 * One of the nine steps. Its result is remembered under name + version + settings + input (which names blobs by digest), so a
 * re-run is free and a crash resumes at the last finished piece. Raise `version` whenever the same input may give another output.
 * `run` answers expected failures as values; it must be a pure function of its input, settings and the blobs it reads.
 */
export interface Step<In extends z.ZodType, Settings extends z.ZodType, Out extends z.ZodType> {
  readonly name: StepName;
  readonly version: number;
  readonly input: In;
  readonly settings: Settings;
  readonly output: Out;
  run(input: z.output<In>, context: StepContext<z.output<Settings>>): Promise<Result<z.output<Out>>>;
}

/** Identity, for inference: `export const clean = step({ … })`. */
export function step<In extends z.ZodType, Settings extends z.ZodType, Out extends z.ZodType>(
  definition: Step<In, Settings, Out>,
): Step<In, Settings, Out> {
  return definition;
}

/** A step whose input and settings are parsed at the door, as a worker process gets them. */
export function parsing<In extends z.ZodType, Settings extends z.ZodType, Out extends z.ZodType>(
  definition: Step<In, Settings, Out>,
) {
  return (input: unknown, settings: unknown, context: Omit<StepContext<never>, 'settings'>): Promise<Result<z.output<Out>>> =>
    definition.run(definition.input.parse(input), { ...context, settings: definition.settings.parse(settings) });
}
