/** A disk that forgets must not put its mistakes under a signature: a step's result counts only when what it read is what its name says. */
import { fail, type Result } from '../../../contract/result.ts';
import type { Sha256, StepName } from '../../../contract/vocabulary.ts';
import type { Blobs } from '../../stages/step.ts';
import { sha256Of, sha256OfFile } from '../../../exchange/digest.ts';

/**
 * Does a step on blobs that are checked where they are read: a blob read whole at once, a blob asked for as a file when the step is through
 * with it. BLOB_DAMAGED, whatever the step itself said, when one was gone or altered; every other fault is thrown on.
 */
export async function onSoundBlobs<T>(
  vault: Blobs,
  step: StepName,
  run: (blobs: Blobs) => Promise<Result<T>>,
): Promise<Result<T>> {
  const checked = new CheckedBlobs(vault);
  let outcome: () => Result<T>;
  try {
    const result = await run(checked);
    outcome = () => result;
  } catch (error) {
    outcome = () => {
      throw error;
    };
  }
  const damaged = await checked.firstDamaged();
  return damaged === null ? outcome() : fail('BLOB_DAMAGED', { step, digest: damaged });
}

class CheckedBlobs implements Blobs {
  readonly #vault: Blobs;
  readonly #asFiles = new Set<Sha256>();
  #damaged: Sha256 | null = null;

  constructor(vault: Blobs) {
    this.#vault = vault;
  }

  put(bytes: Uint8Array): Promise<Sha256> {
    return this.#vault.put(bytes);
  }

  putFile(file: string): Promise<Sha256> {
    return this.#vault.putFile(file);
  }

  async read(digest: Sha256): Promise<Buffer> {
    const bytes = await unlessLost(this.#vault.read(digest));
    if (bytes === null || sha256Of(bytes) !== digest) throw this.#isDamaged(digest);
    return bytes;
  }

  path(digest: Sha256): string {
    this.#asFiles.add(digest);
    return this.#vault.path(digest);
  }

  async size(digest: Sha256): Promise<number> {
    const bytes = await unlessLost(this.#vault.size(digest));
    if (bytes === null) throw this.#isDamaged(digest);
    return bytes;
  }

  tempDir(): string {
    return this.#vault.tempDir();
  }

  async firstDamaged(): Promise<Sha256 | null> {
    for (const digest of this.#asFiles) {
      if (this.#damaged !== null) break;
      if ((await unlessLost(sha256OfFile(this.#vault.path(digest)))) !== digest) this.#isDamaged(digest);
    }
    return this.#damaged;
  }

  #isDamaged(digest: Sha256): Error {
    this.#damaged ??= digest;
    return new Error(`blob ${digest} is damaged`);
  }
}

/** Null for a blob that is gone or lies on a bad sector. One that may not be opened just now (rights, too many files) is not damaged. */
function unlessLost<T>(reading: Promise<T>): Promise<T | null> {
  return reading.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'EIO') return null;
    throw error;
  });
}
