/** Calls and events over whatever wire there is, with reconnection. Knows nothing of React. */
import { z } from 'zod';
import type { CodedError, Result } from '../../contract/result.ts';
import { EngineEvent, routes, type RouteInput, type RouteName, type RouteOutput } from '../../contract/routes.ts';
import { errorCatalogue, type ErrorCode } from '../../contract/errors/index.ts';
import { CodedErrorView } from '../../contract/views.ts';
import { backoffMs } from './backoff.ts';
import type { OpenWire, Wire } from './wire.ts';

export type ConnectionState = 'connecting' | 'open' | 'lost';

export interface Client {
  /** Never rejects. Fails with CONNECTION_LOST while there is no wire, ANSWER_UNREADABLE when the two sides differ in version. */
  call<N extends RouteName>(route: N, input: RouteInput<N>): Promise<Result<RouteOutput<N>>>;
  onEvent(listener: (event: EngineEvent) => void): () => void;
  state(): ConnectionState;
  onState(listener: () => void): () => void;
}

const KnownError = CodedErrorView.extend({
  code: z.custom<ErrorCode>((code) => typeof code === 'string' && code in errorCatalogue),
});
const Reply = z.union([
  z.object({ event: EngineEvent }),
  z.object({ id: z.int(), result: z.object({ ok: z.literal(true), data: z.unknown() }) }),
  z.object({ id: z.int(), result: z.object({ ok: z.literal(false), error: KnownError }) }),
]);
type RawResult = { ok: true; data?: unknown } | { ok: false; error: CodedError };

const lost: RawResult = { ok: false, error: { code: 'CONNECTION_LOST', data: {} } };

type Call = Client['call'];

/** `greet` is the first word on every new wire; all other calls wait until it has its answer. */
export function connect(openWire: OpenWire, greet: (call: Call) => Promise<void> = () => Promise.resolve()): Client {
  const waiting = new Map<number, (result: RawResult) => void>();
  const eventListeners = new Set<(event: EngineEvent) => void>();
  const stateListeners = new Set<() => void>();
  let state: ConnectionState = 'connecting';
  let wire: Wire | null = null;
  let lastId = 0;
  let firstOpen: () => void;
  const opened = new Promise<void>((resolve) => (firstOpen = resolve));

  function enter(next: ConnectionState): void {
    state = next;
    for (const listener of stateListeners) listener();
  }

  function hear(message: unknown): void {
    const reply = Reply.safeParse(message);
    if (!reply.success) return; // belongs to no call, so nobody can be told
    if ('event' in reply.data) {
      for (const listener of eventListeners) listener(reply.data.event);
    } else {
      waiting.get(reply.data.id)?.(reply.data.result);
      waiting.delete(reply.data.id);
    }
  }

  async function stayConnected(): Promise<never> {
    for (let failures = 0; ; failures += 1) {
      const next = await openWire().catch(() => null);
      if (next !== null) {
        const closed = new Promise<void>(next.onClose);
        next.onMessage(hear);
        failures = 0;
        await Promise.race([closed, greet((route, input) => ask(next, route, input))]);
        wire = next;
        enter('open');
        firstOpen();
        await closed;
        wire = null;
        for (const answer of waiting.values()) answer(lost);
        waiting.clear();
      }
      enter('lost');
      await new Promise((resolve) => setTimeout(resolve, backoffMs(failures, Math.random())));
    }
  }
  void stayConnected();

  async function ask<N extends RouteName>(along: Wire | null, route: N, input: RouteInput<N>): Promise<Result<RouteOutput<N>>> {
    const raw = await new Promise<RawResult>((resolve) => {
      if (along === null) return resolve(lost);
      const id = ++lastId;
      waiting.set(id, resolve);
      along.send({ id, route, input });
    });
    if (!raw.ok) return raw;
    const output = routes[route].output.safeParse(raw.data);
    if (output.success) return { ok: true, data: output.data as RouteOutput<N> };
    const at = output.error.issues[0]?.path.join('.') ?? '';
    return { ok: false, error: { code: 'ANSWER_UNREADABLE', data: { route, at } } };
  }

  return {
    async call(route, input) {
      await opened; // the first questions wait for the first wire; later ones say at once that it is gone
      return ask(wire, route, input);
    },
    onEvent(listener) {
      eventListeners.add(listener);
      return () => eventListeners.delete(listener);
    },
    state: () => state,
    onState(listener) {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
  };
}
