/**
 * The engine: the only owner of a station's state. A window, a browser and the command line reach it through sessions that
 * speak the contract's routes; nobody else opens the database or writes into the vault.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { IncomingAnswer, IncomingPiece } from '../../contract/incoming.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { EngineEvent } from '../../contract/routes.ts';
import { stepNames, Sha256, type Role, type StepName } from '../../contract/vocabulary.ts';
import { driversHere, type ScannerDriver } from '../stages/1-capture/drivers/index.ts';
import { makePracticeIdentity } from '../stages/6-sign/practice-ca.ts';
import type { Signer } from '../stages/6-sign/drivers/signer.ts';
import { Scanning } from './arrivals/scanning.ts';
import { Uploads } from './arrivals/uploads.ts';
import { Caller } from './accounts/caller.ts';
import { Presences } from './accounts/presences.ts';
import { operatorName } from './accounts/rules.ts';
import { verifyAudit } from './audit/audit.ts';
import { machinePolicyFile } from '../../platform/policy-file.ts';
import { openWriter, type Db, type Writer } from './db/database.ts';
import { Downloads, type Offered } from './downloads/downloads.ts';
import { DiskDesk } from './line/disk-desk.ts';
import { weighForever } from './health/weigh.ts';
import { Runner, type WorkOptions } from './jobs/runner.ts';
import { recoverRunning } from './jobs/table.ts';
import { Keyring } from './keys/keyring.ts';
import { lockStation, type StationLock } from './lock.ts';
import { newUuid, systemClock, type Clock, type NewId } from './ports.ts';
import { text } from './records/rows.ts';
import { stationOf } from './records/station.ts';
import { keyForgotten, recoverBatches } from './road/sign-batch.ts';
import { signWhatWaited } from './road/sign-what-waited.ts';
import type { Workshop } from './road/workshop.ts';
import { answer } from './router.ts';
import { StationSettings, type PolicyPath } from './settings/settings.ts';
import { countDue, indexCounts, keepSearchIndex } from './search/index-store.ts';
import { indexForever, rebuildIndex } from './search/indexer.ts';
import { Searcher } from './search/searcher.ts';
import { software } from './software.ts';
import { storageFailure } from './storage-failure.ts';
import { Thumbnails, type Thumbnail } from './thumbnails/thumbnails.ts';
import { Vault } from './vault/vault.ts';
import { WorkerPool } from './workers/pool.ts';
import { forkWorker, type SpawnWorker } from './workers/spawn.ts';

export { openForReading } from './open-for-reading.ts';
export type { SpawnWorker } from './workers/spawn.ts';

export interface EngineOptions {
  readonly dataDir: string;
  readonly spawnWorker?: SpawnWorker;
  /** Worker processes; by default as many as cores and memory allow. */
  readonly workers?: number;
  /** `background`: a workstation works whenever there is something to do. `on-demand`: only inside `work()`, for the command line. */
  readonly mode?: 'background' | 'on-demand';
  /** Where policies of the province are looked for, the strongest first; by default the machine's own place, then the station folder. */
  readonly policies?: readonly PolicyPath[];
  /** Whether windows are covered when nobody is there; a station to practise in holds nothing to cover. True by default. */
  readonly idleLock?: boolean;
  /** Ways to drive a scanner; by default those that work on this system. */
  readonly scanners?: readonly ScannerDriver[];
  /** The second tells apart two engines in one test; real stations use the system's. */
  readonly clock?: Clock;
  readonly newId?: NewId;
}

export interface PracticeArchive {
  readonly url: string;
  readonly publicKey: string;
}

export interface Rebuilt {
  readonly documents: number;
  readonly pages: number;
  /** Pages whose words could not be read. */
  readonly unread: number;
  readonly left: number;
}

/** One per window or connection. */
export interface Session {
  call(route: string, input: unknown): Promise<Result<unknown>>;
  subscribe(listener: (event: EngineEvent) => void): () => void;
  close(): void;
}

