/**
 * What a host serves: the real station, and beside it one to practise in. Each window is at one of the two at a time; the routes
 * `practice.*` move it, and everything else goes to where it is.
 */
import { ok, type Result } from '../../../contract/result.ts';
import type { EngineEvent } from '../../../contract/routes.ts';
import { practiceRoutes } from '../../../contract/routes/practice.ts';
import type { Role } from '../../../contract/vocabulary.ts';
import { createEngine, type Engine, type EngineOptions, type Session } from '../index.ts';
import { PracticeStation, type OpenArchive } from './practice-station.ts';

export type Workstation = Pick<Engine, 'openSession' | 'blob' | 'thumbnail' | 'download' | 'take' | 'close'>;

/** Opens the station in `dataDir` as `createEngine` does; the practice station is opened only when somebody wants it. */
export async function createWorkstation(options: EngineOptions, openArchive: OpenArchive): Promise<Result<Workstation>> {
  const real = await createEngine(options);
  if (!real.ok) return real;
  const practice = new PracticeStation(options, openArchive);
  const both = async <T>(ask: (engine: Engine) => Promise<T | null>): Promise<T | null> => {
    const found = await ask(real.data);
    if (found !== null) return found;
    const engine = await practice.engine();
    return engine === null ? null : ask(engine);
  };
  return ok({
    openSession: () => switching(real.data, practice),
    // Digests and tokens cannot be guessed, and were told only to a window that was at that station.
    blob: (digest) => both((engine) => engine.blob(digest)),
    thumbnail: (digest) => both((engine) => engine.thumbnail(digest)),
    download: (token) => both((engine) => engine.download(token)),
    async take(piece, body) {
      const taken = await real.data.take(piece, body);
      // Refused before a byte was read: the token may be the other station's.
      if (taken.ok || taken.error.code !== 'UPLOAD_REFUSED') return taken;
      return (await practice.engine())?.take(piece, body) ?? taken;
    },
    close: async () => {
      await practice.close();
      await real.data.close();
    },
  });
}

/** A session at the real station that can go over to the practice station and come back. Calls wait while it is on its way. */
function switching(real: Engine, practice: PracticeStation): Session {
  const home = real.openSession();
  const listeners = new Map<(event: EngineEvent) => void, () => void>();
  let here: Session = home;
  let part: Role | null = null;
  let onTheWay: Promise<unknown> = Promise.resolve();
  const forget = practice.onRenewal(() => void inTurn(() => (part === null ? Promise.resolve(ok({})) : enter(part))));

  /** One change of place after another; what fails leaves the window where it is. */
  function inTurn(move: () => Promise<Result<unknown>>): Promise<Result<unknown>> {
    const moved = onTheWay.then(move);
    onTheWay = moved.catch(() => undefined);
    return moved;
  }

  /** A reset brings the next move with it: there is no arrival before that one is done too. */
  async function arrival(): Promise<void> {
    let last;
    do {
      last = onTheWay;
      await last;
    } while (last !== onTheWay);
  }

  function goTo(session: Session, next: Role | null): void {
    for (const [listener, unsubscribe] of listeners) {
      unsubscribe();
      listeners.set(listener, session.subscribe(listener));
    }
    if (here !== home && here !== session) here.close();
    here = session;
    part = next;
    for (const listener of listeners.keys()) listener({ topic: 'station.switched' });
  }

  async function enter(next: Role): Promise<Result<unknown>> {
    const session = await practice.openSession(next);
    if (!session.ok) return session;
    goTo(session.data, next);
    return ok({});
  }

  function practise(route: string, input: unknown): Promise<Result<unknown>> | null {
    switch (route) {
      case 'practice.get':
        return arrival().then(() => ok({ offered: true, part }));
      case 'practice.enter': {
        const parsed = practiceRoutes['practice.enter'].input.safeParse(input);
        // The router refuses it in words.
        return parsed.success ? inTurn(() => enter(parsed.data.part)) : null;
      }
      case 'practice.leave':
        return inTurn(async () => {
          goTo(home, null);
          return ok({});
        });
      case 'practice.reset':
        return part === null
          ? null
          : inTurn(async () => {
              const reset = await practice.reset();
              return reset.ok ? ok({}) : reset;
            });
      default:
        return null;
    }
  }

  return {
    async call(route, input) {
      const practised = practise(route, input);
      if (practised !== null) return practised;
      await arrival();
      return here.call(route, input);
    },
    subscribe(listener) {
      listeners.set(listener, here.subscribe(listener));
      return () => {
        listeners.get(listener)?.();
        listeners.delete(listener);
      };
    },
    close() {
      forget();
      if (here !== home) here.close();
      home.close();
    },
  };
}
