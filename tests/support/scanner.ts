/** A scanner for tests: SANE's own test backend (Debian: sane-utils), which draws pages and has a feeder of ten sheets. */
import { chmodSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface TestScanner {
  /** For a process that is to see this scanner and no other. */
  readonly env: Readonly<Record<string, string>>;
  /** Every read of the device answers so from now on; null heals it. Only what SANE's own status codes are called. */
  fails(status: string | null): void;
  /** After so many images of the next scan; `hang` says nothing more. Needs `duplex`. */
  accident(after: number, say: string, code: number | 'hang'): void;
  /** No device at all. */
  unplug(): void;
  /** Nor the program that talks to devices. */
  readonly without: Readonly<Record<string, string>>;
}

/** Writes a SANE configuration into `folder`. `duplex` puts a stand-in before scanimage that offers a duplex feeder and has accidents. */
export function testScanner(folder: string, { duplex = false } = {}): TestScanner {
  mkdirSync(join(folder, 'bin'), { recursive: true });
  const configure = (status: string | null) =>
    writeFileSync(
      join(folder, 'test.conf'),
      [
        'number_of_devices 1',
        'mode Color',
        'geometry_max 300.0',
        'test-picture "Color pattern"',
        ...(status === null ? [] : [`read-status-code "SANE_STATUS_${status}"`]),
        '',
      ].join('\n'),
    );
  writeFileSync(join(folder, 'dll.conf'), 'test\n');
  configure(null);
  if (duplex) {
    const program = join(folder, 'bin', 'scanimage');
    copyFileSync(join(import.meta.dirname, '../fixtures/scan/scanimage.mjs'), program);
    chmodSync(program, 0o755);
    // Without its ending it is no module to Node unless the folder says so.
    writeFileSync(join(folder, 'bin', 'package.json'), '{"type":"module"}');
  }
  const accident = join(folder, 'accident.json');
  return {
    env: { SANE_CONFIG_DIR: folder, PATH: `${join(folder, 'bin')}${delimiter}${process.env['PATH']}` },
    fails: configure,
    accident: (after, say, code) => writeFileSync(accident, JSON.stringify({ after, say, code })),
    unplug: () => {
      rmSync(accident, { force: true });
      writeFileSync(join(folder, 'test.conf'), 'number_of_devices 0\n');
      writeFileSync(join(folder, 'dll.conf'), '');
    },
    without: { PATH: join(folder, 'nowhere') },
  };
}
