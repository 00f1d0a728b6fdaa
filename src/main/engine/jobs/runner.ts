/**
 * Does the jobs: as many at once as there are workers, one at a time where a key or the line is held. Retries what may yet
 * succeed, parks what will not, and stops altogether when the disk is full, before anything is lost.
 */
import { kindOf } from '../../../contract/errors/index.ts';
import { fail, ok, type CodedError, type Result } from '../../../contract/result.ts';
import { stepNames, type StepName } from '../../../contract/vocabulary.ts';
import { waitBeforeRetry } from '../../stages/9-send/rules.ts';
import { dossierById } from '../records/dossiers.ts';
import type { WritableDb } from '../db/database.ts';
import { advanceDossier } from '../road/advance.ts';
import { haltsStation, storageFailure } from '../storage-failure.ts';
import { performers } from '../road/performers.ts';
import { advanceNow, type Workshop } from '../road/workshop.ts';
import { claim, finish, nextStart, park, recoverRunning, retryLater, type Job } from './table.ts';

/** Tries of a job that is not the line's; the line is tried for as long as it takes. */
const tries = 3;

export interface WorkOptions {
  readonly steps: ReadonlySet<StepName>;
  readonly signal: AbortSignal;
  /** Wait for retries that are due at most this much later; then come back with them still in the queue. */
  readonly patienceMs: number;
}

export class Runner {
  readonly #workshop: Workshop;
  readonly #running = new Map<number, { job: Job; done: Promise<void> }>();
  #halted: CodedError | null = null;
  #wake: () => void = () => undefined;
  #idle: () => void = () => undefined;

  constructor(workshop: Workshop) {
    this.#workshop = workshop;
  }

  /** Something was enqueued from outside: look again. */
  wake(): void {
    this.#wake();
    this.#idle();
  }

  /** Calls `resume` at the next wake: how an idle station waits for work. */
  onWake(resume: () => void): void {
    this.#idle = resume;
  }

  /** Works until nothing of these steps is left to do, the patience is over or the signal aborts; then waits for what is running. */
  async work({ steps, signal, patienceMs }: WorkOptions): Promise<Result<null>> {
    this.#halted = null;
    // What a full disk left marked as running is ready again.
    if (this.#running.size === 0) this.#guarded(() => this.#workshop.writer.tx((db) => recoverRunning(db, this.#workshop.clock.now())));
    const started = this.#workshop.clock.epochMs();
    while (!signal.aborted && this.#halted === null) {
      const wanted = this.#free(steps);
      const job = wanted.size === 0 ? null : this.#claim(wanted);
      if (job !== null) {
        this.#begin(job, signal);
        continue;
      }
      const due = nextStart(this.#workshop.writer.db, steps);
      if (this.#running.size === 0 && (due === null || due > started + patienceMs)) break;
      await this.#somethingHappens(due, signal);
    }
    await Promise.all([...this.#running.values()].map(({ done }) => done));
    const halted = this.#halted as CodedError | null;
    return halted === null ? ok(null) : fail(halted.code, halted.data);
  }

  /** The steps that have room for one more job. One job more than there are workers waits in the pool so that none stands idle. */
  #free(steps: ReadonlySet<StepName>): Set<StepName> {
    const running = [...this.#running.values()].map(({ job }) => job.step);
    const inPool = running.filter((step) => performers[step].pooled).length;
    return new Set(
      stepNames.filter((step) => steps.has(step) && (performers[step].pooled ? inPool <= this.#workshop.pool.size : !running.includes(step))),
    );
  }

  #claim(steps: ReadonlySet<StepName>): Job | null {
    const { writer, clock } = this.#workshop;
    return this.#guarded(() => writer.tx((db) => claim(db, steps, clock.epochMs(), clock.now()))) ?? null;
  }

  #begin(job: Job, signal: AbortSignal): void {
    const done = this.#perform(job, signal).finally(() => {
      this.#running.delete(job.id);
      this.#wake();
    });
    this.#running.set(job.id, { job, done });
  }

  async #perform(job: Job, signal: AbortSignal): Promise<void> {
    const { writer, emit } = this.#workshop;
    const { fileCode } = dossierById(writer.db, job.dossierId);
    const report = ({ done, of }: { done: number; of: number }) => emit({ topic: 'progress', jobId: job.id, step: job.step, fileCode, done, of });
    emit({ topic: 'job.changed', id: job.id });
    const result = await performers[job.step].perform(this.#workshop, job, { signal, report }).catch((error: unknown) => this.#bug(job, error));
    this.#guarded(() => {
      writer.tx((db) => {
        if (result.ok) {
          finish(db, job);
          result.data(db);
        } else if (signal.aborted || haltsStation.has(result.error.code)) {
          // Not the job's fault: it goes back as it was.
          if (haltsStation.has(result.error.code)) this.#halted = result.error;
          db.run("UPDATE job SET state = 'ready', attempts = attempts - 1 WHERE id = ?", job.id);
        } else {
          this.#failed(db, job, result.error);
        }
      });
    });
    if (result.ok) emit({ topic: 'step.done', step: job.step, fileCode });
    emit({ topic: 'job.changed', id: job.id });
    emit({ topic: 'dossier.changed', fileCode });
    if (job.step === 'send' || job.step === 'package') emit({ topic: 'queue.changed', objid: job.subject });
  }

  #failed(db: WritableDb, job: Job, error: CodedError): void {
    const { clock } = this.#workshop;
    const mayRetry = kindOf(error.code).retryable && (job.step === 'send' || job.attempts < tries);
    if (!mayRetry) {
      park(db, job, error, clock.now());
      performers[job.step].refused?.(db, job, error);
      // The rest of the dossier does not wait for what is parked.
      return advanceDossier(db, job.dossierId, advanceNow(this.#workshop));
    }
    const wait = job.step === 'send' ? waitBeforeRetry(job.attempts, Math.random()) : 1000 * job.attempts;
    retryLater(db, job, error, clock.epochMs() + wait, clock.now());
  }

  #bug(job: Job, error: unknown): Result<never> {
    const failure = storageFailure(error);
    if (failure !== null) return failure;
    process.stderr.write(`${job.step} ${job.subject}: ${error instanceof Error ? error.stack : String(error)}\n`);
    const message = error instanceof Error ? error.message : String(error);
    return fail('STEP_BUG', { step: job.step, message: message.slice(0, 200) });
  }

  /** A commit that finds the disk full or read-only leaves the database as it was; the station stops instead of trying the next job. */
  #guarded<T>(commit: () => T): T | undefined {
    try {
      return commit();
    } catch (error) {
      const failure = storageFailure(error);
      if (failure === null) throw error;
      this.#halted = failure.error;
      return undefined;
    }
  }

  #somethingHappens(due: number | null, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const timer = due === null ? undefined : setTimeout(done, Math.max(5, due - this.#workshop.clock.epochMs()));
      signal.addEventListener('abort', done, { once: true });
      this.#wake = done;
      function done(): void {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      }
    });
  }
}
