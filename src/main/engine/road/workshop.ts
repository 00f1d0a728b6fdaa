import type { Result } from '../../../contract/result.ts';
import type { EngineEvent } from '../../../contract/routes.ts';
import type { Signer } from '../../stages/6-sign/drivers/signer.ts';
import type { Progress } from '../../stages/step.ts';
import type { Uploads } from '../arrivals/uploads.ts';
import type { WritableDb, Writer } from '../db/database.ts';
import type { Downloads } from '../downloads/downloads.ts';
import type { Job } from '../jobs/table.ts';
import type { Keyring } from '../keys/keyring.ts';
import type { Clock, NewId } from '../ports.ts';
import type { Searcher } from '../search/searcher.ts';
import type { StationSettings } from '../settings/settings.ts';
import type { Vault } from '../vault/vault.ts';
import type { WorkerPool } from '../workers/pool.ts';
import type { Advance } from './advance.ts';

/** What a job needs to be done. */
export interface Workshop {
  readonly writer: Writer;
  readonly vault: Vault;
  readonly pool: WorkerPool;
  /** What IT decided; ask it each time, for the answer may change while the station is open. */
  readonly settings: StationSettings;
  /** Files made for whoever asked. */
  readonly downloads: Downloads;
  /** Files on their way in from windows. */
  readonly uploads: Uploads;
  readonly searcher: Searcher;
  readonly clock: Clock;
  readonly newId: NewId;
  /** The key at hand, or null: signing then waits. Opened once, kept for the batch. */
  signer(): Signer | null;
  /** The practice identity of a practice station, which persons may sign with too; null elsewhere. */
  practiceSigner(): Signer | null;
  /** Keys that persons opened; a batch is signed with its own person's. */
  readonly keys: Keyring;
  /** Where packages go: the archive the station was given, or the practice archive that runs beside it just now. */
  archive(): { readonly url: string; readonly publicKey: string | null } | null;
  /** Trust anchors, PEM, that signatures of our own documents must lead to when a package judges itself. */
  trust(): string[];
  /** Name of the program in packages and PDFs. */
  readonly software: { readonly name: string; readonly version: string };
  emit(event: EngineEvent): void;
}

/** While a job is done: cancel it, say how far it is. */
export interface JobContext {
  readonly signal: AbortSignal;
  report(progress: Progress): void;
}

/** Does one job. The change it answers commits together with the job's removal and whatever comes next. */
export type Perform = (workshop: Workshop, job: Job, context: JobContext) => Promise<Result<(db: WritableDb) => void>>;

/** What `advance` needs to know, taken at the moment of the commit. */
export function advanceNow(workshop: Workshop): Advance {
  return { now: workshop.clock.now(), newId: workshop.newId, canSign: workshop.signer() !== null };
}
