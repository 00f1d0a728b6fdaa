/** The station as React sees it: questions that stay fresh, commands, live progress and the state of the connection. */
import { QueryClient, QueryClientProvider, useMutation, useQueries, useQuery } from '@tanstack/react-query';
import { createContext, use, useCallback, useEffect, useMemo, useSyncExternalStore, type ReactNode } from 'react';
import type { CodedError, Result } from '../../contract/result.ts';
import { routes, type RouteInput, type RouteName, type RouteOutput } from '../../contract/routes.ts';
import type { Client, ConnectionState } from './client.ts';
import { progressStore, type JobProgress, type ProgressStore } from './progress.ts';
import { askedAgainLater, staleAfter } from './stale.ts';

/** A failure of the contract on its way through TanStack Query, which wants something thrown. */
export class CallError extends Error {
  readonly failure: CodedError;
  constructor(failure: CodedError) {
    super(failure.code);
    this.failure = failure;
  }
}

export interface Station {
  readonly client: Client;
  readonly queries: QueryClient;
  readonly progress: ProgressStore;
}

const gatherMs = 150;
/** What is answered to nobody in particular. */
const atTheDoor: ReadonlySet<unknown> = new Set(
  Object.entries(routes).flatMap(([name, { allowed }]) => (allowed === 'anyone' ? [name] : [])),
);

/** Binds the client's events to the answers they make stale; a burst of events costs one round of questions. */
export function makeStation(client: Client): Station {
  const queries = new QueryClient({
    defaultOptions: {
      queries: { retry: false, staleTime: Infinity, refetchOnWindowFocus: false, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  });
  const gathered = new Map<string, ReturnType<typeof staleAfter>[number]>();
  client.onEvent((event) => {
    if (event.topic === 'station.switched') return void queries.resetQueries();
    const keys = staleAfter(event);
    if (keys.length > 0 && gathered.size === 0) setTimeout(refresh, gatherMs);
    for (const key of keys) gathered.set(JSON.stringify(key), key);
  });
  function refresh(): void {
    const keys = [...gathered.values()];
    gathered.clear();
    for (const queryKey of keys)
      void queries.invalidateQueries({ queryKey, refetchType: askedAgainLater.has(queryKey[0]) ? 'none' : 'active' });
  }
  async function refreshAll(): Promise<void> {
    const who = await client.call('session.who', {});
    const mayAsk = who.ok && who.data !== null && !who.data.locked;
    await queries.invalidateQueries(mayAsk ? {} : { predicate: ({ queryKey: [route] }) => atTheDoor.has(route) });
  }
  client.onState(() => {
    // Events were missed while the wire was down. Who is at work comes first: of anybody else nothing more is asked.
    if (client.state() === 'open') void refreshAll();
  });
  return { client, queries, progress: progressStore(client, (tell) => requestAnimationFrame(tell)) };
}

const StationContext = createContext<Station | null>(null);

export function StationProvider({ station, children }: { station: Station; children: ReactNode }) {
  return (
    <StationContext value={station}>
      <QueryClientProvider client={station.queries}>{children}</QueryClientProvider>
    </StationContext>
  );
}

function useStation(): Station {
  const station = use(StationContext);
  if (station === null) throw new Error('StationProvider is missing');
  return station;
}

/** A question that is asked again whenever an event makes its answer stale. */
export function useRoute<N extends RouteName>(route: N, input: RouteInput<N>) {
  const { client } = useStation();
  return useQuery<RouteOutput<N>, CallError>({
    queryKey: [route, input],
    queryFn: async () => unwrap(await client.call(route, input)),
  });
}

/** The same question with several inputs, each remembered on its own. */
export function useRoutes<N extends RouteName>(route: N, inputs: readonly RouteInput<N>[]) {
  const { client } = useStation();
  return useQueries({
    queries: inputs.map((input) => ({
      queryKey: [route, input],
      queryFn: async (): Promise<RouteOutput<N>> => unwrap(await client.call(route, input)),
    })),
  });
}

/** For what is more than one question or one command: calls in a row, each on the answer to the one before. */
export function useCalls() {
  const { client, queries } = useStation();
  return useMemo(
    () => ({
      call: client.call,
      /** Asks now, and shows the answer wherever the question is shown. */
      askAgain: <N extends RouteName>(route: N, input: RouteInput<N>): Promise<RouteOutput<N>> =>
        queries.fetchQuery({
          queryKey: [route, input],
          queryFn: async () => unwrap(await client.call(route, input)),
          staleTime: 0,
        }),
    }),
    [client, queries],
  );
}

/** A change that a person asks for. `quiet`: asked for so often that only the engine's own event says what became stale. */
export function useCommand<N extends RouteName>(
  route: N,
  options: { onDone?: (output: RouteOutput<N>) => void; quiet?: boolean } = {},
) {
  const { client, queries } = useStation();
  return useMutation<RouteOutput<N>, CallError, RouteInput<N>>({
    mutationFn: async (input) => unwrap(await client.call(route, input)),
    onSuccess: (output) => {
      if (options.quiet !== true) void queries.invalidateQueries();
      options.onDone?.(output);
    },
  });
}

/** Says something of which no answer is shown, and asks again only the routes named: for what a covered window may still do. */
export function useTell() {
  const { client, queries } = useStation();
  return useCallback(
    async <N extends RouteName>(route: N, input: RouteInput<N>, again: readonly RouteName[] = []): Promise<void> => {
      await client.call(route, input);
      await Promise.all(again.map((name) => queries.invalidateQueries({ queryKey: [name] })));
    },
    [client, queries],
  );
}

/** Asks the routes named again, now and whenever the answer is called: for what changes without an event (a trail, a disk). */
export function useRefresh(...names: readonly RouteName[]): () => void {
  const { queries } = useStation();
  const listed = names.join(' ');
  const refresh = useCallback(() => {
    for (const name of listed.split(' ')) void queries.invalidateQueries({ queryKey: [name] });
  }, [queries, listed]);
  useEffect(refresh, [refresh]);
  return refresh;
}

export function useProgress(): ReadonlyMap<number, JobProgress> {
  const { progress } = useStation();
  return useSyncExternalStore(progress.subscribe, progress.snapshot);
}

export function useConnection(): ConnectionState {
  const { client } = useStation();
  return useSyncExternalStore(client.onState, client.state);
}

function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.data;
  throw new CallError(result.error);
}
