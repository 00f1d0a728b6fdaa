import { Socket } from 'node:net';

/**
 * Waits for Ctrl+C, a termination request, or the parent closing our standard input: Windows has no termination request, so there a program
 * that started us through a pipe ends us by closing it. A terminal, a file or no input at all says nothing.
 */
export function untilStopped(): Promise<void> {
  const { stdin } = process;
  const fromParent = stdin instanceof Socket && !stdin.isTTY;
  return new Promise((resolve) => {
    const stop = () => {
      if (fromParent) stdin.destroy();
      resolve();
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    if (fromParent) stdin.once('end', stop).once('error', stop).resume();
  });
}
