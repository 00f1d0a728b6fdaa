/** The engine with a scanner: SANE's own test backend, driven by the real scanimage. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../../../../tests/support/folders.ts';
import { testScanner, type TestScanner } from '../../../../tests/support/scanner.ts';
import { call, closeStation, fileCode, person, station, type TestStation } from '../../../../tests/support/station.ts';
import { stepNames } from '../../../contract/vocabulary.ts';
import { saneDriver } from '../../stages/1-capture/drivers/sane.ts';
import type { EngineOptions, Session } from '../index.ts';
import { forkWorker } from '../workers/spawn.ts';

const folder = temporaryFolder('scanning');
/** Short waits: what hangs here hangs on purpose. */
const patience = { list: 20_000, silence: 2_500, leave: 1_000 };

afterEach(() => vi.unstubAllEnvs());

function scanner(options: { duplex?: boolean } = {}): TestScanner {
  const made = testScanner(join(folder, crypto.randomUUID()), options);
  for (const [name, value] of Object.entries(made.env)) vi.stubEnv(name, value);
  return made;
}

const opened = (options: Partial<EngineOptions> = {}) => station({ scanners: [saneDriver(patience)], ...options });

const device = 'sane:test:0';
/** Small and quick, and still within the rule. */
async function profile(session: Session, source: 'flatbed' | 'feeder' | 'duplex', size: 'a4' | 'a5' = 'a5'): Promise<string> {
  const wanted = {
    name: `Thử ${source} ${size}`,
    paper: 'administrative',
    source,
    dpi: 200,
    colour: 'colour',
    size,
    brightness: 0,
  } as const;
  const known = (await call(session, 'scan.profiles', {})).find(({ name }) => name === wanted.name);
  return (known ?? (await call(session, 'scan.saveProfile', { profile: wanted }))).id;
}

/** Until the scan does not run any more. */
async function ended(session: Session, scan: string) {
  const look = async () => (await call(session, 'scan.list', { fileCode })).find(({ id }) => id === scan)!;
  await expect.poll(async () => (await look()).state, { timeout: 60_000, interval: 30 }).not.toBe('running');
  return look();
}

async function scan(session: Session, source: 'flatbed' | 'feeder' | 'duplex', more: object = {}) {
  const begun = await call(session, 'scan.start', { fileCode, device, profile: await profile(session, source), ...more });
  return ended(session, begun.scan);
}

const captured = (made: TestStation) => made.engine.work({ steps: new Set(stepNames.slice(0, 1)), patienceMs: 5_000 });
const left = ({ dataDir }: TestStation) => readdirSync(join(dataDir, 'scanning'), { recursive: true }).map(String);

it('finds the scanner and what it can do, and says so honestly when there is none', async () => {
  const made = scanner();
  const lan = await person(await opened(), 'lan', 'clerk');
  expect(await call(lan, 'devices.list', {})).toEqual({
    devices: [
      {
        id: device,
        driver: 'sane',
        name: 'frontend-tester',
        sources: ['flatbed', 'feeder'],
        dpi: [100, 150, 200, 240, 300, 400, 600, 1200],
        colour: true,
      },
    ],
    looked: [{ driver: 'sane', found: 1, problem: null }],
  });
  made.unplug();
  expect((await call(lan, 'devices.list', {})).devices).toHaveLength(1);
  expect(await call(lan, 'devices.list', { again: true })).toEqual({
    devices: [],
    looked: [{ driver: 'sane', found: 0, problem: null }],
  });
  expect(await lan.call('scan.start', { fileCode, device, profile: await profile(lan, 'feeder') })).toMatchObject({
    error: { code: 'SCANNER_UNKNOWN' },
  });
  for (const [name, value] of Object.entries(made.without)) vi.stubEnv(name, value);
  expect((await call(lan, 'devices.list', { again: true })).looked).toMatchObject([
    { problem: { code: 'SCANNER_DRIVER_MISSING', data: { program: 'scanimage', package: 'sane-utils' } } },
  ]);
});