export interface Engine {
  /** `operator`: roles of whoever sits at the machine and could read its files anyway; the command line's, never a window's. */
  openSession(operator?: readonly Role[]): Session;
  /** An image of the vault for a window; null for anything that is not one of the station's page images, and while no window may see any. */
  blob(digest: string): Promise<{ path: string; mime: string; bytes: number } | null>;
  /** A small picture of one of the station's page images; null for anything else, or when none can be made. */
  thumbnail(digest: string): Promise<Thumbnail | null>;
  /** A file that was made for somebody, once; whoever takes it removes it. */
  download(token: string): Promise<Offered | null>;
  /** Takes one piece of a file that a window brings; the piece's token says who and what for. */
  take(piece: IncomingPiece, body: AsyncIterable<Uint8Array>): Promise<Result<IncomingAnswer>>;
  /** Path of any blob the station knows, for the command line's own output. */
  blobPath(digest: Sha256): string;
  /** The key that signs from now on; null takes it away. Documents that waited for a key go on. */
  useSigner(signer: Signer | null): void;
  /**
   * Sends to a practice archive that runs beside the station for as long as this engine does. Its address is of today only and
   * is not remembered; null goes back to the station's own archive.
   */
  usePracticeArchive(archive: PracticeArchive | null): void;
  work(options?: Partial<WorkOptions>): Promise<Result<null>>;
  /** Makes the search index anew; `report` is told how many pages and documents are left. `left` is not 0 when the station was closed meanwhile. */
  rebuildSearch(report: (left: number) => void): Promise<Rebuilt>;
  verifyAudit(): { entries: number; brokenAt: number | null };
  /** Trust anchors of this station, PEM: the practice CA here. */
  trust(): readonly string[];
  /** The most memory the engine's process and its workers have held together, in bytes. */
  peakBytes(): number;
  close(): Promise<void>;
}

/** Opens the station in `dataDir`, making the folder and the database when they are not there. */
export async function createEngine(options: EngineOptions): Promise<Result<Engine>> {
  const { dataDir } = options;
  try {
    await mkdir(dataDir, { recursive: true });
  } catch (error) {
    // Whatever it is called (a file in the way, a read-only disk, no such drive): here no station can be.
    return storageFailure(error) ?? fail('STATION_NOT_WRITABLE', {});
  }
  const lock = lockStation(dataDir);
  if (!lock.ok) return lock;
  const writer = await openWriter(join(dataDir, 'station.db'), undefined, keepSearchIndex);
  if (!writer.ok) {
    lock.data.release();
    return writer;
  }
  try {
    const vault = await Vault.open(join(dataDir, 'vault'));
    await vault.sweep();
    const clock = options.clock ?? systemClock;
    const downloads = await Downloads.open(join(dataDir, 'downloads'), clock);
    const uploads = await Uploads.open(join(dataDir, 'incoming'), writer.data, vault);
    return ok(await assemble(options, { lock: lock.data, writer: writer.data, vault, clock, downloads, uploads }));
  } catch (error) {
    writer.data.close();
    lock.data.release();
    return saidByDisk(error);
  }
}

interface Opened {
  readonly lock: StationLock;
  readonly writer: Writer;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly downloads: Downloads;
  readonly uploads: Uploads;
}

