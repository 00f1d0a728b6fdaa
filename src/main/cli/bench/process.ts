/** Other programs: found on PATH, run to their end, their memory watched while they run. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Full path of a program on PATH, or null. */
export function findProgram(name: string, env: NodeJS.ProcessEnv = process.env): string | null {
  // A script (.cmd) could not be started without a shell, which would read file names as commands.
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name + suffix)).find((path) => existsSync(path)) ?? null;
}

export interface Ended {
  /** Null when a signal ended it, or when it could not be started. */
  readonly status: number | null;
  readonly stdout: string;
  /** Its last line on stderr. */
  readonly lastWords: string;
}

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly onStart?: (pid: number) => void;
  readonly signal?: AbortSignal;
}

const mostOutput = 16 * 1024 * 1024;

/** Runs to the end; never rejects. `onStart` is told the process's id; `signal` ends the program early. */
export function runProgram(command: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const { env, onStart, signal } = options;
  return new Promise((resolve) => {
    const stop = signal === undefined ? {} : { signal };
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      env: { ...process.env, ...env },
      ...stop,
    });
    const out: Buffer[] = [];
    let size = 0;
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= mostOutput) out.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString('utf8')).slice(-4000)));
    child.on('error', (error) => (errors += `\n${error.message}`));
    // `close` comes after `error` too, and only when the process is gone and its files are no longer written.
    child.once('close', (status) => {
      const lastWords = errors.trim().split('\n').at(-1) ?? '';
      resolve({ status: status !== null && status >= 0 ? status : null, stdout: Buffer.concat(out).toString('utf8'), lastWords });
    });
    if (child.pid !== undefined) onStart?.(child.pid);
  });
}

export interface MemoryWatch {
  add(pid: number): void;
  /** The most bytes seen at once in the processes added and all below them; null where the system does not tell. */
  stop(): number | null;
}

const sampleEveryMs = 100;

/** Adds up resident memory from /proc ten times a second; memory shared by two processes counts twice. Linux only. */
export function watchMemory(): MemoryWatch {
  const roots = new Set<number>();
  let peak = 0;
  const timer =
    process.platform === 'linux'
      ? setInterval(() => (peak = Math.max(peak, treeBytes(readProcesses(), roots))), sampleEveryMs)
      : undefined;
  return {
    add: (pid) => void roots.add(pid),
    stop: () => {
      clearInterval(timer);
      return peak === 0 ? null : peak;
    },
  };
}

export interface ProcessFacts {
  readonly pid: number;
  readonly parent: number;
  readonly bytes: number;
}

/** Resident bytes of `roots` and everything they started. Pure. */
export function treeBytes(processes: readonly ProcessFacts[], roots: ReadonlySet<number>): number {
  const parents = new Map(processes.map(({ pid, parent }) => [pid, parent]));
  const belongs = (pid: number): boolean => {
    for (let at: number | undefined = pid, steps = 0; at !== undefined && steps < 64; at = parents.get(at), steps++)
      if (roots.has(at)) return true;
    return false;
  };
  return processes.reduce((sum, { pid, bytes }) => (belongs(pid) ? sum + bytes : sum), 0);
}

function readProcesses(): ProcessFacts[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8');
      const number = (pattern: RegExp) => Number(pattern.exec(status)?.[1] ?? 0);
      return [{ pid: Number(name), parent: number(/^PPid:\s+(\d+)/m), bytes: number(/^VmRSS:\s+(\d+) kB/m) * 1024 }];
    } catch {
      // It ended while we looked.
      return [];
    }
  });
}
