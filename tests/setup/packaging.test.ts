/** What leaves the house: installers, icons, licences. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { DebugLogger } from 'builder-util';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { mayShip, noticeText, shippedPackages, windowPackages } from '../../scripts/lib/shipped.mjs';

const root = join(import.meta.dirname, '..', '..');
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Parameters<typeof shippedPackages>[0];
let config: Awaited<ReturnType<typeof getConfig>>;

beforeAll(async () => {
  config = await getConfig(root, 'electron-builder.yml', null);
});

describe('electron-builder.yml', () => {
  test('passes electron-builder’s own schema', async () => {
    await expect(validateConfiguration(config, new DebugLogger(false))).resolves.toBeUndefined();
  });

  test.each([
    ['a key that does not exist', { nsisx: {} }],
    ['a fuse that does not exist', { electronFuses: { runAsNod: false } }],
    ['a processor that does not exist', { win: { target: [{ target: 'nsis', arch: ['x65'] }] } }],
  ])('the schema check refuses %s', async (_mistake, wrong) => {
    await expect(
      validateConfiguration({ ...structuredClone(config), ...wrong } as typeof config, new DebugLogger(false)),
    ).rejects.toThrow(/configuration/i);
  });

  test('the fuses close what an attacker on the PC would use', () => {
    expect(config.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  test('installs for everybody on the PC, asks nobody to compile, and publishes nowhere', () => {
    expect(config.nsis?.perMachine).toBe(true);
    expect(config.msi?.perMachine).toBe(true);
    expect(config.npmRebuild).toBe(false);
    expect(config.publish).toBeNull();
  });

  test('the folders it names exist, and the app finds its shipped files where it looks', () => {
    const shipped = (config.extraResources as Array<{ from: string; to: string }>).find(({ to }) => to === 'shipped');
    expect(shipped?.from).toBe('resources');
    expect(readFileSync(join(root, 'src/platform/resources.ts'), 'utf8')).toContain("'shipped'");
  });
});

describe('outside app.asar lies', () => {
  const unpacked = (path: string) => (config.asarUnpack as string[]).some((pattern) => matchesGlob(path, pattern));
  /** Folders in node_modules of everything under "dependencies", with what those need. */
  const runtime = () => shippedPackages(lock, []).map(({ name }) => name);

  test('every package with native code, WebAssembly or language data', () => {
    const withBinaries = runtime()
      .map((name) => ({
        name,
        files: filesOf(name).filter((file) => /\.(?:node|wasm|dll|dylib|so(?:\.[\d.]+)?|traineddata(?:\.gz)?)$/.test(file)),
      }))
      .filter(({ files }) => files.length > 0);
    expect(withBinaries.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['better-sqlite3', 'zxing-wasm', 'tesseract.js-core']),
    );
    expect(
      withBinaries
        .flatMap(({ name, files }) => files.map((file) => `node_modules/${name}/${file}`))
        .filter((path) => !unpacked(path)),
    ).toEqual([]);
  });

  test('everything the OCR thread requires: a plain thread cannot look into app.asar', () => {
    const loaded = new Set<string>();
    const visit = (name: string): void => {
      if (loaded.has(name)) return;
      loaded.add(name);
      // Both only run while npm installs or in a browser.
      const needless = ['opencollective-postinstall', 'idb-keyval'];
      const needs = Object.keys(lock.packages[`node_modules/${name}`]?.dependencies ?? {});
      for (const next of needs) if (!needless.includes(next)) visit(next);
    };
    visit('tesseract.js');
    expect(loaded.size).toBeGreaterThan(5);
    expect([...loaded].filter((name) => !unpacked(`node_modules/${name}/package.json`))).toEqual([]);
  });
});

describe('licences', () => {
  test('everything that is shipped may be shipped by a state office', () => {
    const shipped = shippedPackages(lock, windowPackages());
    expect(shipped.length).toBeGreaterThan(60);
    expect(shipped.filter(({ license }) => !mayShip(license))).toEqual([]);
  });

  test.each(['GPL-3.0', 'AGPL-3.0-only', 'unknown', '(GPL-2.0 OR AGPL-3.0)', 'MIT AND GPL-2.0'])('%s may not', (license) => {
    expect(mayShip(license)).toBe(false);
  });

  test('NOTICE is what the lock file says (node scripts/notice.mjs makes it anew)', () => {
    expect(readFileSync(join(root, 'NOTICE'), 'utf8')).toBe(noticeText());
  });
});

test('the icons are whole and of the size their name says', async () => {
  const folder = join(root, 'resources', 'icons');
  for (const name of readdirSync(folder).filter((file) => /^\d+x\d+\.png$/.test(file))) {
    const { width, height } = await sharp(join(folder, name)).metadata();
    expect(`${width}x${height}.png`).toBe(name);
  }
  const ico = readFileSync(join(folder, 'icon.ico'));
  const sizes = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => ico.readUInt8(6 + 16 * index) || 256);
  expect(sizes).toContain(256);
});

test('the lock file holds every system’s native parts: one made on Linux must install on Windows', () => {
  const names = new Set(
    Object.keys(lock.packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)),
  );
  const missing = Object.entries(lock.packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !names.has(name))
      .map((name) => `${path} → ${name}`),
  );
  expect(missing).toEqual([]);
  for (const part of ['@img/sharp-win32-x64', '@img/sharp-linux-x64', '@rolldown/binding-win32-x64-msvc'])
    expect(names).toContain(part);
});

function filesOf(name: string): string[] {
  try {
    return readdirSync(join(root, 'node_modules', name), { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => !file.includes('node_modules/'));
  } catch {
    // A native part of another system.
    return [];
  }
}
