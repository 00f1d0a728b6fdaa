/**
 * Keys that persons opened. They are in this process's memory and nowhere else: no database, no log, no audit entry and no crash report ever
 * holds one. Each belongs to the person who opened it and is forgotten when they close it, sign out or lock, or leave it unused.
 */
import type { Signer } from '../../stages/6-sign/drivers/signer.ts';
import type { Clock, NewId } from '../ports.ts';

export interface OpenKey {
  readonly id: string;
  readonly owner: string;
  readonly signer: Signer;
  /** Milliseconds since the epoch; moves on with every use. */
  readonly closesAtMs: number;
}

export class Keyring {
  readonly #clock: Clock;
  readonly #newId: NewId;
  readonly #idleMs: () => number;
  readonly #keys = new Map<string, { key: OpenKey; timer: NodeJS.Timeout }>();
  readonly #wrong = new Map<string, number>();
  #onForgotten: (key: OpenKey) => void = () => undefined;

  constructor(clock: Clock, newId: NewId, idleMs: () => number) {
    this.#clock = clock;
    this.#newId = newId;
    this.#idleMs = idleMs;
  }

  /** Who wants to know when a key is gone: batches that were being signed with it stop. */
  onForgotten(listener: (key: OpenKey) => void): void {
    this.#onForgotten = listener;
  }

  /** The same certificate opened again takes the place of the one that was open. */
  open(owner: string, signer: Signer): OpenKey {
    for (const key of this.of(owner)) if (key.signer.serial === signer.serial) this.#drop(key.id);
    this.#wrong.delete(owner);
    const key = { id: this.#newId(), owner, signer, closesAtMs: this.#clock.epochMs() + this.#idleMs() };
    this.#keys.set(key.id, { key, timer: this.#expiry(key.id) });
    return key;
  }

  of(owner: string): OpenKey[] {
    this.#sweep();
    return [...this.#keys.values()].map(({ key }) => key).filter((key) => key.owner === owner);
  }

  get(owner: string, id: string): OpenKey | null {
    return this.of(owner).find((key) => key.id === id) ?? null;
  }

  /** The person's open key with this certificate, for a batch that was given to it; counts as use. */
  use(owner: string, serial: string): Signer | null {
    const found = this.of(owner).find((key) => key.signer.serial === serial);
    if (found === undefined) return null;
    const held = this.#keys.get(found.id)!;
    clearTimeout(held.timer);
    const key = { ...found, closesAtMs: this.#clock.epochMs() + this.#idleMs() };
    this.#keys.set(key.id, { key, timer: this.#expiry(key.id) });
    return key.signer;
  }

  close(owner: string, id: string): boolean {
    const key = this.get(owner, id);
    if (key === null) return false;
    this.#forget(key);
    return true;
  }

  closeOf(owner: string): void {
    for (const key of this.of(owner)) this.#forget(key);
  }

  /** The window is covered: keys that sign nothing just now are forgotten; one at work is, when it has been idle for its minutes. */
  closeResting(owner: string, isBusy: (serial: string) => boolean): void {
    for (const key of this.of(owner)) if (!isBusy(key.signer.serial)) this.#forget(key);
  }

  /** A wrong password, counted until the next key opens; never tried again by itself. */
  refused(owner: string): number {
    const count = this.wrongPasswords(owner) + 1;
    this.#wrong.set(owner, count);
    return count;
  }

  wrongPasswords(owner: string): number {
    return this.#wrong.get(owner) ?? 0;
  }

  /** The engine closes: keys go without a word, and what they were signing is found stopped at the next start. */
  dispose(): void {
    for (const { key } of this.#keys.values()) this.#drop(key.id);
  }

  #sweep(): void {
    const now = this.#clock.epochMs();
    for (const { key } of this.#keys.values()) if (key.closesAtMs <= now) this.#forget(key);
  }

  #expiry(id: string): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.#sweep();
      const held = this.#keys.get(id);
      // The clock on the wall was set back: the key is looked at again, not kept for ever.
      if (held !== undefined) this.#keys.set(id, { ...held, timer: this.#expiry(id) });
    }, this.#idleMs() + 50);
    timer.unref();
    return timer;
  }

  #forget(key: OpenKey): void {
    this.#drop(key.id);
    this.#onForgotten(key);
  }

  #drop(id: string): void {
    const held = this.#keys.get(id);
    if (held === undefined) return;
    clearTimeout(held.timer);
    this.#keys.delete(id);
    void held.key.signer.close();
  }
}
