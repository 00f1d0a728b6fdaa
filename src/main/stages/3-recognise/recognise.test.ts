import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { RecognisedPage } from '../../../contract/artefacts.ts';
import { plainText } from '../../../contract/text.ts';
import type { Sha256 } from '../../../contract/vocabulary.ts';
import { Vault } from '../../engine/vault/vault.ts';
import { closeRecogniser, recognise, RecogniseSettings } from './index.ts';
import { Recogniser } from './tesseract.ts';

const fixtures = join(import.meta.dirname, '../../../../tests/fixtures/text');
const size = { width: 1000, height: 420, dpi: 150 };

let folder: string;
let vault: Vault;
let decision: Buffer;
let notice: Buffer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recognise-'));
  vault = await Vault.open(folder);
  decision = await readFile(join(fixtures, 'decision.png'));
  notice = await readFile(join(fixtures, 'notice.png'));
});
afterAll(async () => {
  await closeRecogniser();
  await rm(folder, { recursive: true, force: true });
});

async function run(image: Buffer, settings: Partial<RecogniseSettings> = {}, signal = new AbortController().signal) {
  const input = recognise.input.parse({ ocr: await vault.put(image), ...size });
  return recognise.run(input, { settings: recognise.settings.parse(settings), blobs: vault, signal, report: () => undefined });
}

async function pageAt(digest: Sha256): Promise<RecognisedPage> {
  return RecognisedPage.parse(JSON.parse((await vault.read(digest)).toString('utf8')));
}

describe('a page of Vietnamese', () => {
  it('is read with its marks, and every word lies where its ink is', async () => {
    const result = await run(decision);
    if (!result.ok) throw new Error(result.error.code);
    const page = await pageAt(result.data.words);
    expect(plainText(page)).toContain('ỦY BAN NHÂN DÂN XÃ ĐỒNG VĂN');
    expect(plainText(page)).toContain('Số: 45/QĐ-UBND');
    expect(plainText(page)).toContain('Về việc thành lập Hội đồng nghĩa vụ quân sự xã');
    expect(result.data.wordCount).toBe(page.lines.flatMap((line) => line.words).length);
    expect(result.data.meanConfidence).toBeGreaterThan(80);
    const word = page.lines.flatMap((line) => line.words).find((one) => one.text === 'QUYẾT');
    expect(word?.box[0]).toBeGreaterThan(300);
    expect(word?.box[2]).toBeLessThan(560);
  });

  it('a box a person drew is read by itself, and its words lie where they lie on the page', async () => {
    const whole = await run(decision);
    if (!whole.ok) throw new Error(whole.error.code);
    const words = (await pageAt(whole.data.words)).lines.flatMap((line) => line.words);
    const known = words.find(({ text }) => text.startsWith('45/'))!;
    const [x0, y0, x1, y1] = known.box;
    const input = recognise.input.parse({ ocr: await vault.put(decision), ...size, region: [x0 - 4, y0 - 4, x1 + 4, y1 + 4] });
    const read = await recognise.run(input, {
      settings: recognise.settings.parse({ pageSegmentation: 6 }),
      blobs: vault,
      signal: new AbortController().signal,
      report: () => undefined,
    });
    if (!read.ok) throw new Error(read.error.code);
    const again = (await pageAt(read.data.words)).lines.flatMap((line) => line.words);
    expect(again.map(({ text }) => text).join(' ')).toContain('45/QĐ-UBND');
    const found = again.find(({ text }) => text.startsWith('45/'))!;
    found.box.forEach((edge, side) => expect(Math.abs(edge - known.box[side]!)).toBeLessThan(8));
  });

  it('a box outside the page is refused, not guessed at', async () => {
    const input = recognise.input.parse({ ocr: await vault.put(decision), ...size, region: [2000, 2000, 2100, 2100] });
    const context = {
      settings: recognise.settings.parse({}),
      blobs: vault,
      signal: new AbortController().signal,
      report: () => undefined,
    };
    expect(await recognise.run(input, context)).toMatchObject({ ok: false, error: { code: 'PAGE_UNREADABLE' } });
  });

  it('reads the same whatever was read before it', async () => {
    const alone = await run(notice);
    await closeRecogniser();
    await run(decision);
    await run(decision);
    const after = await run(notice);
    expect(after).toEqual(alone);
  });

  it('can be read together with English', async () => {
    const result = await run(notice, { languages: ['vie', 'eng'] });
    if (!result.ok) throw new Error(result.error.code);
    expect(plainText(await pageAt(result.data.words))).toContain('THÔNG BÁO');
    expect((await readdir(vault.tempDir())).filter((name) => name.startsWith('tessdata'))).toEqual([]);
  });
});

describe('a picture that cannot be read', () => {
  it.each([
    ['empty', Buffer.alloc(0)],
    ['text', Buffer.from('this is not an image')],
    ['a PNG cut off in the middle', null],
  ])('%s fails with a code, and the next page is read', async (_, bytes) => {
    expect(await run(bytes ?? decision.subarray(0, decision.length / 2))).toEqual({
      ok: false,
      error: { code: 'PAGE_UNREADABLE', data: {} },
    });
    expect((await run(decision)).ok).toBe(true);
  });
});

describe('the engine of one process', () => {
  const settings = RecogniseSettings.parse({});
  const never = new AbortController().signal;
  let recogniser: Recogniser;
  afterEach(() => recogniser.close());

  it('is kept between pages and renewed after its share of them', async () => {
    recogniser = new Recogniser(2);
    const threads: (number | null)[] = [];
    for (let page = 0; page < 4; page++) {
      expect((await recogniser.read(notice, 150, settings, vault.tempDir(), never)).kind).toBe('read');
      threads.push(recogniser.threadId);
    }
    expect(threads[0]).toBe(threads[1]);
    expect(threads[2]).toBe(threads[3]);
    expect(threads[2]).not.toBe(threads[0]);
  });

  it('stops at once when asked to, in the middle of a page, and reads the next one', async () => {
    recogniser = new Recogniser();
    await recogniser.read(notice, 150, settings, vault.tempDir(), never);
    const stop = new AbortController();
    const reading = recogniser.read(decision, 150, settings, vault.tempDir(), stop.signal);
    setTimeout(() => stop.abort(), 20);
    expect(await reading).toEqual({ kind: 'aborted' });
    expect(recogniser.threadId).toBeNull();
    expect((await recogniser.read(decision, 150, settings, vault.tempDir(), never)).kind).toBe('read');
    expect(await recogniser.read(decision, 150, settings, vault.tempDir(), stop.signal)).toEqual({ kind: 'aborted' });
  });

  it('that dies in the middle of a page is told from a bad page, and replaced', async () => {
    recogniser = new Recogniser();
    await recogniser.read(notice, 150, settings, vault.tempDir(), never);
    const reading = recogniser.read(decision, 150, settings, vault.tempDir(), never);
    setTimeout(() => void recogniser.close(), 20);
    expect(await reading).toMatchObject({ kind: 'crashed' });
    expect((await recogniser.read(decision, 150, settings, vault.tempDir(), never)).kind).toBe('read');
  });
});

it('a crash is worth another try, a bad picture is not', async () => {
  const { kindOf } = await import('../../../contract/errors/index.ts');
  expect(kindOf('RECOGNISER_CRASHED').retryable).toBe(true);
  expect(kindOf('PAGE_UNREADABLE').retryable).toBe(false);
});
