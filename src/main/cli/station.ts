/** Opening a station for a command, and calling its routes with their types. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, type CodedError, type Result } from '../../contract/result.ts';
import { routes, type RouteInput, type RouteName, type RouteOutput } from '../../contract/routes.ts';
import type { Role } from '../../contract/vocabulary.ts';
import { openPkcs12 } from '../stages/6-sign/drivers/pkcs12.ts';
import { createEngine, type Engine, type EngineOptions, type Session } from '../engine/index.ts';
import { storageFailure } from '../engine/storage-failure.ts';

/** A failure on its way to the terminal; caught once, in cli/program.ts. */
export class Refusal extends Error {
  readonly coded: CodedError;
  constructor(coded: CodedError) {
    super(coded.code);
    this.coded = coded;
  }
}

/** What the disk said, as a failure in words; anything else stays what it is. */
export function asRefusal(error: unknown): unknown {
  const failure = storageFailure(error);
  return failure === null ? error : new Refusal(failure.error);
}

export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Refusal(result.error);
  return result.data;
}

export async function call<N extends RouteName>(session: Session, route: N, input: RouteInput<N>): Promise<RouteOutput<N>> {
  return routes[route].output.parse(must(await session.call(route, input))) as RouteOutput<N>;
}

/** The person at the machine may bring papers in and look after it; deciding takes an account (`--as`). */
export const operatorRoles: readonly Role[] = ['clerk', 'it'];

export interface OpenStation {
  readonly engine: Engine;
  readonly session: Session;
}

/** Opens the station, runs `body`, and closes it whatever happened. Ctrl+C closes it properly too: work done so far is kept. */
export async function withStation<T>(
  options: EngineOptions & { make?: boolean },
  body: (station: OpenStation) => Promise<T>,
): Promise<T> {
  if (options.make !== true && !existsSync(join(options.dataDir, 'station.db')))
    must(fail('STATION_NOT_MADE', { folder: options.dataDir }));
  let engine: Engine | undefined;
  const interrupted = () => void Promise.resolve(engine?.close()).then(() => process.exit(130));
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  try {
    engine = must(await createEngine({ mode: 'on-demand', ...options }));
    const session = engine.openSession(operatorRoles);
    if (options.make !== true && (await call(session, 'station.get', {})) === null)
      must(fail('STATION_NOT_MADE', { folder: options.dataDir }));
    return await body({ engine, session });
  } catch (error) {
    throw asRefusal(error);
  } finally {
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', interrupted);
    await engine?.close();
  }
}

/** A session of a named account, for decisions. A practice station enrols a name it does not know, so that training needs no administrator. */
export async function signedIn(station: OpenStation, name: string, password: string, role: Role): Promise<Session> {
  const { practice } = (await call(station.session, 'station.get', {}))!;
  const accounts = await call(station.session, 'account.list', {});
  if (practice && !accounts.some((account) => account.name === name.normalize('NFC'))) {
    await call(station.session, 'account.add', { name, role, password });
  }
  const session = station.engine.openSession();
  await call(session, 'session.signIn', { name, password });
  return session;
}

/** A secret named by the environment variable that holds it: never an argument, which every process on the machine can read. */
export function secretFrom(variable: string): string {
  const value = process.env[variable];
  if (value === undefined || value === '') throw new Refusal({ code: 'PASSWORD_NOT_SET', data: { variable } });
  // Worker processes, which open hostile files, inherit what is left in the environment.
  delete process.env[variable];
  return value;
}

/** The key of a PKCS#12 file. */
export async function signerFrom(p12: string, variable: string) {
  return must(await openPkcs12(await bytesOf(p12), secretFrom(variable)));
}

/** A file named on the command line. */
export async function bytesOf(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

export function unreadable(path: string, error: unknown): Refusal {
  return new Refusal({
    code: (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'INPUT_FILE_MISSING' : 'INPUT_FILE_UNREADABLE',
    data: { name: path },
  });
}
