/**
 * The vault: every byte the station ever received or made, written once and named by its SHA-256.
 * Temp file → fsync → rename → fsync folder, so a blob is whole or absent after any power cut.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Sha256 } from '../../../contract/vocabulary.ts';
import { sha256Of, sha256OfFile } from '../../../exchange/digest.ts';
import type { Blobs } from '../../stages/step.ts';
import { syncFile, syncFolder } from '../../../platform/durable.ts';
import { discardFile, replaceFile } from '../../../platform/patience.ts';

export class Vault implements Blobs {
  readonly #root: string;
  readonly #temp: string;

  private constructor(root: string) {
    this.#root = root;
    this.#temp = join(root, 'temp');
  }

  /** Opens (and makes) the vault at `root`. Safe from several processes at once: names are content. */
  static async open(root: string): Promise<Vault> {
    const vault = new Vault(root);
    await mkdir(vault.#temp, { recursive: true });
    return vault;
  }

  /** Throws away files in the making that a crash left behind. Only the engine calls this, once, before any worker starts. */
  async sweep(): Promise<void> {
    await rm(this.#temp, { recursive: true, force: true, maxRetries: 5 });
    await mkdir(this.#temp, { recursive: true });
  }

  tempDir(): string {
    return this.#temp;
  }

  path(digest: Sha256): string {
    return join(this.#root, digest.slice(0, 2), digest);
  }

  async has(digest: Sha256): Promise<boolean> {
    return stat(this.path(digest)).then(
      () => true,
      () => false,
    );
  }

  async size(digest: Sha256): Promise<number> {
    return (await stat(this.path(digest))).size;
  }

  async read(digest: Sha256): Promise<Buffer> {
    return readFile(this.path(digest));
  }

  async put(bytes: Uint8Array): Promise<Sha256> {
    const digest = sha256Of(bytes);
    if (await this.has(digest)) return digest;
    const temp = join(this.#temp, randomUUID());
    try {
      const file = await open(temp, 'wx');
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await this.#adopt(temp, digest);
    } catch (error) {
      await discardFile(temp);
      throw error;
    }
    return digest;
  }

  async putFile(temp: string): Promise<Sha256> {
    const digest = await sha256OfFile(temp);
    if (await this.has(digest)) {
      await discardFile(temp);
      return digest;
    }
    await syncFile(temp);
    await this.#adopt(temp, digest);
    return digest;
  }

  /** True when the bytes still have the name they were given: the on-demand audit of one blob. */
  async intact(digest: Sha256): Promise<boolean> {
    return (await sha256OfFile(this.path(digest)).catch(() => null)) === digest;
  }

  /** The first blob named anywhere in `value` that is gone or altered; null when all are what they were. */
  async firstDamaged(value: unknown): Promise<Sha256 | null> {
    for (const digest of digestsIn(value)) if (!(await this.intact(digest))) return digest;
    return null;
  }

  async #adopt(temp: string, digest: Sha256): Promise<void> {
    const target = this.path(digest);
    const folder = join(this.#root, digest.slice(0, 2));
    const made = await mkdir(folder, { recursive: true });
    try {
      await replaceFile(temp, target);
    } catch (error) {
      // Windows refuses to rename onto a file another process holds open; same name means same bytes, so theirs will do.
      if (!(await this.has(digest))) throw error;
      await discardFile(temp);
    }
    await syncFolder(folder);
    if (made !== undefined) await syncFolder(this.#root);
  }
}

function digestsIn(value: unknown): Set<Sha256> {
  if (typeof value === 'object' && value !== null) return new Set(Object.values(value).flatMap((part) => [...digestsIn(part)]));
  const digest = Sha256.safeParse(value);
  return new Set(digest.success ? [digest.data] : []);
}
