/**
 * Who is at work in which window. A presence begins with a password and ends with a sign-out, a changed account or the engine itself: it is
 * kept in memory only. A window that reloads, or whose line broke, takes its presence up again with a token.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { AccountView } from '../../../contract/views.ts';
import { isIdle } from './rules.ts';

export interface Presence {
  readonly account: AccountView;
  readonly passwordOfOther: boolean;
  readonly locked: boolean;
  /** For good: whoever still holds it is nobody any more. */
  readonly over: boolean;
}

interface Kept extends Presence {
  passwordOfOther: boolean;
  locked: boolean;
  over: boolean;
  activeMs: number;
  /** Digest of the token that takes it up again. */
  token: string | null;
  lines: number;
}

export class Presences {
  readonly #kept = new Set<Kept>();

  /** Somebody gave the right password. */
  begin(person: { account: AccountView; passwordOfOther: boolean }, nowMs: number): { presence: Presence; token: string } {
    const presence: Kept = { ...person, locked: false, over: false, activeMs: nowMs, token: null, lines: 0 };
    this.#kept.add(presence);
    return { presence, token: newToken(presence) };
  }

  /** The presence this token belongs to, unless it was locked, left, ended, or left alone for longer than `limitMs`. */
  resume(token: string, nowMs: number, limitMs: number): Presence | null {
    const digest = digestOf(token);
    for (const presence of this.#kept) {
      if (presence.lines === 0 && isIdle(presence.activeMs, nowMs, limitMs)) this.end(presence);
      else if (presence.token === digest) return presence;
    }
    return null;
  }

  /** A window works with it, or no longer does. */
  attach(presence: Presence): void {
    this.#of(presence).lines++;
  }
  detach(presence: Presence): void {
    this.#of(presence).lines--;
  }

  touch(presence: Presence, nowMs: number): void {
    this.#of(presence).activeMs = nowMs;
  }

  isIdle(presence: Presence, nowMs: number, limitMs: number): boolean {
    return isIdle(this.#of(presence).activeMs, nowMs, limitMs);
  }

  /** False when it was locked before. Its token is void from now on. */
  lock(presence: Presence): boolean {
    const kept = this.#of(presence);
    if (kept.locked) return false;
    kept.locked = true;
    kept.token = null;
    return true;
  }

  unlock(presence: Presence, nowMs: number): string {
    const kept = this.#of(presence);
    kept.locked = false;
    kept.activeMs = nowMs;
    return newToken(kept);
  }

  /** The person chose a password of their own. */
  passwordIsOwn(presence: Presence): void {
    this.#of(presence).passwordOfOther = false;
  }

  end(presence: Presence): void {
    const kept = this.#of(presence);
    kept.over = true;
    kept.token = null;
    this.#kept.delete(kept);
  }

  /** Ends whatever somebody does with account `name`, but for `but`. */
  endAllOf(name: string, but: Presence | null = null): void {
    for (const presence of this.#kept) if (presence.account.name === name && presence !== but) this.end(presence);
  }

  /** Names of those at work now. */
  names(): ReadonlySet<string> {
    return new Set([...this.#kept].filter(({ lines }) => lines > 0).map(({ account }) => account.name));
  }

  /** Somebody is at work in a window that is not covered. */
  anyUncovered(): boolean {
    return [...this.#kept].some(({ lines, locked }) => lines > 0 && !locked);
  }

  #of(presence: Presence): Kept {
    return presence as Kept;
  }
}

/** Only the digest is kept, so that a memory dump opens no session. */
function newToken(presence: Kept): string {
  const token = randomBytes(32).toString('base64url');
  presence.token = digestOf(token);
  return token;
}

function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
