import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../../tests/support/folders.ts';
import { lockStation } from './lock.ts';

const folder = temporaryFolder('lock');

it('a second engine on the same folder is refused and told who has it', () => {
  const first = lockStation(folder);
  expect(lockStation(folder)).toMatchObject({ ok: false, error: { code: 'STATION_IN_USE', data: { pid: String(process.pid) } } });
  if (first.ok) first.data.release();
  const second = lockStation(folder);
  expect(second.ok).toBe(true);
  if (second.ok) second.data.release();
});

it('a station whose engine was killed opens again at once', async () => {
  const holder = `import { lockStation } from ${JSON.stringify(fileURLToPath(new URL('./lock.ts', import.meta.url)))};
    const { ok } = lockStation(process.argv[1]); gc(); setImmediate(() => (gc(), console.log(ok))); setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--expose-gc', '--input-type=module', '-e', holder, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  try {
    expect(said.toString().trim()).toBe('true');
    expect(lockStation(folder).ok).toBe(false);
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  const again = lockStation(folder);
  expect(again.ok).toBe(true);
  if (again.ok) again.data.release();
});
