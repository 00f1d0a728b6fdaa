/** Waits for Ctrl+C, a termination request, or the parent closing our standard input (how Windows tools end a child). */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
