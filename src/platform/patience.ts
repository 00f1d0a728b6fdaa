/** Windows lends files out: a virus scanner or the search index holds one for a moment, and whoever comes meanwhile is refused. */
import { rename, rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** What Windows says to whoever wants to move or replace a file another process holds. */
const held: ReadonlySet<unknown> = new Set(['EPERM', 'EACCES', 'EBUSY']);
/** About two seconds in all; then it is no moment any more. */
const waitsMs: readonly number[] = [10, 20, 40, 80, 150, 300, 600, 800];

/** Does `work`, again and again while what it meets may pass by itself; throws the last error when it does not pass. */
export async function patiently<T>(work: () => Promise<T>, passing = held, waits = waitsMs): Promise<T> {
  for (const ms of waits) {
    try {
      return await work();
    } catch (error) {
      if (!passing.has((error as NodeJS.ErrnoException).code)) throw error;
    }
    await wait(ms);
  }
  return work();
}

/** `rename` for files that may just be looked at by somebody else. */
export async function replaceFile(from: string, to: string): Promise<void> {
  await patiently(() => rename(from, to));
}

/** Removes a file in the making that is not needed any more; one that cannot be removed is left for the next sweep, not complained about. */
export async function discardFile(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => undefined);
}
