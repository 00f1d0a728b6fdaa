/** One process at a time: commands started together do not install or build into each other's files. */
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { memory } from './paths.mjs';

const PAUSE_MS = 300;
/** Between making the folder and writing its file lies a moment; a folder that is older and empty was left by a process that died in it. */
const EMPTY_LIMIT_MS = 10_000;

/**
 * Waits for the turn called `name`; one held by a process that no longer lives is taken over.
 * @param {string} name
 * @param {() => void} onWait called once when somebody else has it
 * @returns {Promise<() => void>} gives the turn back
 */
export async function takeTurn(name, onWait) {
  const turn = join(memory, `${name}-turn`);
  mkdirSync(memory, { recursive: true });
  for (let told = false; ; await new Promise((next) => setTimeout(next, PAUSE_MS))) {
    try {
      mkdirSync(turn);
      writeFileSync(join(turn, 'pid'), String(process.pid));
      return () => rmSync(turn, { recursive: true, force: true });
    } catch (error) {
      // Windows answers EPERM, not EEXIST, while the folder is just being removed.
      if (!existsSync(turn) && /** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
      if (isAbandoned(turn)) rmSync(turn, { recursive: true, force: true });
      else if (!told) onWait();
      told = true;
    }
  }
}

/** @param {string} turn */
function isAbandoned(turn) {
  const pid = holderOf(turn);
  if (pid === undefined) {
    const made = statSync(turn, { throwIfNoEntry: false });
    return made !== undefined && Date.now() - made.mtimeMs > EMPTY_LIMIT_MS;
  }
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH';
  }
}

/** @param {string} turn */
function holderOf(turn) {
  try {
    return Number(readFileSync(join(turn, 'pid'), 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}
