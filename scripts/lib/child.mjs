/** Starting other programs, the same way on Windows and elsewhere. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { root } from './paths.mjs';

const windows = process.platform === 'win32';

/**
 * Runs `command` and waits. Resolves to its exit status; 128 + signal number when a signal ended it, 124 when `limitMs` ran out.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { limitMs?: number }} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, { limitMs, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', windowsHide: true, ...options });
    const release = passSignals(child);
    let late = false;
    const timer = limitMs === undefined ? undefined : setTimeout(() => ((late = true), endTree(child)), limitMs);
    child.once('error', (error) => (clearTimeout(timer), release(), reject(error)));
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      release();
      resolve(late ? 124 : (code ?? 128 + (signal === null ? 0 : (constants.signals[signal] ?? 0))));
    });
  });
}

/**
 * The terminal sends Ctrl+C to every process of its group; a `kill` reaches only us. Either way we outlive the child and end with its status.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => void} stops passing signals on
 */
export function passSignals(child) {
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK']);
  const handlers = signals
    .filter((signal) => windows || signal !== 'SIGBREAK')
    .map((signal) => {
      // On Windows kill() means TerminateProcess; there the console has told the child already.
      const handler = () => void (windows || (signal === 'SIGINT' && process.stdin.isTTY) ? undefined : child.kill(signal));
      process.on(signal, handler);
      return () => process.off(signal, handler);
    });
  return () => handlers.forEach((off) => off());
}

/**
 * Ends a child and what it started.
 * @param {import('node:child_process').ChildProcess} child
 */
export function endTree(child) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (windows) {
    spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore', windowsHide: true });
    return;
  }
  child.kill('SIGTERM');
  setTimeout(() => child.kill('SIGKILL'), 5000).unref();
}

/**
 * Full path of a program on PATH, or undefined.
 * @param {string} name
 * @param {NodeJS.ProcessEnv} [env]
 */
export function findOnPath(name, env = process.env) {
  const suffixes = windows ? (env['PATHEXT'] ?? '.EXE;.CMD').split(';') : [''];
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => suffixes.map((suffix) => join(folder, name + suffix))).find((path) => existsSync(path));
}

/**
 * How to call npm without a shell where possible: the npm that started us, the one beside this Node, else the one on PATH.
 * @returns {{ command: string, args: string[], shell: boolean }}
 */
export function npmCommand() {
  const beside = dirname(process.execPath);
  const candidates = [
    process.env['npm_execpath'],
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  const cli = candidates.find((path) => path !== undefined && basename(path) === 'npm-cli.js' && existsSync(path));
  if (cli !== undefined) return { command: process.execPath, args: [cli], shell: false };
  return windows ? { command: 'npm.cmd', args: [], shell: true } : { command: 'npm', args: [], shell: false };
}

/**
 * npm with its output on stderr: stdout belongs to the result of the command the user asked for.
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
export async function npm(args) {
  const { command, args: first, shell } = npmCommand();
  // A shell would split a path at its spaces.
  const all = [...first, ...args].map((argument) => (shell ? `"${argument}"` : argument));
  try {
    return await run(command, all, { shell, stdio: ['ignore', 2, 2] });
  } catch {
    return 127;
  }
}