it('a full feeder becomes one document, each page in its place, at the resolution and size that were asked for', async () => {
  scanner();
  const made = await opened({ spawnWorker: forkWorker });
  const lan = await person(made, 'lan', 'clerk');
  const told: number[] = [];
  lan.subscribe((event) => event.topic === 'scan.changed' && told.push(event.images));
  const done = await scan(lan, 'feeder');
  expect(done).toMatchObject({ state: 'done', images: 10, sheets: 10, recovered: 0, error: null, by: 'lan' });
  expect([...new Set(told)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(left(made)).toEqual([]);
  expect(await captured(made)).toMatchObject({ ok: true });
  const { documentList, ledger } = await call(lan, 'dossier.get', { fileCode });
  expect([documentList.length, ledger.in]).toEqual([1, 10]);
  const pages = documentList[0]!.pages;
  expect(pages.map(({ sourcePath }) => Number(sourcePath.split('/').at(-1)))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(pages[0]!.image).toMatchObject({ dpiX: 200, dpiY: 200, dpiAssumed: false, colour: 'colour', width: 1165, height: 1653 });
});

it('both sides of five sheets are ten images', async () => {
  scanner({ duplex: true });
  const lan = await person(await opened(), 'lan', 'clerk');
  expect((await call(lan, 'devices.list', {})).devices[0]!.sources).toEqual(['flatbed', 'feeder', 'duplex']);
  expect(await scan(lan, 'duplex')).toMatchObject({ state: 'done', images: 10, sheets: 5 });
});

it.each([
  ['JAMMED', 'FEEDER_JAMMED'],
  ['NO_DOCS', 'FEEDER_EMPTY'],
  ['COVER_OPEN', 'SCANNER_COVER_OPEN'],
  ['DEVICE_BUSY', 'SCANNER_BUSY'],
  ['IO_ERROR', 'SCANNER_GONE'],
  ['ACCESS_DENIED', 'SCANNER_NOT_ALLOWED'],
  ['NO_MEM', 'SCANNER_FAILED'],
])('the scanner says %s: %s in words, nothing came and nothing is held open', async (status, code) => {
  const made = scanner();
  const lan = await person(await opened(), 'lan', 'clerk');
  await call(lan, 'devices.list', {});
  made.fails(status);
  expect(await scan(lan, 'feeder')).toMatchObject({ state: 'done', images: 0, error: { code, data: { images: 0 } } });
});

it('paper jams after three images: they are safe, and going on takes the rest into the same document, none twice', async () => {
  const accidents = scanner({ duplex: true });
  const made = await opened({ spawnWorker: forkWorker });
  const lan = await person(made, 'lan', 'clerk');
  await call(lan, 'devices.list', {});
  accidents.accident(3, 'Document feeder jammed', 6);
  const jammed = await scan(lan, 'feeder');
  expect(jammed).toMatchObject({ state: 'paused', images: 3, error: { code: 'FEEDER_JAMMED', data: { images: 3 } } });
  // While it is paused its document waits for the rest: nothing is parted, nothing can be sealed.
  await captured(made);
  const resumed = await scan(lan, 'feeder', { continues: jammed.id });
  expect(resumed).toMatchObject({ id: jammed.id, state: 'done', images: 13, error: null });
  await captured(made);
  const { documentList } = await call(lan, 'dossier.get', { fileCode });
  expect(documentList.map(({ pages }) => pages.map(({ sourcePath }) => Number(sourcePath.split('/').at(-1))))).toEqual([
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13],
  ]);
});

it('a scanner that says nothing any more is let go of, and what it delivered stays', async () => {
  const made = scanner({ duplex: true });
  const lan = await person(await opened(), 'lan', 'clerk');
  await call(lan, 'devices.list', {});
  made.accident(2, '', 'hang');
  expect(await scan(lan, 'feeder')).toMatchObject({
    state: 'paused',
    images: 2,
    error: { code: 'SCANNER_SILENT', data: { images: 2, seconds: 3 } },
  });
});

it('a person stops the scan: the sheet in the machine still comes, the scan waits, and is complete when the person says so', async () => {
  scanner();
  const lan = await person(await opened(), 'lan', 'clerk');
  const begun = await call(lan, 'scan.start', { fileCode, device, profile: await profile(lan, 'feeder', 'a4') });
  const enough = Promise.withResolvers<void>();
  lan.subscribe((event) => event.topic === 'scan.changed' && event.images >= 2 && enough.resolve());
  expect(await lan.call('scan.start', { fileCode, device, profile: await profile(lan, 'feeder') })).toMatchObject({
    error: { code: 'SCAN_RUNNING', data: { fileCode } },
  });
  expect(await lan.call('scan.finish', { scan: begun.scan })).toMatchObject({ error: { code: 'SCAN_UNKNOWN' } });
  await enough.promise;
  await call(lan, 'scan.stop', { scan: begun.scan });
  const stopped = await ended(lan, begun.scan);
  expect(stopped).toMatchObject({ state: 'paused', error: { code: 'SCAN_STOPPED' } });
  expect(stopped.images).toBeLessThan(10);
  await call(lan, 'scan.finish', { scan: begun.scan });
  expect(await ended(lan, begun.scan)).toMatchObject({ state: 'done', images: stopped.images, error: null });
});

it('the glass takes one sheet a time into one document, until the next document begins', async () => {
  scanner();
  const made = await opened({ spawnWorker: forkWorker });
  const lan = await person(made, 'lan', 'clerk');
  const first = await scan(lan, 'flatbed');
  expect(first).toMatchObject({ state: 'paused', images: 1, error: null });
  expect(await scan(lan, 'flatbed', { continues: first.id })).toMatchObject({ id: first.id, state: 'paused', images: 2 });
  const second = await scan(lan, 'flatbed');
  expect(await ended(lan, first.id)).toMatchObject({ state: 'done', images: 2 });
  expect(
    await lan.call('scan.start', { fileCode, device, profile: await profile(lan, 'flatbed'), continues: first.id }),
  ).toMatchObject({
    error: { code: 'SCAN_UNKNOWN' },
  });
  await captured(made);
  const { documentList } = await call(lan, 'dossier.get', { fileCode });
  expect(documentList.map(({ pages }) => pages.length)).toEqual([2, 1]);
  expect(second.images).toBe(1);
});

it('a page scanned again takes the place of the bad one, which goes to the tray', async () => {
  scanner();
  const made = await opened({ spawnWorker: forkWorker });
  const lan = await person(made, 'lan', 'clerk');
  await scan(lan, 'feeder', { pages: 2 });
  await captured(made);
  const [bad, good] = (await call(lan, 'dossier.get', { fileCode })).documentList[0]!.pages;
  const again = await scan(lan, 'feeder', { replacePageId: bad!.id });
  expect(again).toMatchObject({ state: 'done', images: 1, replacesPage: bad!.id });
  await captured(made);
  const { documentList, tray } = await call(lan, 'dossier.get', { fileCode });
  expect(documentList.map(({ pages }) => pages.map(({ id }) => id))).toEqual([[expect.not.stringMatching(bad!.id), good!.id]]);
  expect(tray.map(({ id, tray: reason }) => [id, reason])).toEqual([[bad!.id, 'clerk']]);
  for (const replacePageId of [bad!.id, crypto.randomUUID()])
    expect(
      await lan.call('scan.start', { fileCode, device, profile: await profile(lan, 'feeder'), replacePageId }),
    ).toMatchObject({
      error: { code: 'PAGE_NOT_REPLACEABLE' },
    });
});

it('the station was cut off while it scanned: images in the scan folder are found again, half ones are not taken', async () => {
  scanner();
  const made = await opened();
  const lan = await person(made, 'lan', 'clerk');
  const begun = await scan(lan, 'flatbed');
  await closeStation(made);
  // As a kill leaves it: one image delivered and not taken, one in the making.
  const place = join(made.dataDir, 'scanning', begun.id);
  mkdirSync(place, { recursive: true });
  const image = await sharp({ create: { width: 40, height: 60, channels: 3, background: '#fff' } })
    .tiff()
    .toBuffer();
  writeFileSync(join(place, 'p00002.tif'), image);
  writeFileSync(join(place, 'p00003.tif.part'), image.subarray(0, 100));

  const back = await opened({ dataDir: made.dataDir });
  const again = back.engine.openSession(['clerk']);
  expect(await call(again, 'scan.list', { fileCode })).toMatchObject([
    { id: begun.id, state: 'paused', images: 2, recovered: 1 },
  ]);
  expect(existsSync(join(place, 'p00002.tif'))).toBe(false);
  // The next image is the third: the half one is fed again.
  expect(await scan(again, 'flatbed', { continues: begun.id })).toMatchObject({ images: 3, recovered: 1 });
});

it('closing the station lets go of the scanner and loses nothing it delivered', async () => {
  scanner();
  const made = await opened();
  const lan = await person(made, 'lan', 'clerk');
  const begun = await call(lan, 'scan.start', { fileCode, device, profile: await profile(lan, 'feeder', 'a4') });
  const some = Promise.withResolvers<void>();
  lan.subscribe((event) => event.topic === 'scan.changed' && event.images >= 1 && some.resolve());
  await some.promise;
  await closeStation(made);
  const back = await opened({ dataDir: made.dataDir });
  const again = back.engine.openSession(['clerk']);
  const [found] = await call(again, 'scan.list', { fileCode });
  expect(found).toMatchObject({ id: begun.scan, state: 'paused', error: { code: 'SCAN_INTERRUPTED' } });
  expect(found!.images).toBeGreaterThanOrEqual(1);
});

it('a profile below the rule is refused with the reason, and so is one the scanner cannot do', async () => {
  scanner();
  const lan = await person(await opened(), 'lan', 'clerk');
  const good = {
    name: 'A4',
    paper: 'administrative',
    source: 'feeder',
    dpi: 300,
    colour: 'colour',
    size: 'a4',
    brightness: 0,
  } as const;
  const save = async (change: object) => {
    const result = await lan.call('scan.saveProfile', { profile: { ...good, ...change } });
    return result.ok ? 'saved' : [result.error.code, result.error.data];
  };
  expect(await save({ dpi: 150 })).toEqual(['PROFILE_BELOW_DPI', { dpi: 150, least: 200 }]);
  expect(await save({ paper: 'map', dpi: 200 })).toEqual(['PROFILE_BELOW_DPI', { dpi: 200, least: 300 }]);
  expect(await save({ colour: 'grey' })).toEqual(['PROFILE_NOT_COLOUR', {}]);
  expect(await save({})).toBe('saved');
  expect(await save({})).toEqual(['PROFILE_NAME_TAKEN', { name: 'A4' }]);
  const big = await call(lan, 'scan.saveProfile', { profile: { ...good, name: 'A3', size: 'a3' } });
  expect(await lan.call('scan.start', { fileCode, device, profile: big.id })).toMatchObject({
    error: { code: 'PROFILE_BEYOND_SCANNER', data: { what: 'A3' } },
  });
  await call(lan, 'scan.removeProfile', { id: big.id });
  expect(await lan.call('scan.start', { fileCode, device, profile: big.id })).toMatchObject({
    error: { code: 'PROFILE_UNKNOWN' },
  });
});
