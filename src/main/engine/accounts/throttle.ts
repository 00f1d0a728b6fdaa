import { waitAfter } from './rules.ts';

interface Tries {
  refusals: number;
  lastMs: number;
  /** Refusals the audit trail does not know yet, and when it last heard of one. */
  unwritten: number;
  writtenMs: number;
}

const forgetMs = 60 * 60 * 1000;
const writeEveryMs = 60 * 1000;

/**
 * Slows down whoever guesses passwords, name by name, known names and unknown ones alike. In memory: it is of the station that is
 * open. To push a name out of a full memory takes a guess at each of `names` others, which is slower than waiting.
 */
export class SignInThrottle {
  readonly #tries = new Map<string, Tries>();
  readonly #names: number;

  constructor(names = 10_000) {
    this.#names = names;
  }

  /**
   * Seconds until `name` may try again; 0 lets it try now. The try counts as refused until `succeeded` says otherwise, so a hundred
   * tries at the same moment are not a hundred guesses.
   */
  begin(name: string, nowMs: number): number {
    const tries = this.#of(name, nowMs);
    // The clock may have been set back.
    tries.lastMs = Math.min(tries.lastMs, nowMs);
    const wait = tries.lastMs + waitAfter(tries.refusals) * 1000 - nowMs;
    if (wait > 0) return Math.ceil(wait / 1000);
    tries.refusals++;
    tries.lastMs = nowMs;
    return 0;
  }

  /** One more refusal; answers how many to write into the audit trail now: 0 while an entry of the last minute speaks for them. */
  refused(name: string, nowMs: number): number {
    const tries = this.#of(name, nowMs);
    tries.unwritten++;
    if (Math.abs(nowMs - tries.writtenMs) < writeEveryMs) return 0;
    const count = tries.unwritten;
    tries.unwritten = 0;
    tries.writtenMs = nowMs;
    return count;
  }

  /** Forgets the name's refusals; answers how many of them the audit trail does not know yet. */
  succeeded(name: string): number {
    const unwritten = this.#tries.get(name)?.unwritten ?? 0;
    this.#tries.delete(name);
    return unwritten;
  }

  /** What is remembered of `name`, moved behind all others, so that the one nobody tried for longest is forgotten first. */
  #of(name: string, nowMs: number): Tries {
    const known = this.#tries.get(name);
    const fresh = { refusals: 0, lastMs: nowMs, unwritten: 0, writtenMs: -Infinity };
    const tries = known === undefined || nowMs - known.lastMs > forgetMs ? fresh : known;
    this.#tries.delete(name);
    this.#tries.set(name, tries);
    for (const oldest of this.#tries.keys()) {
      if (this.#tries.size <= this.#names) break;
      this.#tries.delete(oldest);
    }
    return tries;
  }
}