async function assemble(options: EngineOptions, { lock, writer, vault, clock, downloads, uploads }: Opened): Promise<Engine> {
  const settings = new StationSettings(writer.db, options.policies ?? policyPaths(options.dataDir));
  const workers = options.workers ?? (settings.values['ocr.workers'] || undefined);
  const pool = new WorkerPool({
    spawn: options.spawnWorker ?? forkWorker,
    vault: join(options.dataDir, 'vault'),
    ...(workers === undefined ? {} : { size: workers }),
  });
  const presences = new Presences();
  const { idleLock = true, dataDir } = options;
  const listeners = new Set<(event: EngineEvent) => void>();
  let signer: Signer | null = null;
  let practiceSigner: Signer | null = null;
  const trust: string[] = [];
  let practiceArchive: PracticeArchive | null = null;
  const workshop: Workshop = {
    writer,
    vault,
    pool,
    settings,
    downloads,
    uploads,
    searcher: new Searcher(options.spawnWorker ?? forkWorker, options.dataDir),
    clock,
    newId: options.newId ?? newUuid,
    // The practice identity signs by itself unless people are to learn signing; a key given on the command line always does.
    signer: () => (signer === practiceSigner && !settings.values['sign.automatic'] ? null : signer),
    practiceSigner: () => practiceSigner,
    keys: new Keyring(clock, options.newId ?? newUuid, () => settings.values['sign.keyMinutes'] * 60_000),
    trust: () => trust,
    archive: () => practiceArchive ?? settings.policy.archive ?? archiveOf(writer.db),
    software,
    emit: (event) => listeners.forEach((listener) => listener(event)),
  };
  const runner = new Runner(workshop);
  const stop = new AbortController();
  const wake = () => runner.wake();
  const scanning = new Scanning(join(options.dataDir, 'scanning'), workshop, wake, options.scanners ?? driversHere());
  const thumbnails = new Thumbnails(join(options.dataDir, 'thumbs'), pool, stop.signal);
  const disks = new DiskDesk();
  const line = {
    wake,
    stopSending: (objid: string | null) => runner.stopSending(objid),
    sending: () => runner.sending(),
    disks,
  };

  writer.tx((db) => {
    recoverRunning(db, clock.now());
    recoverBatches(db, clock.now());
  });
  workshop.keys.onForgotten((key) => keyForgotten(workshop, key));

  /** A practice station signs with its own practice identity, whose certificates say so. */
  async function practise(): Promise<void> {
    const station = stationOf(writer.db);
    if (station?.practice !== true || signer !== null) return;
    const identity = await makePracticeIdentity(join(options.dataDir, 'practice-identity'), station.agencyName);
    if (!identity.ok) throw new Error(identity.error.code);
    trust.push(identity.data.caPem);
    practiceSigner = identity.data.signer;
    useSigner(identity.data.signer);
  }

  function useSigner(next: Signer | null): void {
    signer = next;
    signNow();
  }

  /** Documents that waited for the key at hand go on. */
  function signNow(): void {
    if (workshop.signer() === null) return;
    writer.tx((db) => signWhatWaited(db, clock.now()));
    runner.wake();
  }

  const everything: ReadonlySet<StepName> = new Set(stepNames);

  async function workForever(): Promise<void> {
    while (!stop.signal.aborted) {
      const worked = await runner.work({ steps: everything, signal: stop.signal, patienceMs: Infinity });
      // A full disk is looked at again by itself: somebody may have made room.
      await runner.sleep(worked.ok ? Infinity : 30_000, stop.signal);
    }
  }

  function openSession(operator: readonly Role[] = []): Session {
    const caller = new Caller(operator, presences);
    const own = new Set<(event: EngineEvent) => void>();
    return {
      async call(route, input) {
        const actor = caller.account?.name ?? operatorName;
        try {
          const result = await answer(
            { ...workshop, ...line, scanning, caller, presences, idleLock, dataDir, actor },
            route,
            input,
          );
          if ((route === 'station.init' || route === 'station.setUp') && result.ok) await practise();
          if (route === 'settings.set' && result.ok) signNow();
          return result;
        } catch (error) {
          return saidByDisk(error);
        }
      },
      subscribe(listener) {
        const hear = (event: EngineEvent) => {
          if (caller.mayHear(event)) listener(event);
        };
        own.add(hear);
        listeners.add(hear);
        return () => void listeners.delete(hear);
      },
      close() {
        own.forEach((listener) => listeners.delete(listener));
        uploads.forget(caller);
        caller.become(null);
        workshop.searcher.forget(caller);
      },
    };
  }

  let closing: Promise<void> | undefined;
  let rebuild: Promise<unknown> = Promise.resolve();
  /** What is running is cut short and goes back to the queue as it was; only when its last word is written down the database closes. */
  async function close(): Promise<void> {
    stop.abort();
    workshop.searcher.close();
    await scanning.close();
    await uploads.close();
    await disks.close();
    await pool.close();
    await background;
    await rebuild.catch(() => undefined);
    await runner.idle();
    workshop.keys.dispose();
    writer.close();
    lock.release();
  }

  // A host cannot tell which of its windows asks for an image: where all are covered, or nobody signed in, none is shown.
  const image: Engine['blob'] = async (digest) => (presences.anyUncovered() ? pageImage(writer.db, vault, digest) : null);

  await scanning.recover();
  await practise();
  const background =
    options.mode === 'on-demand'
      ? Promise.resolve()
      : Promise.all([workForever(), indexForever(workshop, stop.signal), weighForever(workshop, dataDir, stop.signal)]);
  return {
    openSession,
    blob: image,
    thumbnail: async (digest) => ((await image(digest)) === null ? null : thumbnails.of(Sha256.parse(digest))),
    download: (token) => downloads.take(token),
    take: (piece, body) => uploads.take(piece, body),
    blobPath: (digest) => vault.path(digest),
    useSigner,
    usePracticeArchive: (archive) => (practiceArchive = archive),
    async work({ steps = everything, signal, patienceMs = 0 } = {}) {
      const until = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
      const worked = await runner.work({ steps, signal: until, patienceMs });
      // Whoever closes the station has the last word: work that was cut short does not go on to its report before that.
      await closing;
      return worked;
    },
    rebuildSearch: (report) => {
      const done = rebuildIndex(workshop, stop.signal, report).then(() => ({
        ...indexCounts(writer.db),
        left: countDue(writer.db),
      }));
      rebuild = done;
      return done;
    },
    verifyAudit: () => verifyAudit(writer.db),
    trust: () => trust,
    peakBytes: () => process.resourceUsage().maxRSS * 1024 + pool.peakBytes,
    close: () => (closing ??= close()),
  };
}

