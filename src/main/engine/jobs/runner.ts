/**
 * Does the jobs: as many at once as there are workers, one at a time where a key or the line is held. Retries what may yet
 * succeed, parks what will not, and stops altogether when the disk is full, before anything is lost.
 */
import { kindOf } from '../../../contract/errors/index.ts';
import { fail, ok, type CodedError, type Failure, type Result } from '../../../contract/result.ts';
import { stepNames, type StepName } from '../../../contract/vocabulary.ts';
import { longestWaitMs, waitBeforeRetry } from '../../stages/9-send/rules.ts';
import { dossierById } from '../records/dossiers.ts';
import type { WritableDb } from '../db/database.ts';
import { lineGate } from '../line/gate.ts';
import { lineRecord } from '../records/line.ts';
import { advanceDossier } from '../road/advance.ts';
import { haltsStation, storageFailure } from '../storage-failure.ts';
import { performers } from '../road/performers.ts';
import { advanceNow, type Workshop } from '../road/workshop.ts';
import { nextSendStart } from './sending.ts';
import { bringForward, claim, finish, giveBack, nextStart, park, recoverRunning, retryLater, type Job } from './table.ts';

/** Tries of a job that is not the line's; the line is tried for as long as it takes. */
const tries = 3;
/** The station looks again at least this often: a wait is told from the clock on the wall, which people and time servers set. */
const longestSleepMs = 60_000;

/** What a performer answers: the change to commit with the job's removal. */
type Change = Result<(db: WritableDb) => void>;

export interface WorkOptions {
  readonly steps: ReadonlySet<StepName>;
  readonly signal: AbortSignal;
  /** Wait for retries that are due at most this much later; then come back with them still in the queue. */
  readonly patienceMs: number;
}

export class Runner {
  readonly #workshop: Workshop;
  readonly #running = new Map<number, { job: Job; done: Promise<void>; stop: () => void }>();
  readonly #sleepers = new Set<() => void>();
  #halted: CodedError | null = null;
  /** Something was enqueued since the queue was last looked at. */
  #stirred = false;

  constructor(workshop: Workshop) {
    this.#workshop = workshop;
  }

  /** Something was enqueued from outside: look again. */
  wake(): void {
    this.#stirred = true;
    this.#rouse();
  }

