/** Programs that outlived whoever started them. */
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const goneMs = 5000;

/**
 * Ends every process that was started with such an argument, and comes back when they are gone. It must be one nobody else would use: a
 * process is known by what it was told, never by a number that was kept, because numbers are given out again. Only where the system has
 * /proc; elsewhere nothing can be told, and nothing is ended.
 */
export async function endStartedWith(such: (argument: string) => boolean): Promise<void> {
  const until = Date.now() + goneMs;
  for (let found = await startedWith(such); found.length > 0; found = await startedWith(such)) {
    for (const pid of found) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It went by itself, or belongs to somebody else.
      }
    }
    if (Date.now() > until) return;
    await sleep(20);
  }
}

/** One that has ended and only waits for its parent has no command line any more. */
async function startedWith(such: (argument: string) => boolean): Promise<number[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name)).map(Number);
  const told = await Promise.all(pids.map(async (pid) => ({ pid, is: (await argumentsOf(pid)).some(such) })));
  return told.filter(({ pid, is }) => is && pid !== process.pid).map(({ pid }) => pid);
}

async function argumentsOf(pid: number): Promise<string[]> {
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
}
