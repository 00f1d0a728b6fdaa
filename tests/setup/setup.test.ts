/** A fresh checkout makes itself ready, once, and says plainly when it cannot. Run on a small copy with the real scripts and the real npm. */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { countTests } from '../../scripts/lib/count.mjs';
import { matchesLockfile } from '../../scripts/setup.mjs';

const root = join(import.meta.dirname, '..', '..');
let checkout: string;

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs scripts/setup.mjs of the copy with an empty npm cache and no network. */
function setUp(): Promise<Ended> {
  const env = {
    ...process.env,
    npm_config_offline: 'true',
    npm_config_cache: join(checkout, 'cache'),
    npm_config_update_notifier: 'false',
  };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(checkout, 'scripts', 'setup.mjs')], { cwd: checkout, env });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, stdout, stderr }));
  });
}

/** A checkout with one package that lies in the checkout itself, and `fromRegistry` packages that would have to be fetched. */
function writeManifest(fromRegistry: Record<string, string> = {}): void {
  const dependencies = { part: 'file:part', ...fromRegistry };
  const packages: Record<string, object> = {
    '': { name: 'small', version: '1.0.0', dependencies },
    part: { version: '1.0.0' },
    'node_modules/part': { resolved: 'part', link: true },
  };
  for (const [name, version] of Object.entries(fromRegistry))
    packages[`node_modules/${name}`] = { version, integrity: 'sha512-AAAA' };
  mkdirSync(join(checkout, 'part'), { recursive: true });
  writeFileSync(join(checkout, 'part', 'package.json'), JSON.stringify({ name: 'part', version: '1.0.0' }));
  writeFileSync(join(checkout, 'package.json'), JSON.stringify({ name: 'small', version: '1.0.0', dependencies }));
  const lock = { name: 'small', version: '1.0.0', lockfileVersion: 3, requires: true, packages };
  writeFileSync(join(checkout, 'package-lock.json'), JSON.stringify(lock));
}

beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'tram thử '));
  cpSync(join(root, 'scripts'), join(checkout, 'scripts'), { recursive: true });
  writeManifest();
});

afterEach(() => {
  rmSync(checkout, { recursive: true, force: true });
});

describe('set-up', () => {
  test('installs what the lock file names, and does nothing the second time', async () => {
    const first = await setUp();
    expect(first).toMatchObject({ status: 0, stdout: '' });
    expect(first.stderr).toContain('first-time set-up');
    expect(existsSync(join(checkout, 'node_modules', '.tram-setup'))).toBe(true);
    const second = await setUp();
    expect(second).toMatchObject({ status: 0, stdout: '' });
    expect(second.stderr).not.toContain('installing');
  });

  test('installs again after the lock file changed', async () => {
    await setUp();
    const lock = JSON.parse(readFileSync(join(checkout, 'package-lock.json'), 'utf8')) as { packages: Record<string, object> };
    lock.packages['node_modules/new'] = { version: '1.0.0', integrity: 'sha512-AAAA' };
    writeFileSync(join(checkout, 'package-lock.json'), JSON.stringify(lock));
    expect((await setUp()).stderr).toContain('installing packages');
  });

  test('without a network it says so, keeps stdout clean, shows no stack trace, and exits 6', async () => {
    writeManifest({ 'left-pad': '1.3.0' });
    const { status, stdout, stderr } = await setUp();
    expect({ status, stdout }).toEqual({ status: 6, stdout: '' });
    expect(stderr).toContain('Kiểm tra mạng');
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('two at once: one installs, the other waits for it', async () => {
    const both = await Promise.all([setUp(), setUp()]);
    expect(both.map(({ status }) => status)).toEqual([0, 0]);
    expect(both.filter(({ stderr }) => stderr.includes('installing packages'))).toHaveLength(1);
  });

  test('a set-up that was killed does not block the next one', async () => {
    const turn = join(checkout, '.tram', 'setup-turn');
    mkdirSync(turn, { recursive: true });
    // Above the largest process id of Linux and Windows.
    writeFileSync(join(turn, 'pid'), '99999999');
    expect((await setUp()).status).toBe(0);
  });
});

describe('what is installed matches the lock file', () => {
  const lock = (packages: object) => JSON.stringify({ packages: { '': {}, ...packages } });
  const wanted = {
    'node_modules/a': { version: '1.0.0', integrity: 'x' },
    'node_modules/b': { version: '2.0.0', integrity: 'y', optional: true },
  };

  test.each([
    ['everything is there', wanted, true],
    ['an optional part of another system is absent', { 'node_modules/a': wanted['node_modules/a'] }, true],
    ['a package is absent', { 'node_modules/b': wanted['node_modules/b'] }, false],
    ['a package has another version', { ...wanted, 'node_modules/a': { version: '1.0.1', integrity: 'x' } }, false],
    ['a package has other bytes', { ...wanted, 'node_modules/a': { version: '1.0.0', integrity: 'z' } }, false],
  ])('%s', (_case, installed, expected) => {
    expect(matchesLockfile(lock(wanted), lock(installed))).toBe(expected);
  });

  test('nothing is installed, or the install was cut short', () => {
    expect(matchesLockfile(lock(wanted), undefined)).toBe(false);
  });
});

describe('the last line of npm test', () => {
  const report = (...files: Array<[string, string[]]>) =>
    JSON.stringify({
      testResults: files.map(([status, tests]) => ({ status, assertionResults: tests.map((result) => ({ status: result })) })),
    });

  test.each([
    ['passed and failed tests', report(['failed', ['passed', 'failed']], ['passed', ['passed']]), 1, { passed: 2, failed: 1 }],
    ['skipped tests count as neither', report(['passed', ['passed', 'skipped', 'todo']]), 0, { passed: 1, failed: 0 }],
    ['a file that could not be loaded', report(['failed', []], ['passed', ['passed']]), 1, { passed: 1, failed: 1 }],
    ['a crash after the last test', report(['passed', ['passed']]), 1, { passed: 1, failed: 1 }],
    ['no report at all', undefined, 1, { passed: 0, failed: 1 }],
    ['a report cut short', '{"testRes', 0, { passed: 0, failed: 1 }],
    ['no test found', report(), 0, { passed: 0, failed: 1 }],
  ])('%s', (_case, text, status, expected) => {
    expect(countTests(text, status)).toEqual(expected);
  });
});
