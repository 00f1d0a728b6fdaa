import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { entryPath } from '../../src/platform/entries.ts';

export interface Finished {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts `tram …` as a process of its own, the way a person or a script does. */
export function startTram(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): { child: ChildProcess; finished: Promise<Finished> } {
  const child = spawn(process.execPath, [entryPath('cli'), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const finished = new Promise<Finished>((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr })),
  );
  return { child, finished };
}

export function tram(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Finished> {
  return startTram(args, env).finished;
}

/** Runs with --json and parses the one object on stdout; a second line, or noise, is a failure. */
export async function tramJson<T>(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Finished & { answer: T }> {
  const finished = await tram([...args, '--json'], env);
  return { ...finished, answer: JSON.parse(finished.stdout) as T };
}

/** The processes `pid` has started and that still run; none where the system has no /proc. */
export function childProcesses(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}
