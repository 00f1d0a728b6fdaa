/**
 * Files made for whoever asked (an export, a report): each lies in the station's own folder under a random name until it is fetched once,
 * or until it is too old. Whatever an earlier run left is removed at the start: nothing here is the only copy of anything.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DownloadView } from '../../../contract/download.ts';
import type { Clock } from '../ports.ts';

export interface Offered {
  readonly path: string;
  readonly name: string;
  readonly mime: string;
  readonly bytes: number;
}

/** From the moment it is offered until a window must have begun to fetch it. */
export const keptMs = 5 * 60 * 1000;

export class Downloads {
  readonly #folder: string;
  readonly #clock: Clock;
  readonly #offered = new Map<string, Offered & { readonly untilMs: number }>();

  private constructor(folder: string, clock: Clock) {
    this.#folder = folder;
    this.#clock = clock;
  }

  static async open(folder: string, clock: Clock): Promise<Downloads> {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return new Downloads(folder, clock);
  }

  /** Lets `make` write a file at the path it is given, and offers that file as `name`. */
  async offer(file: { name: string; mime: string }, make: (path: string) => Promise<void>): Promise<DownloadView> {
    await this.#forgetOld();
    const token = randomBytes(32).toString('base64url');
    const path = join(this.#folder, randomBytes(16).toString('hex'));
    try {
      await make(path);
      const { size } = await stat(path);
      this.#offered.set(token, { ...file, path, bytes: size, untilMs: this.#clock.epochMs() + keptMs });
      return { token, name: file.name, bytes: size };
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  /** The file behind `token`, for the first who asks in time; whoever fetched it calls `done`. */
  async take(token: string): Promise<Offered | null> {
    await this.#forgetOld();
    const found = this.#offered.get(token);
    this.#offered.delete(token);
    return found === undefined ? null : { path: found.path, name: found.name, mime: found.mime, bytes: found.bytes };
  }

  async #forgetOld(): Promise<void> {
    const now = this.#clock.epochMs();
    for (const [token, { path, untilMs }] of this.#offered) {
      // The clock may have been set back: nothing is kept longer than it was promised.
      if (now <= untilMs && now > untilMs - 2 * keptMs) continue;
      this.#offered.delete(token);
      await rm(path, { force: true });
    }
  }
}
