/** Words that people put right: kept as decisions, written into a new reading, and never lost to a later one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fakeWorker, writeSources, type Done } from '../../../tests/support/fake-worker.ts';
import { approve, call, confirmAll, fileCode, folder, person, station, work } from '../../../tests/support/station.ts';
import { RecognisedPage, type Box } from '../../contract/artefacts.ts';
import { plainText } from '../../contract/text.ts';
import type { Engine, Session } from './index.ts';

/** `!` marks a doubtful word. */
function reading(...lines: string[]): RecognisedPage {
  return {
    width: 100,
    height: 100,
    lines: lines.map((line, row) => {
      const words = line.split(' ').map((raw, i) => {
        const box: Box = [i * 10, row * 20, i * 10 + 9, row * 20 + 15];
        return { text: raw.replace('!', ''), box, confidence: raw.includes('!') ? 40 : 95 };
      });
      return { box: [0, row * 20, 100, row * 20 + 15], words };
    }),
  };
}

async function readDossier(
  page: () => RecognisedPage = () => reading('Ủy ban nhàn! dân', 'xã Lam Khe!'),
  done: Done = new Map(),
) {
  const at = await station({ spawnWorker: fakeWorker(done, page) });
  const clerk = await person(at, 'lan', 'clerk');
  const supervisor = await person(at, 'hùng', 'supervisor');
  await call(clerk, 'capture.import', {
    fileCode,
    paths: [writeSources(join(folder, crypto.randomUUID()), { '1.jpg': ['a'] })],
  });
  await work(at.engine, 'describe');
  const [document] = (await call(clerk, 'dossier.get', { fileCode })).documentList;
  return { ...at, clerk, supervisor, documentId: document!.id, pageId: document!.pages[0]!.id };
}

const doubtful = async (session: Session, documentId: string) => call(session, 'text.doubtful', { documentId });
const wordsOf = async (session: Session, documentId: string) => (await doubtful(session, documentId)).pages[0]!.words;
async function textOf(engine: Engine, session: Session): Promise<string> {
  const { documentList } = await call(session, 'dossier.get', { fileCode });
  return plainText(RecognisedPage.parse(JSON.parse(readFileSync(engine.blobPath(documentList[0]!.pages[0]!.words!), 'utf8'))));
}

it('a doubtful word is put right in a reading of its own; the old one and the decision stay', async () => {
  const { engine, clerk, documentId, pageId } = await readDossier();
  const before = await doubtful(clerk, documentId);
  expect(before.words.map(({ text, page, index, before: left, after }) => ({ text, page, index, left, after }))).toEqual([
    { text: 'nhàn', page: 1, index: 2, left: ['Ủy', 'ban'], after: ['dân'] },
    { text: 'Khe', page: 1, index: 6, left: ['xã', 'Lam'], after: [] },
  ]);
  const old = before.pages[0]!.words;
  const done = await call(clerk, 'text.correct', { pageId, words: old, corrections: [{ indexes: [2], text: 'nhân' }] });
  expect(done).toMatchObject({ doubtful: 1, reviewed: false });
  expect(await textOf(engine, clerk)).toBe('Ủy ban nhân dân\nxã Lam Khe');
  expect(plainText(RecognisedPage.parse(JSON.parse(readFileSync(engine.blobPath(old), 'utf8'))))).toContain('nhàn');
  const last = await call(clerk, 'text.correct', { pageId, words: done.words, corrections: [{ indexes: [6], text: null }] });
  expect(last).toMatchObject({ doubtful: 0, reviewed: true });
  expect(await doubtful(clerk, documentId)).toMatchObject({ words: [], pages: [{ doubtful: 0, reviewedBy: 'lan' }] });
  expect(engine.verifyAudit().brokenAt).toBeNull();
});

it('two windows correct the same page: the second is told, and nothing of the first is lost', async () => {
  const { engine, clerk, documentId, pageId } = await readDossier();
  const words = await wordsOf(clerk, documentId);
  await call(clerk, 'text.correct', { pageId, words, corrections: [{ indexes: [2], text: 'nhân' }] });
  expect(await clerk.call('text.correct', { pageId, words, corrections: [{ indexes: [6], text: 'Khê' }] })).toMatchObject({
    ok: false,
    error: { code: 'PAGE_TEXT_CHANGED' },
  });
  expect(await textOf(engine, clerk)).toBe('Ủy ban nhân dân\nxã Lam Khe');
});

it('a word that is not there is refused, whatever else was right', async () => {
  const { engine, clerk, documentId, pageId } = await readDossier();
  const words = await wordsOf(clerk, documentId);
  const corrections = [
    { indexes: [2], text: 'nhân' },
    { indexes: [3, 4], text: 'hai dòng' },
  ];
  expect(await clerk.call('text.correct', { pageId, words, corrections })).toMatchObject({
    ok: false,
    error: { code: 'WORD_UNKNOWN', data: { index: 3 } },
  });
  expect(await textOf(engine, clerk)).toContain('nhàn');
});

it('a corrected word takes back signature and approval, and who corrected it may not approve it', async () => {
  const { engine, clerk, supervisor, documentId, pageId } = await readDossier();
  await confirmAll(clerk);
  await work(engine, 'sign');
  await approve(supervisor);
  const words = await wordsOf(clerk, documentId);
  await call(supervisor, 'text.correct', { pageId, words, corrections: [{ indexes: [2], text: 'nhân' }] });
  const [document] = (await call(clerk, 'dossier.get', { fileCode })).documentList;
  expect(document).toMatchObject({ state: 'described', signedPdf: null, approvedBy: null });
  await work(engine, 'sign');
  expect((await call(clerk, 'dossier.get', { fileCode })).documentList[0]).toMatchObject({ state: 'signed' });
  await expect(approve(supervisor)).rejects.toThrow('OWN_WORK');
});

