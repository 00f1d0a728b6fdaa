/** A practice station on the fast fake road, and persons who work in it: for tests of the engine's own rules. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect } from 'vitest';
import { routes, type RouteInput, type RouteName, type RouteOutput } from '../../src/contract/routes.ts';
import { stepNames, type DocumentFields, type Role, type StepName } from '../../src/contract/vocabulary.ts';
import { createEngine, openForReading, type Engine, type EngineOptions, type Session } from '../../src/main/engine/index.ts';
import { tallyFaults } from '../../src/main/engine/records/tally.ts';
import type { ToWorker } from '../../src/main/engine/workers/messages.ts';
import type { SpawnWorker } from '../../src/main/engine/workers/spawn.ts';
import { fakeWorker } from './fake-worker.ts';
import { temporaryFolder } from './folders.ts';

export const folder = temporaryFolder('station');
export const fileCode = 'H49.64.33.2001.160';

const open: { engine: Engine; dataDir: string }[] = [];
afterEach(async () => {
  for (const { engine, dataDir } of open.splice(0)) {
    await engine.close();
    expectTrueTallies(dataDir);
  }
});

/** Whatever a test did: the counts that are kept are those a recount finds. */
function expectTrueTallies(dataDir: string): void {
  if (!existsSync(join(dataDir, 'station.db'))) return;
  const reader = openForReading(dataDir);
  if (!reader.ok) throw new Error(reader.error.code);
  expect(tallyFaults(reader.data.db)).toEqual([]);
  reader.data.close();
}

export interface TestStation {
  readonly engine: Engine;
  readonly operator: Session;
  readonly dataDir: string;
}

/** Opens a station, making it when `dataDir` is new; closed after the test. */
export async function station(options: Partial<EngineOptions> & { practice?: boolean } = {}): Promise<TestStation> {
  const { practice = true, ...rest } = options;
  const dataDir = options.dataDir ?? join(folder, crypto.randomUUID());
  const opened = await createEngine({ mode: 'on-demand', workers: 2, spawnWorker: fakeWorker(), ...rest, dataDir });
  if (!opened.ok) throw new Error(opened.error.code);
  const engine = opened.data;
  open.push({ engine, dataDir });
  const operator = engine.openSession(['clerk', 'it']);
  if ((await call(operator, 'station.get', {})) === null)
    await call(operator, 'station.init', {
      agencyCode: 'H49.64.33',
      agencyName: 'UBND phường Mẫu',
      fondsCode: 'H49.64.33',
      practice,
    });
  return { engine, operator, dataDir };
}

/** Closes a station before its test ends, to open it again. */
export async function closeStation({ engine }: TestStation): Promise<void> {
  open.splice(
    open.findIndex((one) => one.engine === engine),
    1,
  );
  await engine.close();
}

export async function call<N extends RouteName>(session: Session, route: N, input: RouteInput<N>): Promise<RouteOutput<N>> {
  const result = await session.call(route, input);
  if (!result.ok) throw new Error(`${route}: ${result.error.code} ${JSON.stringify(result.error.data)}`);
  return routes[route].output.parse(result.data) as RouteOutput<N>;
}

export async function person({ engine, operator }: TestStation, name: string, role: Role): Promise<Session> {
  await call(operator, 'account.add', { name, role, password: 'mật-khẩu-thử' });
  const session = engine.openSession();
  await call(session, 'session.signIn', { name, password: 'mật-khẩu-thử' });
  return session;
}

export async function work(engine: Engine, until: StepName): Promise<void> {
  const result = await engine.work({ steps: new Set(stepNames.slice(0, stepNames.indexOf(until) + 1)), patienceMs: 10_000 });
  expect(result).toMatchObject({ ok: true });
}

export function fields(subject = 'Thử'): DocumentFields {
  return {
    typeName: '02',
    codeNumber: '12',
    codeNotation: 'QĐ-UBND',
    issuedDate: '02/01/2001',
    organName: 'UBND',
    subject,
    signer: '',
  };
}

/** A clerk confirms every document of the dossier. */
export async function confirmAll(clerk: Session, subject?: string): Promise<void> {
  for (const { id } of (await call(clerk, 'dossier.get', { fileCode })).documentList) {
    await call(clerk, 'describe.confirm', { documentId: id, fields: fields(subject) });
  }
}

/** Captured, read, described by `clerk` and worked on through `until`. */
export async function upTo(engine: Engine, clerk: Session, until: StepName): Promise<void> {
  await work(engine, 'describe');
  await confirmAll(clerk);
  await work(engine, until);
}

export async function revisionOf(session: Session): Promise<number> {
  return (await call(session, 'dossier.get', { fileCode })).revision;
}

/** As a supervisor does who has just looked at the dossier. */
export async function approve(session: Session): Promise<{ documents: number }> {
  return call(session, 'verify.approve', { fileCode, revision: await revisionOf(session) });
}

type Task = Extract<ToWorker, { type: 'task' }>;

/** The fake road, with the tasks `hold` asks for kept back until its promise is kept. */
export function heldWorker(hold: (task: Task) => Promise<void> | undefined): SpawnWorker {
  const spawn = fakeWorker();
  return (entry) => {
    const inner = spawn(entry);
    if (entry !== 'step-worker') return inner;
    return {
      ...inner,
      postMessage(raw) {
        const message = raw as ToWorker;
        const held = message.type === 'task' ? hold(message) : undefined;
        if (held === undefined) inner.postMessage(raw);
        else void held.then(() => inner.postMessage(raw));
      },
    };
  };
}

/** A gate that says when somebody stands before it. */
export function gate(): { arrived: Promise<void>; opened: Promise<void>; reach(): void; open(): void } {
  const arrived = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  return { arrived: arrived.promise, opened: opened.promise, reach: arrived.resolve, open: opened.resolve };
}