  /** Sleeps until `wake`, a job's end, `ms` or the signal; not at all when something was enqueued since the last look. */
  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    if (this.#stirred || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        this.#sleepers.delete(done);
        resolve();
      };
      const timer = setTimeout(done, Math.min(longestSleepMs, Math.max(5, ms)));
      signal.addEventListener('abort', done, { once: true });
      this.#sleepers.add(done);
    });
  }

  /** Stops what is on the line, or only the package named: its job goes back to the queue as it was. */
  stopSending(objid: string | null): void {
    for (const { job, stop } of this.#running.values())
      if (job.step === 'send' && (objid === null || job.subject === objid)) stop();
  }

  /** The package that is on the line just now. */
  sending(): string | null {
    return [...this.#running.values()].find(({ job }) => job.step === 'send')?.job.subject ?? null;
  }

  /** Waits until no job is running any more. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all([...this.#running.values()].map(({ done }) => done));
  }

  /** Works until nothing of these steps is left to do, the patience is over or the signal aborts; then waits for what is running. */
  async work({ steps, signal, patienceMs }: WorkOptions): Promise<Result<null>> {
    if (signal.aborted) return ok(null);
    const { writer, clock } = this.#workshop;
    this.#halted = null;
    this.#stirred = false;
    // What a full disk left marked as running is ready again.
    if (this.#running.size === 0) this.#guarded(() => writer.tx((db) => recoverRunning(db, clock.now())));
    const started = clock.epochMs();
    while (!signal.aborted && this.#halted === null) {
      this.#stirred = false;
      const wanted = this.#free(steps);
      const job = wanted.size === 0 ? null : this.#claim(wanted);
      if (job !== null) {
        this.#begin(job, signal);
        continue;
      }
      const due = this.#guarded(() => this.#nextStart(wanted)) ?? null;
      const deferred = this.#guarded(() => nextStart(writer.db, wanted)) ?? null;
      if (deferred !== null && deferred > clock.epochMs() + longestWaitMs) {
        this.#guarded(() => writer.tx((db) => bringForward(db, clock.epochMs() + longestWaitMs, clock.epochMs())));
        continue;
      }
      if (this.#running.size === 0 && (due === null || due > started + patienceMs)) break;
      await this.sleep(due === null ? longestSleepMs : due - clock.epochMs(), signal);
    }
    await this.idle();
    const halted = this.#halted as CodedError | null;
    return halted === null ? ok(null) : fail(halted.code, halted.data);
  }

  #rouse(): void {
    for (const sleeper of this.#sleepers) sleeper();
  }

  /** The steps that have room for one more job. One job more than there are workers waits in the pool so that none stands idle. */
  #free(steps: ReadonlySet<StepName>): Set<StepName> {
    const running = [...this.#running.values()].map(({ job }) => job.step);
    const inPool = running.filter((step) => performers[step].pooled).length;
    return new Set(
      stepNames.filter(
        (step) => steps.has(step) && (performers[step].pooled ? inPool <= this.#workshop.pool.size : !running.includes(step)),
      ),
    );
  }

  #claim(steps: ReadonlySet<StepName>): Job | null {
    const { writer, clock } = this.#workshop;
    const gate = () => lineGate(this.#workshop);
    return this.#guarded(() => writer.tx((db) => claim(db, steps, gate, clock.epochMs(), clock.now()))) ?? null;
  }

  /** When something of these steps may begin next; the line has hours of its own. */
  #nextStart(steps: ReadonlySet<StepName>): number | null {
    const { writer, clock } = this.#workshop;
    const others = new Set([...steps].filter((step) => step !== 'send'));
    const starts = [
      others.size === 0 ? null : nextStart(writer.db, others),
      steps.has('send') ? nextSendStart(writer.db, lineGate(this.#workshop), clock.epochMs()) : null,
    ].filter((at) => at !== null);
    return starts.length === 0 ? null : Math.min(...starts);
  }

  #begin(job: Job, signal: AbortSignal): void {
    const own = new AbortController();
    const done = this.#perform(job, AbortSignal.any([signal, own.signal]))
      .catch((error: unknown) => void this.#bug(job, error))
      .finally(() => {
        this.#running.delete(job.id);
        this.#rouse();
      });
    this.#running.set(job.id, { job, done, stop: () => own.abort() });
  }

  async #perform(job: Job, signal: AbortSignal): Promise<void> {
    const { writer, emit } = this.#workshop;
    const { fileCode } = dossierById(writer.db, job.dossierId);
    const report = ({ done, of }: { done: number; of: number }) =>
      emit({ topic: 'progress', jobId: job.id, step: job.step, fileCode, done, of });
    emit({ topic: 'job.changed', id: job.id });
    const result = await performers[job.step]
      .perform(this.#workshop, job, { signal, report })
      .catch((error: unknown) => this.#thrown(job, error, signal));
    this.#guarded(() => this.#conclude(job, result, signal));
    if (result.ok) emit({ topic: 'step.done', step: job.step, fileCode });
    emit({ topic: 'job.changed', id: job.id });
    emit({ topic: 'dossier.changed', fileCode });
    if (job.step === 'send' || job.step === 'package') emit({ topic: 'queue.changed', objid: job.subject });
  }

  /**
   * Writes down what became of the job. A fault in that very commit fails the job like a fault in its step; should what follows from the
   * failure be at fault too, the job is parked by itself.
   */
  #conclude(job: Job, result: Change, signal: AbortSignal): void {
    const { writer, clock } = this.#workshop;
    try {
      writer.tx((db) => this.#record(db, job, result, signal));
    } catch (error) {
      if (storageFailure(error) !== null) throw error;
      const { error: bug } = this.#bug(job, error);
      try {
        writer.tx((db) => this.#failed(db, job, bug));
      } catch {
        writer.tx((db) => park(db, job, bug, clock.now()));
      }
    }
  }

  #record(db: WritableDb, job: Job, result: Change, signal: AbortSignal): void {
    if (result.ok) {
      finish(db, job);
      result.data(db);
    } else if (signal.aborted || result.error.code === 'LINE_HELD' || haltsStation.has(result.error.code)) {
      // Not the job's fault: it goes back as it was.
      if (haltsStation.has(result.error.code)) this.#halted = result.error;
      giveBack(db, job);
    } else {
      this.#failed(db, job, result.error);
    }
  }

  #failed(db: WritableDb, job: Job, error: CodedError): void {
    const { clock } = this.#workshop;
    // Nobody answers at the other end: the line waits (records/line.ts), and this package goes first when it stands again.
    const silent = job.step === 'send' && lineRecord(db).retryAtMs > clock.epochMs();
    const mayRetry = kindOf(error.code).retryable && (job.step === 'send' || job.attempts < tries);
    if (!mayRetry) {
      park(db, job, error, clock.now());
      performers[job.step].refused?.(db, job, error);
      // The rest of the dossier does not wait for what is parked.
      return advanceDossier(db, job.dossierId, advanceNow(this.#workshop));
    }
    const wait = job.step === 'send' ? waitBeforeRetry(job.attempts, Math.random()) : 1000 * job.attempts;
    retryLater(db, job, error, silent ? 0 : clock.epochMs() + wait, clock.now());
  }

  /** A step that was cancelled may say so by throwing; it is only a bug when nobody cancelled it. */
  #thrown(job: Job, error: unknown, signal: AbortSignal): Failure {
    return signal.aborted ? fail('WORKER_CRASHED', { step: job.step }) : this.#bug(job, error);
  }

  #bug(job: Job, error: unknown): Failure {
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
}
