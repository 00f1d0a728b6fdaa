import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { canonicalJson } from '../../../exchange/canonical-json.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { workerSteps } from '../../stages/road.ts';
import type { Progress, Step } from '../../stages/step.ts';
import type { Writer } from '../db/database.ts';
import type { Clock } from '../ports.ts';
import { text } from '../records/rows.ts';
import type { Vault } from '../vault/vault.ts';

export type DoStep = (
  input: unknown,
  settings: unknown,
  signal: AbortSignal,
  report: (progress: Progress) => void,
) => Promise<Result<unknown>>;

/**
 * Runs a step, or remembers what it made: the key is step + version + settings + input, and the input names blobs by digest.
 * `perform` does the work where it belongs (a worker process, or here when it holds a key), on blobs that were checked to be what their
 * names say.
 */
export async function rememberedStep<In extends z.ZodType, Settings extends z.ZodType, Out extends z.ZodType>(
  step: Step<In, Settings, Out>,
  input: z.input<In>,
  settings: z.input<Settings>,
  by: { writer: Writer; vault: Vault; clock: Clock; signal: AbortSignal; report: (progress: Progress) => void; perform: DoStep },
): Promise<Result<z.output<Out>>> {
  const parsedInput = step.input.parse(input);
  const parsedSettings = step.settings.parse(settings);
  const key = createHash('sha256')
    .update(canonicalJson([step.name, step.version, parsedSettings, parsedInput]))
    .digest('hex');
  const known = by.writer.db.get('SELECT output_json FROM memo WHERE key = ?', key);
  if (known !== undefined) {
    const output = step.output.safeParse(JSON.parse(text(known, 'output_json')));
    if (output.success) return ok(output.data);
  }
  // A worker checks what it reads itself (workers/sound-blobs.ts); a step done here, which holds the key, is given one small file.
  const damaged = Object.hasOwn(workerSteps, step.name) ? null : await by.vault.firstDamaged(parsedInput);
  if (damaged !== null) return fail('BLOB_DAMAGED', { step: step.name, digest: damaged });
  const result = await by.perform(parsedInput, parsedSettings, by.signal, by.report);
  if (!result.ok) return result;
  const output = step.output.parse(result.data);
  by.writer.tx((db) =>
    db.run(
      'INSERT OR REPLACE INTO memo (key, step, output_json, made_at) VALUES (?, ?, ?, ?)',
      key,
      step.name,
      JSON.stringify(output),
      by.clock.now(),
    ),
  );
  return ok(output);
}
