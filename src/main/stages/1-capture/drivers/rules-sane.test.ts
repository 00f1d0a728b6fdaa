import { expect, it } from 'vitest';
import type { ScanProfile } from '../../../../contract/scanning.ts';
import { argumentsFor, capabilities, readDevices, readOptions, roundedDpi, sourcesOf, troubleOf } from './rules-sane.ts';

/** Option lists as scanimage 1.2 prints them for devices that offices have. */
const fujitsu = `
    --source ADF Front|ADF Back|ADF Duplex [ADF Front]
    --mode Lineart|Gray|Color [Lineart]
    --resolution 50..600dpi (in steps of 1) [600]
  Geometry:
    --page-width 0..221.121mm (in steps of 0.0211639) [215.872]
    --page-height 0..876.695mm (in steps of 0.0211639) [279.364]
    -l 0..215.872mm (in steps of 0.0211639) [0]
    -t 0..279.364mm (in steps of 0.0211639) [0]
    -x 0..215.872mm (in steps of 0.0211639) [215.872]
    -y 0..297.364mm (in steps of 0.0211639) [279.364]
    --brightness -127..127 (in steps of 1) [0]
`;
const epson = `
    --mode Lineart|Gray|Color [Lineart]
    --depth 8|16bit [inactive]
    --resolution 75|100|200|300|600dpi [75]
    --source Flatbed|Automatic Document Feeder [Flatbed]
    --adf-mode Simplex|Duplex [inactive]
    -x 0..215.9mm [215.9]
    -y 0..296.9mm [296.9]
    --brightness -4..3 [inactive]
`;
const hp = `
    --mode Gray|Color [Color]
    --resolution 100|200|300dpi [200]
    --duplex[=(yes|no)] [no]
`;
const glass = `
    --mode Color|Gray [Color]
    --resolution 300|600|1200|2400|4800dpi [300]
    -x 0..216.069mm [216.069]
    -y 0..296.926mm [296.926]
`;

const profile = (change: Partial<ScanProfile> = {}): ScanProfile => ({
  name: 'Thử',
  paper: 'administrative',
  source: 'feeder',
  dpi: 300,
  colour: 'colour',
  size: 'a4',
  brightness: 0,
  ...change,
});

it('finds what each maker calls the glass, one side and both sides', () => {
  const sources = (text: string, type = '') => Object.fromEntries(sourcesOf(readOptions(text), type));
  expect(sources(fujitsu)).toEqual({ duplex: ['--source=ADF Duplex'], feeder: ['--source=ADF Front'] });
  expect(sources(epson)).toEqual({
    duplex: ['--source=Automatic Document Feeder', '--adf-mode=Duplex'],
    feeder: ['--source=Automatic Document Feeder', '--adf-mode=Simplex'],
    flatbed: ['--source=Flatbed'],
  });
  expect(sources(hp, 'sheetfed scanner')).toEqual({ duplex: ['--duplex=yes'], feeder: ['--duplex=no'] });
  expect(sources(glass, 'flatbed scanner')).toEqual({ flatbed: [] });
});

it('says which of the usual resolutions a device has', () => {
  expect(capabilities(readOptions(fujitsu), '').dpi).toEqual([100, 150, 200, 240, 300, 400, 600]);
  expect(capabilities(readOptions(hp), 'sheetfed scanner')).toEqual({
    sources: ['feeder', 'duplex'],
    dpi: [100, 200, 300],
    colour: true,
  });
});

it('chooses the source first and tells the paper size where the feeder wants it', () => {
  const told = argumentsFor(readOptions(fujitsu), '', 'fi-7160', profile({ source: 'duplex', brightness: 50 }));
  expect(told).toEqual({
    ok: true,
    data: [
      '--source=ADF Duplex',
      '--mode=Color',
      '--resolution=300',
      '--page-width=210',
      '--page-height=297',
      '-l',
      '0',
      '-t',
      '0',
      '-x',
      '210',
      '-y',
      '297',
      '--brightness=64',
    ],
  });
  // A glass that is a hair short of A4 takes A4.
  const near = argumentsFor(readOptions(epson), '', 'V39', profile({ source: 'flatbed' }));
  expect(near).toMatchObject({ ok: true, data: expect.arrayContaining(['-y', '296.9', '--depth=8']) });
});

it.each([
  [glass, profile({ source: 'duplex' }), 'duplex'],
  [glass, profile({ source: 'flatbed', size: 'a3' }), 'A3'],
  [glass, profile({ source: 'flatbed', dpi: 200 }), '200 dpi'],
  [epson, profile({ source: 'flatbed', brightness: 10 }), 'brightness'],
  [glass, profile({ source: 'flatbed', colour: 'bilevel' }), 'bilevel'],
])('what a device cannot do is refused and never rounded (%#)', (options, wanted, what) => {
  expect(argumentsFor(readOptions(options), '', 'Máy', wanted)).toEqual({
    ok: false,
    error: { code: 'PROFILE_BEYOND_SCANNER', data: { device: 'Máy', what } },
  });
});

it.each([
  ['scanimage: sane_start: Document feeder out of documents', 7, 'feeder-empty'],
  ['scanimage: sane_read: Document feeder jammed', 6, 'FEEDER_JAMMED'],
  ['scanimage: sane_start: Scanner cover is open', 8, 'SCANNER_COVER_OPEN'],
  ['scanimage: open of device fujitsu:1 failed: Device busy', 1, 'SCANNER_BUSY'],
  ['scanimage: open of device epson2:x failed: Invalid argument', 1, 'SCANNER_GONE'],
  ['scanimage: sane_read: Error during device I/O', 9, 'SCANNER_GONE'],
  ['scanimage: open of device x failed: Access to resource has been denied', 1, 'SCANNER_NOT_ALLOWED'],
  ['scanimage: sane_read: Out of memory', 10, 'SCANNER_FAILED'],
  ['scanimage: unrecognized option', null, 'SCANNER_FAILED'],
  ['Batch terminated, 3 pages scanned', 0, null],
] as const)('%s', (said, code, expected) => {
  const trouble = troubleOf(said, code);
  expect(typeof trouble === 'object' && trouble !== null ? trouble.code : trouble).toBe(expected);
});

it('reads the list of devices, and a rounding that nobody asked for', () => {
  expect(readDevices('fujitsu:fi-7160:1|FUJITSU|fi-7160|scanner\ntest:0|Noname|frontend-tester|virtual device\n\nnoise')).toEqual(
    [
      { name: 'fujitsu:fi-7160:1', title: 'FUJITSU fi-7160', type: 'scanner' },
      { name: 'test:0', title: 'frontend-tester', type: 'virtual device' },
    ],
  );
  expect(roundedDpi('scanimage: rounded value of resolution from 300 to 150')).toBe(150);
  expect(roundedDpi('Scanning page 1')).toBeNull();
});
