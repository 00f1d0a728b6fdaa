/** A process that falls over again and again is not helped by starting it again. */
const withinMs = 60_000;
const atMost = 3;

/** `falls`: when the process ended unexpectedly, in ms, oldest first, this one included. */
export function mayRestart(falls: readonly number[], now: number): boolean {
  return falls.filter((at) => now - at < withinMs).length < atMost;
}
