/** The practice station itself: opened when somebody first wants to practise, made as on the first day, and made so again when asked. */
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result } from '../../../contract/result.ts';
import type { Role } from '../../../contract/vocabulary.ts';
import { createEngine, type Engine, type EngineOptions, type PracticeArchive, type Session } from '../index.ts';
import { storageFailure } from '../storage-failure.ts';
import { bringInPracticeRecords } from './records.ts';

export type OpenArchive = (dir: string) => Promise<PracticeArchive & { close(): Promise<void> }>;

interface Opened {
  readonly engine: Engine;
  readonly close: () => Promise<void>;
}

const folderName = 'practice';
const agency = { agencyCode: 'H49.99', agencyName: 'UBND xã Luyện Tập', fondsCode: 'LT99.01', practice: true } as const;
/** One person for each part; no secret, since a practice station holds nothing that is real. */
const people = { clerk: 'văn-thư.tập', supervisor: 'lãnh-đạo.tập', it: 'quản-trị.tập' } as const satisfies Record<Role, string>;
const password = 'luyện-tập';

export class PracticeStation {
  readonly #options: EngineOptions;
  readonly #openArchive: OpenArchive;
  #opened: Promise<Result<Opened>> | null = null;
  #renewals = new Set<() => void>();

  /** `options` of the real station: the practice station lies in a folder of its own below it. */
  constructor(options: EngineOptions, openArchive: OpenArchive) {
    // One worker: the real station's work comes first on this machine.
    this.#options = { ...options, dataDir: join(options.dataDir, folderName), mode: 'background', workers: 1, idleLock: false };
    this.#openArchive = openArchive;
  }

  /** The engine while it is open; null before anybody practised. */
  async engine(): Promise<Engine | null> {
    const opened = await this.#opened;
    return opened?.ok === true ? opened.data.engine : null;
  }

  /** A session signed in as the practice person of that part. */
  async openSession(part: Role): Promise<Result<Session>> {
    this.#opened ??= this.#open();
    const opened = await this.#opened;
    if (!opened.ok) {
      this.#opened = null;
      return opened;
    }
    const session = opened.data.engine.openSession();
    const signedIn = await session.call('session.signIn', { name: people[part], password });
    return signedIn.ok ? ok(session) : signedIn;
  }

  /** As on the first day. The old folder is put aside in one step, so that a power cut leaves either the old station or none. */
  async reset(): Promise<Result<null>> {
    await this.#close();
    try {
      await rename(this.#options.dataDir, `${this.#options.dataDir}.old-${Date.now()}`);
    } catch (error) {
      const failure = storageFailure(error);
      if (failure !== null) return failure;
      throw error;
    }
    this.#opened = this.#open();
    const opened = await this.#opened;
    for (const renew of this.#renewals) renew();
    return opened.ok ? ok(null) : opened;
  }

  /** Told after each reset: sessions of before lead nowhere any more. */
  onRenewal(renew: () => void): () => void {
    this.#renewals.add(renew);
    return () => void this.#renewals.delete(renew);
  }

  async close(): Promise<void> {
    await this.#close();
  }

  async #open(): Promise<Result<Opened>> {
    await this.#sweep();
    const engine = await createEngine(this.#options);
    if (!engine.ok) return engine;
    const archive = await this.#openArchive(join(this.#options.dataDir, 'archive'));
    engine.data.usePracticeArchive(archive);
    const close = async () => {
      await engine.data.close();
      await archive.close();
    };
    const furnished = await furnish(engine.data);
    if (furnished.ok) return ok({ engine: engine.data, close });
    await close();
    return furnished;
  }

  async #close(): Promise<void> {
    const opened = await this.#opened;
    this.#opened = null;
    if (opened?.ok === true) await opened.data.close();
  }

  /** Stations put aside by a reset; one that is still in use (Windows) goes next time. */
  async #sweep(): Promise<void> {
    const parent = join(this.#options.dataDir, '..');
    for (const name of await readdir(parent).catch(() => []))
      if (name.startsWith(`${folderName}.old-`))
        await rm(join(parent, name), { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
  }
}

/** Makes what is missing of a station with its persons and records; a start that was cut short is finished by the next. */
async function furnish(engine: Engine): Promise<Result<null>> {
  const operator = engine.openSession(['clerk', 'it']);
  try {
    const known = await operator.call('station.get', {});
    if (known.ok && known.data === null) {
      const made = await operator.call('station.init', agency);
      if (!made.ok) return made;
    }
    for (const [role, name] of Object.entries(people)) {
      const added = await operator.call('account.add', { name, role, password });
      if (!added.ok && added.error.code !== 'ACCOUNT_EXISTS') return added;
    }
    const records = await bringInPracticeRecords(operator, agency.agencyCode);
    return records.ok ? ok(null) : records;
  } finally {
    operator.close();
  }
}
