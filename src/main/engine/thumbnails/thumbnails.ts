/** Thumbnails beside the vault: made when somebody looks, kept for the next time, and missed by nobody when the folder is emptied. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sha256 } from '../../../contract/vocabulary.ts';
import type { WorkerPool } from '../workers/pool.ts';

export interface Thumbnail {
  readonly path: string;
  readonly mime: string;
  readonly bytes: number;
}

export class Thumbnails {
  readonly #folder: string;
  readonly #pool: Pick<WorkerPool, 'run'>;
  readonly #signal: AbortSignal;
  readonly #asked = new Map<Sha256, Promise<Thumbnail | null>>();
  /** Not tried again while the station runs. */
  readonly #unreadable = new Set<Sha256>();

  constructor(folder: string, pool: Pick<WorkerPool, 'run'>, signal: AbortSignal) {
    this.#folder = folder;
    this.#pool = pool;
    this.#signal = signal;
  }

  /** The thumbnail of a page image of the vault; null when it cannot be made. However many windows ask at once, it is made once. */
  of(image: Sha256): Promise<Thumbnail | null> {
    const known = this.#asked.get(image);
    if (known !== undefined) return known;
    const asked = this.#findOrMake(image).finally(() => this.#asked.delete(image));
    this.#asked.set(image, asked);
    return asked;
  }

  async #findOrMake(image: Sha256): Promise<Thumbnail | null> {
    const path = join(this.#folder, image.slice(0, 2), `${image}.webp`);
    const known = await found(path);
    if (known !== null || this.#unreadable.has(image)) return known;
    const made = await this.#pool.run('thumbnail', { image, target: path }, {}, this.#signal, () => undefined);
    if (made.ok) return found(path);
    if (made.error.code === 'PAGE_IMAGE_UNREADABLE') this.#unreadable.add(image);
    return null;
  }
}

async function found(path: string): Promise<Thumbnail | null> {
  const size = await stat(path).then(
    (file) => file.size,
    () => 0,
  );
  return size === 0 ? null : { path, mime: 'image/webp', bytes: size };
}
