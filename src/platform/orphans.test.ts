import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { endStartedWith } from './orphans.ts';

const started: ChildProcess[] = [];
afterAll(() => started.forEach((child) => child.kill('SIGKILL')));

async function program(...args: string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => undefined, 1000)', '--', ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  started.push(child);
  await once(child.stdout, 'data');
  return child;
}

const runs = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null;

it.runIf(existsSync('/proc/self/cmdline'))(
  'ends what was started with the argument, stopped or not, and nothing that only names it',
  { timeout: 20_000 },
  async () => {
    const argument = `--batch=/tmp/${crypto.randomUUID()}/p%05d.tif`;
    const [left, stopped, viewer, other] = await Promise.all([
      program(argument),
      program('x', argument),
      program(argument.slice('--batch='.length)),
      program(`${argument}x`),
    ]);
    stopped.kill('SIGSTOP');
    const ended = Promise.all([once(left, 'exit'), once(stopped, 'exit')]);
    await endStartedWith((one) => one === argument);
    await ended;
    expect([left.signalCode, stopped.signalCode]).toEqual(['SIGKILL', 'SIGKILL']);
    await sleep(200);
    expect([viewer, other].map(runs)).toEqual([true, true]);
    await endStartedWith((one) => one === argument);
    expect([viewer, other].map(runs)).toEqual([true, true]);
  },
);
