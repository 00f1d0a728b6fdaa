/** What a handler of a route is: the router calls it after parsing and checking rights. */
import type { z } from 'zod';
import type { Result } from '../../contract/result.ts';
import type { ParsedInput, RouteName, Routes } from '../../contract/routes.ts';
import type { Caller } from './accounts/caller.ts';
import type { Presences } from './accounts/presences.ts';
import type { Scanning } from './arrivals/scanning.ts';
import type { DiskDesk } from './line/disk-desk.ts';
import type { Workshop } from './road/workshop.ts';

export interface HandlerContext extends Workshop {
  readonly caller: Caller;
  readonly presences: Presences;
  /** The station's folder. */
  readonly dataDir: string;
  /** Windows are covered when nobody is there. */
  readonly idleLock: boolean;
  readonly scanning: Scanning;
  /** The name decisions and the audit trail are written under. */
  readonly actor: string;
  /** Jobs were added or made ready. */
  wake(): void;
  /** Takes what is on the line off it, or only the package named; its job goes back to the queue as it was. */
  stopSending(objid: string | null): void;
  /** The package on the line just now. */
  sending(): string | null;
  /** The one place that writes sets to disks. */
  readonly disks: DiskDesk;
}

/** What a handler may answer: the router parses it into the route's output. */
type Answer<N extends RouteName> = Result<z.input<Routes[N]['output']>>;
export type Handler<N extends RouteName> = (context: HandlerContext, input: ParsedInput<N>) => Promise<Answer<N>> | Answer<N>;
export type Handlers = { readonly [N in RouteName]: Handler<N> };