function policyPaths(dataDir: string): PolicyPath[] {
  return [
    { place: 'machine', path: machinePolicyFile() },
    { place: 'station', path: join(dataDir, 'policy.json') },
  ];
}

function archiveOf(db: Db): { url: string; publicKey: string | null } | null {
  const station = stationOf(db);
  return station === null || station.archiveUrl === null ? null : { url: station.archiveUrl, publicKey: station.archiveKey };
}

/** Only what a page of this station points at is an image; any other digest is not answered, so blobs cannot be fished for. */
async function pageImage(db: Db, vault: Vault, digest: string): Promise<{ path: string; mime: string; bytes: number } | null> {
  const name = Sha256.safeParse(digest);
  if (!name.success) return null;
  const row = db.get(
    `SELECT coalesce(
       (SELECT json_extract(clean_json, '$.mime') FROM page WHERE json_extract(clean_json, '$.image') = ? LIMIT 1),
       (SELECT json_extract(image_json, '$.mime') FROM page WHERE json_extract(image_json, '$.image') = ? LIMIT 1),
       -- A window may still show a page as it was before somebody turned it.
       (SELECT json_extract(output_json, '$.mime') FROM memo WHERE step = 'clean' AND json_extract(output_json, '$.image') = ? LIMIT 1)) AS mime`,
    name.data,
    name.data,
    name.data,
  );
  if (row === undefined || row['mime'] === null || !(await vault.has(name.data))) return null;
  return { path: vault.path(name.data), mime: text(row, 'mime'), bytes: await vault.size(name.data) };
}

/** A bug is thrown on. */
function saidByDisk(error: unknown): Result<never> {
  const failure = storageFailure(error);
  if (failure === null) throw error;
  return failure;
}
