import { join } from 'node:path';
import { routes, type RouteInput, type RouteName, type RouteOutput } from '../../src/contract/routes.ts';
import { createEngine, type Engine, type EngineOptions, type Session } from '../../src/main/engine/index.ts';
import { fakeWorker } from './fake-worker.ts';

export interface TestStation {
  readonly engine: Engine;
  readonly operator: Session;
  readonly dataDir: string;
}

/** A practice station on the fake road, in `dataDir` or in a new folder below `root`. The test closes it. */
export async function openStation(root: string, options: Partial<EngineOptions> = {}): Promise<TestStation> {
  const dataDir = options.dataDir ?? join(root, crypto.randomUUID());
  const opened = await createEngine({ mode: 'on-demand', workers: 2, spawnWorker: fakeWorker(), ...options, dataDir });
  if (!opened.ok) throw new Error(opened.error.code);
  const operator = opened.data.openSession(['clerk', 'it']);
  if ((await call(operator, 'station.get', {})) === null)
    await call(operator, 'station.init', {
      agencyCode: 'H49.64.33',
      agencyName: 'UBND phường Mẫu',
      fondsCode: 'H49.64.33',
      practice: true,
    });
  return { engine: opened.data, operator, dataDir };
}

/** Calls a route that must succeed. */
export async function call<N extends RouteName>(session: Session, route: N, input: RouteInput<N>): Promise<RouteOutput<N>> {
  const result = await session.call(route, input);
  if (!result.ok) throw new Error(`${route}: ${result.error.code} ${JSON.stringify(result.error.data)}`);
  return routes[route].output.parse(result.data) as RouteOutput<N>;
}
