/**
 * Entry of a worker process: does one step at a time on blobs of the vault and answers with small records. It never opens
 * the database. Whatever goes wrong in here, a crash included, costs the one task it was doing.
 */
import { fail, type Result } from '../../../contract/result.ts';
import { workerSteps } from '../../stages/road.ts';
import type { Progress } from '../../stages/step.ts';
import { Vault } from '../vault/vault.ts';
import { storageFailure } from '../storage-failure.ts';
import { makeThumbnail, ThumbnailTask } from '../thumbnails/make.ts';
import { ToWorker, type FromWorker } from './messages.ts';
import { onSoundBlobs } from './sound-blobs.ts';
import { parentPort } from '../../../platform/parent-port.ts';

const port = parentPort();
let vault: Promise<Vault> | undefined;

port.onMessage((raw) => {
  const message = ToWorker.parse(raw);
  if (message.type === 'start') vault = Vault.open(message.vault);
  else void perform(message);
});

async function perform(task: Extract<ToWorker, { type: 'task' }>): Promise<void> {
  const result = await attempt(task);
  const usage = process.resourceUsage();
  const reply: FromWorker = { type: 'result', id: task.id, result, rss: process.memoryUsage.rss(), peak: usage.maxRSS * 1024 };
  port.postMessage(reply);
}

async function attempt(task: Extract<ToWorker, { type: 'task' }>): Promise<Result<unknown>> {
  if (vault === undefined) throw new Error('a worker was asked before it was told of its vault');
  if (task.step === 'thumbnail') return makeThumbnail(await vault, ThumbnailTask.parse(task.input));
  const { step } = task;
  if (!Object.hasOwn(workerSteps, step)) throw new Error(`a worker was asked for ${task.step}, which it does not do`);
  const perform = workerSteps[step as keyof typeof workerSteps];
  const report = (progress: Progress) => port.postMessage({ type: 'progress', id: task.id, ...progress } satisfies FromWorker);
  // A task is cancelled by killing its worker: that also stops native code that would never look at a signal.
  const { signal } = new AbortController();
  try {
    return await onSoundBlobs<unknown>(await vault, step, (blobs) =>
      perform(task.input, task.settings, { blobs, signal, report }),
    );
  } catch (error) {
    const failure = storageFailure(error);
    if (failure !== null) return failure;
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${task.step}: ${error instanceof Error ? error.stack : message}\n`);
    return fail('STEP_BUG', { step: task.step, message: message.slice(0, 200) });
  }
}