it('saying that a word is right changes no PDF and takes nothing back', async () => {
  const { engine, clerk, supervisor, documentId, pageId } = await readDossier();
  await confirmAll(clerk);
  await work(engine, 'sign');
  await approve(supervisor);
  const words = await wordsOf(clerk, documentId);
  await call(clerk, 'text.correct', { pageId, words, corrections: [{ indexes: [2], text: null }] });
  expect((await call(clerk, 'dossier.get', { fileCode })).documentList[0]).toMatchObject({ state: 'approved' });
});

it('many words put right one after another compose the PDF once', async () => {
  const done: Done = new Map();
  const { engine, clerk, documentId, pageId } = await readDossier(undefined, done);
  await confirmAll(clerk);
  await work(engine, 'compose');
  let words = await wordsOf(clerk, documentId);
  for (const [index, text] of [
    [2, 'nhân'],
    [6, 'Khê'],
  ] as const)
    ({ words } = await call(clerk, 'text.correct', { pageId, words, corrections: [{ indexes: [index], text }] }));
  await work(engine, 'compose');
  expect(done.get('compose')).toBe(2);
});

it('a page that is read anew keeps what was put right where the words are the same, and only there', async () => {
  let page = reading('Ủy ban nhàn! dân', 'xã Lam Khe!');
  const { engine, clerk, documentId, pageId } = await readDossier(() => page);
  let words = await wordsOf(clerk, documentId);
  const corrections = [
    { indexes: [2], text: 'nhân' },
    { indexes: [6], text: 'Khê' },
  ];
  ({ words } = await call(clerk, 'text.correct', { pageId, words, corrections }));
  // Another engine, or another picture of the same page.
  page = reading('Ủy ban nhàn! dân', 'xã Lam Kha!');
  await readAnew(engine, pageId);
  expect(await textOf(engine, clerk)).toBe('Ủy ban nhân dân\nxã Lam Kha');
  expect((await doubtful(clerk, documentId)).words.map(({ text }) => text)).toEqual(['Kha']);
  expect((await doubtful(clerk, documentId)).pages[0]?.words).not.toBe(words);
});

it('a word that was put right once is offered where it is doubtful again', async () => {
  const { clerk, documentId, pageId } = await readDossier(() => reading('Ủy ban nhàn! dân', 'xã nhàn! Khe! Khê'));
  const words = await wordsOf(clerk, documentId);
  await call(clerk, 'text.correct', { pageId, words, corrections: [{ indexes: [2], text: 'nhân' }] });
  expect((await doubtful(clerk, documentId)).words.map(({ text, alternatives }) => [text, alternatives])).toEqual([
    ['nhàn', ['nhân']],
    ['Khe', ['Khê']],
  ]);
});

it('text is corrected by nobody who may not', async () => {
  const { engine, operator, dataDir, clerk, documentId, pageId } = await readDossier();
  const technician = await person({ engine, operator, dataDir }, 'minh', 'it');
  const words = await wordsOf(clerk, documentId);
  expect(await technician.call('text.correct', { pageId, words, corrections: [{ indexes: [2], text: 'x' }] })).toMatchObject({
    ok: false,
    error: { code: 'NOT_ALLOWED' },
  });
});

it('a box around words that were read well gives them, fit for the field', async () => {
  const done: Done = new Map();
  const { clerk, pageId } = await readDossier(() => reading('Số: 45/QĐ-UBND', 'ngày 5 tháng 3 năm 2009'), done);
  const read = done.get('recognise');
  expect(await call(clerk, 'page.readRegion', { pageId, box: [0, 0, 100, 18], field: 'codeNumber' })).toMatchObject({
    value: '45',
    others: { codeNotation: 'QĐ-UBND' },
    readAgain: false,
  });
  expect(await call(clerk, 'page.readRegion', { pageId, box: [100, 40, -5, 18], field: 'issuedDate' })).toMatchObject({
    value: '05/03/2009',
    box: [0, 18, 100, 40],
  });
  expect(done.get('recognise')).toBe(read);
  expect(await clerk.call('page.readRegion', { pageId, box: [3, 3, 5, 5], field: 'subject' })).toMatchObject({
    ok: false,
    error: { code: 'REGION_EMPTY' },
  });
});

it('a box around doubtful words is read once more by itself', async () => {
  let page = reading('Lanh! Kh!');
  const done: Done = new Map();
  const { clerk, pageId } = await readDossier(() => page, done);
  const read = done.get('recognise')!;
  page = reading('Lam Khê');
  const region = { pageId, box: [0, 0, 60, 18] as Box, field: 'subject' as const };
  expect(await call(clerk, 'page.readRegion', region)).toMatchObject({ value: 'Lam Khê', text: 'Lam Khê', readAgain: true });
  await call(clerk, 'page.readRegion', region);
  expect(done.get('recognise')).toBe(read + 1);
});

/** As a rescan does: the page goes through step 3 again. */
async function readAnew(engine: Engine, pageId: string): Promise<void> {
  const { default: Database } = await import('better-sqlite3');
  const file = join(engine.blobPath('0'.repeat(64) as Parameters<Engine['blobPath']>[0]), '../../../station.db');
  const db = new Database(file);
  db.exec(`DELETE FROM memo WHERE step = 'recognise'`);
  db.prepare(
    `INSERT INTO job (step, subject, dossier_id, state, changed_at) SELECT 'recognise', id, dossier_id, 'ready', 'now' FROM page WHERE id = ?`,
  ).run(pageId);
  db.close();
  await work(engine, 'recognise');
}
