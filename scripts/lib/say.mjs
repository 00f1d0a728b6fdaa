/** The scripts' voice: one line per fact, on stderr, so that stdout stays free for results. */

/**
 * @param {string} vi
 * @param {string} en
 */
export function say(vi, en) {
  process.stderr.write(`${vi} · ${en}\n`);
}

/** An expected failure: its message is the whole output, and `exit` the status of the script. */
export class Stop extends Error {
  /**
   * @param {string} vi
   * @param {string} en
   * @param {number} [exit] statuses of `tram`: 1 bug · 6 other side unreachable · 7 disk or memory
   */
  constructor(vi, en, exit = 1) {
    super(`${vi} · ${en}`);
    this.exit = exit;
  }
}

/**
 * Runs a script's main function; a failure ends it with one line instead of a stack trace.
 * @param {() => Promise<number>} main returns the exit status
 */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (error instanceof Stop) process.stderr.write(`${error.message}\n`);
    else say(`Lỗi không mong đợi: ${messageOf(error)}`, `unexpected error in ${process.argv[1]}`);
    process.exitCode = error instanceof Stop ? error.exit : 1;
  }
}

/** @param {unknown} error */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
