import type { EngineEvent } from '../../../contract/routes.ts';
import type { AccountView } from '../../../contract/views.ts';
import type { Role } from '../../../contract/vocabulary.ts';
import type { Presence, Presences } from './presences.ts';

/** Who is asking on one line. The engine's own host may act as the operator at this machine; everybody else signs in. */
export class Caller {
  /** Roles of the operator at the machine itself (command line); never those of the second person. */
  readonly operator: readonly Role[];
  readonly #presences: Presences;
  #presence: Presence | null = null;

  constructor(operator: readonly Role[], presences: Presences) {
    this.operator = operator;
    this.#presences = presences;
  }

  get presence(): Presence | null {
    return this.#presence?.over === true ? null : this.#presence;
  }

  get account(): AccountView | null {
    return this.presence?.account ?? null;
  }

  get roles(): readonly Role[] {
    return this.account === null ? this.operator : [this.account.role];
  }

  /** From now on this line speaks for `presence`; null: for nobody. */
  become(presence: Presence | null): void {
    if (presence === this.#presence) return;
    if (this.#presence !== null) this.#presences.detach(this.#presence);
    if (presence !== null) this.#presences.attach(presence);
    this.#presence = presence;
  }

  /** Events name dossiers: whoever may not ask is not told either. */
  mayHear({ topic }: EngineEvent): boolean {
    if (topic === 'station.changed' || topic === 'settings.changed' || topic === 'session.changed') return true;
    return this.roles.length > 0 && this.presence?.locked !== true;
  }
}
