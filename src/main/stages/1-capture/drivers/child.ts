/** A program of the device's own, in a process group that can be ended as a whole: some leave a reader behind that outlives them. */
import { spawn } from 'node:child_process';

export interface Said {
  readonly from: 'out' | 'err';
  readonly line: string;
}

export interface Child {
  write(text: string): void;
  /** Ends its input: a program that waits for a key comes to its end. */
  endInput(): void;
  /** What it says next; `silent` after `ms` without a word; `ended` when it is gone and everything was heard. */
  next(ms: number): Promise<Said | 'silent' | 'ended'>;
  readonly exitCode: number | null;
  /** True when there is no such program. */
  readonly missing: boolean;
  kill(signal: 'SIGINT' | 'SIGKILL'): void;
}

/** `spoken` is told of every word, complete line or not: a progress bar is a sign of life. */
export function startChild(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Child {
  const child = spawn(program, args, {
    detached: process.platform !== 'win32',
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const heard: Said[] = [];
  const rest = { out: '', err: '' };
  let ended = false;
  let missing = false;
  let exitCode: number | null = null;
  let wake: () => void = () => undefined;
  const hear = (from: Said['from'], text: string) => {
    const lines = (rest[from] + text).split(/\r?\n|\r/);
    rest[from] = lines.pop()!;
    for (const line of lines) heard.push({ from, line });
    wake();
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => hear('out', text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => hear('err', text));
  child.stdin.on('error', () => undefined); // it may be gone before it heard everything
  child.on('error', (error: NodeJS.ErrnoException) => {
    missing = error.code === 'ENOENT';
    ended = true;
    wake();
  });
  child.on('close', (code) => {
    exitCode = code;
    for (const from of ['out', 'err'] as const) if (rest[from] !== '') heard.push({ from, line: rest[from] });
    ended = true;
    wake();
  });

  return {
    write: (text) => void child.stdin.write(text),
    endInput: () => void child.stdin.end(),
    async next(ms) {
      const until = Date.now() + ms;
      for (;;) {
        const said = heard.shift();
        if (said !== undefined) return said;
        if (ended) return 'ended';
        const left = until - Date.now();
        if (left <= 0) return 'silent';
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, left);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    },
    get exitCode() {
      return exitCode;
    },
    get missing() {
      return missing;
    },
    kill(signal) {
      if (ended || child.pid === undefined) return;
      try {
        process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
      } catch {
        child.kill(signal);
      }
    },
  };
}
