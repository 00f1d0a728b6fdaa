/** Node 24 on the command line's source. */
import { ensureSetup } from '../setup.mjs';
import { run } from './child.mjs';
import { cliEntry, userFolder } from './paths.mjs';

/**
 * Runs `tram …` and resolves to its exit status.
 * @param {readonly string[]} args
 */
export async function tram(args) {
  return run(await ensureSetup(), [cliEntry, ...args], { cwd: userFolder() });
}
