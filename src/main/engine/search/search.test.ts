import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { RouteInput } from '../../../contract/routes.ts';
import type { Session } from '../index.ts';
import { openForReading } from '../open-for-reading.ts';
import { writeSources } from '../../../../tests/support/fake-worker.ts';
import {
  call,
  confirmAll,
  fields,
  fileCode,
  folder,
  person,
  station,
  work,
  type TestStation,
} from '../../../../tests/support/station.ts';

const papers = {
  '1.jpg': ['text:Quyết định cấp đất ở / cho hộ ông Trần Văn Đường'],
  '2.jpg': ['text:Biên bản họp thôn về việc đắp đường / ngày 05 tháng 3'],
  '3.jpg': ['text:Danh sách hộ dân có đất, cấp sau'],
};

async function read(given: Record<string, readonly string[]> = papers): Promise<TestStation & { clerk: Session }> {
  const at = await station();
  const clerk = await person(at, 'lan', 'clerk');
  const source = writeSources(join(folder, crypto.randomUUID()), given);
  await call(clerk, 'capture.import', { fileCode, paths: [source], split: 'file' });
  await work(at.engine, 'describe');
  return { ...at, clerk };
}

/** Thoroughly: what comes back must not depend on how busy the machine is. */
const find = (session: Session, text: string, more: Omit<RouteInput<'search.find'>, 'text'> = {}) =>
  call(session, 'search.find', { text, thorough: true, ...more });
const sources = async (session: Session, text: string, more = {}) =>
  (await find(session, text, more)).hits.map(({ page }) => page.sourceName);

it('half a remembered sentence without marks finds the page, and says where on it', async () => {
  const { clerk } = await read();
  const answer = await find(clerk, 'quyet dinh cap dat');
  expect(answer.hits[0]!.page.sourceName).toBe('1.jpg');
  expect(answer.partial).toBe(false);
  expect(answer.complete).toBe(true);
  expect(answer.notIndexed).toBe(0);
  const { snippet, found, page } = answer.hits[0]!;
  expect(snippet.marks.map(([from, to]) => snippet.text.slice(from, to))).toEqual(['Quyết định cấp đất']);
  expect(found).toEqual([{ id: page.id, ordinal: 1 }]);
  const where = await call(clerk, 'search.onPage', { pageId: page.id, text: 'quyet dinh cap dat van' });
  expect(where.boxes).toEqual([
    [0, 0, 39, 9],
    [40, 10, 49, 19],
  ]);
});

it('words typed with marks find only words with these marks', async () => {
  const { clerk } = await read();
  expect(await sources(clerk, 'duong ')).toEqual(expect.arrayContaining(['1.jpg', '2.jpg']));
  expect(await sources(clerk, 'đường ')).toEqual(expect.arrayContaining(['1.jpg', '2.jpg']));
  expect(await sources(clerk, 'dương ')).toEqual([]);
});

it('a page where the words are one sentence comes before one where they only occur', async () => {
  const { clerk } = await read();
  expect(await sources(clerk, 'cap dat ')).toEqual(['1.jpg', '3.jpg']);
  expect(await sources(clerk, '"cap dat"')).toEqual(['1.jpg']);
  expect(await sources(clerk, 'dat -quyet')).toEqual(['3.jpg']);
});

it('a sentence with one wrong word is found all the same, and the answer says so', async () => {
  const { clerk } = await read();
  const answer = await find(clerk, 'bien ban hop xom ');
  expect(answer.hits.map(({ page }) => page.sourceName)).toEqual(['2.jpg']);
  expect(answer.partial).toBe(true);
  expect((await find(clerk, 'khong he co tren giay')).hits).toEqual([]);
});

it('what a person confirms is found in the same moment, and filters by it', async () => {
  const at = await read();
  const { clerk } = at;
  await confirmAll(clerk, 'Về việc giao rừng sản xuất');
  const found = await find(clerk, 'giao rung san xu');
  expect(found.hits).toHaveLength(3);
  expect(found.hits[0]).toMatchObject({ found: [], confirmed: true, fileCode });
  expect((await find(clerk, 'dat ', { filters: { typeName: '02' } })).hits).toHaveLength(2);
  expect((await find(clerk, 'dat ', { filters: { typeName: '03' } })).hits).toEqual([]);
  expect((await find(clerk, '', { filters: { from: '02/01/2001', to: '02/01/2001' } })).hits).toHaveLength(3);
  expect((await find(clerk, '', { filters: { from: '03/01/2001' } })).hits).toEqual([]);
  expect((await find(clerk, '', { filters: { codeNumber: '012', codeNotation: 'QĐ-UB', organName: 'ub' } })).hits).toHaveLength(
    3,
  );
  expect((await find(clerk, '', { filters: { dossier: fileCode } })).hits).toHaveLength(3);
  const { description } = await call(clerk, 'dossier.get', { fileCode });
  await call(clerk, 'dossier.describe', { fileCode, description: { ...description, title: 'Hồ sơ đo đạc địa chính' } });
  expect((await find(clerk, 'do dac dia chinh')).hits).toHaveLength(3);
});

it('a word a person put right is found from then on, and the misread one no longer', async () => {
  const { clerk } = await read({ '1.jpg': ['text:thôn Quan Trung'] });
  const [hit] = (await find(clerk, 'quan trung ')).hits;
  const { id: pageId, words } = hit!.page;
  const corrections = [{ indexes: [1], text: 'Quang' }];
  await call(clerk, 'text.correct', { pageId, words: words!, corrections });
  expect(await sources(clerk, 'thon quang trung ')).toEqual(['1.jpg']);
  expect((await find(clerk, 'quan ')).hits).toEqual([]);
});

it('a corrected description no longer finds by its old words', async () => {
  const { clerk } = await read({ '1.jpg': ['text:giấy'] });
  await confirmAll(clerk, 'Chuyện cũ');
  const [document] = (await call(clerk, 'dossier.get', { fileCode })).documentList;
  await call(clerk, 'describe.confirm', { documentId: document!.id, fields: fields('Chuyện mới') });
  expect((await find(clerk, 'chuyen cu ')).hits).toEqual([]);
  expect((await find(clerk, 'chuyen moi ')).hits).toHaveLength(1);
});

it('a list goes on where its first part ended', async () => {
  const { clerk } = await read(Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`${at}.jpg`, ['text:cùng một chữ']])));
  const parts = [];
  for (const offset of [0, 4, 8]) parts.push(await sources(clerk, 'cung mot chu', { offset, limit: 4 }));
  expect(parts.map((part) => part.length)).toEqual([4, 4, 1]);
  expect(new Set(parts.flat()).size).toBe(9);
});

it('a question that is overtaken by the next one of the same window says so; another window’s is not touched', async () => {
  const { clerk, engine } = await read();
  const other = engine.openSession(['clerk']);
  const [first, second, elsewhere] = await Promise.all([
    clerk.call('search.find', { text: 'dat ' }),
    clerk.call('search.find', { text: 'duong ' }),
    other.call('search.find', { text: 'dat ' }),
  ]);
  expect(first).toMatchObject({ ok: false, error: { code: 'SEARCH_SUPERSEDED' } });
  expect(second).toMatchObject({ ok: true });
  expect(elsewhere).toMatchObject({ ok: true });
});

it('nobody who is not signed in may search', async () => {
  const { engine } = await read();
  const stranger = engine.openSession();
  expect(await stranger.call('search.find', { text: 'dat' })).toMatchObject({ ok: false, error: { code: 'SIGN_IN_NEEDED' } });
  expect(await stranger.call('search.onPage', { pageId: crypto.randomUUID(), text: 'dat' })).toMatchObject({
    ok: false,
    error: { code: 'SIGN_IN_NEEDED' },
  });
});

/** Bits and pieces a search box may meet, put together at random but the same each time. */
function* oddQuestions(count: number): Generator<string> {
  const pieces = [
    '"',
    '“',
    '-',
    '--"',
    '*',
    '^',
    ':',
    '(',
    ')',
    '{',
    '}',
    '+',
    "'",
    ';',
    '\\',
    '%',
    '😀',
    '👩‍👩‍👧',
    'đất',
    'dat',
    'ĐƯỜNG',
    'NEAR(',
    'AND',
    'OR',
    'NOT',
    'body:',
    '\t',
    '\n',
    ' ',
    ' ',
    '1/2',
    '٣',
    'ﬁ',
    'ß',
    'İ',
    '\ue010',
    '\u0301',
    '\ud800',
    '\u0000',
    '汉',
    '²',
  ];
  let seed = 20260612;
  const next = (below: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed % below;
  };
  for (let made = 0; made < count; made++) yield Array.from({ length: 1 + next(40) }, () => pieces[next(pieces.length)]).join('');
  yield 'x'.repeat(1000);
  yield '"'.repeat(999);
  yield 'a '.repeat(900);
}

it('whatever is typed is answered', async () => {
  const { clerk } = await read();
  for (const text of oddQuestions(120)) {
    const result = await clerk.call('search.find', {
      text,
      filters: { organName: text.slice(0, 40), dossier: text.slice(0, 40) },
    });
    expect(result, JSON.stringify(text)).toMatchObject({ ok: true });
  }
});

it('fonds are told apart by the agency’s part of the code, whole', async () => {
  const { clerk, engine } = await read();
  const other = 'H49.99.1.2020.1';
  const source = writeSources(join(folder, crypto.randomUUID()), { '9.jpg': ['text:Quyết định cấp đất ở'] });
  await call(clerk, 'capture.import', { fileCode: other, paths: [source], split: 'file' });
  await work(engine, 'describe');
  const fonds = (await call(clerk, 'search.fonds', {})).map((one) => one.fonds);
  expect(fonds).toHaveLength(2);
  expect(fonds).toContain('H49.99.1');
  expect(await sources(clerk, 'cap dat', { filters: { fonds: 'H49.99.1' } })).toEqual(['9.jpg']);
  const rest = fonds.find((one) => one !== 'H49.99.1')!;
  expect(await sources(clerk, 'cap dat', { filters: { fonds: rest } })).not.toContain('9.jpg');
  expect(await sources(clerk, '', { filters: { fonds: 'H49' } })).toEqual([]);
});

it('the index made anew is the index that was kept: nothing was forgotten on the way', async () => {
  const at = await read({ ...papers, '4.jpg': ['blank'], '5.jpg': ['separator'], '6.jpg': ['text:trang cuối'] });
  await confirmAll(at.clerk, 'Việc sau cùng');
  const kept = dump(at.dataDir);
  await at.engine.rebuildSearch(() => undefined);
  expect(dump(at.dataDir)).toEqual(kept);
  expect(kept.pages.length).toBe(6);
});

/** Everything the index answers from, told by page and document instead of by its own numbers. */
function dump(dataDir: string) {
  const opened = openForReading(dataDir);
  if (!opened.ok) throw new Error(opened.error.code);
  const { db, close } = opened.data;
  const pages = db.all(
    `SELECT page_id, document_id, text FROM search_page JOIN search_text USING (id)
     LEFT JOIN search_document ON search_document.id = search_page.document ORDER BY page_id`,
  );
  const documents = db.all('SELECT document_id, type, day, head FROM search_document ORDER BY document_id');
  const byWord = ['dat', 'quyet', 'trang', 'giay'].map((word) =>
    db.all(
      'SELECT page_id FROM search_words JOIN search_page ON search_page.id = search_words.rowid WHERE search_words MATCH ? ORDER BY page_id',
      word,
    ),
  );
  const byField = db.all(
    'SELECT document_id FROM search_fields JOIN search_document ON search_document.id = search_fields.rowid WHERE search_fields MATCH ? ORDER BY document_id',
    'sau AND cung',
  );
  const due = db.all('SELECT * FROM search_due');
  close();
  return { pages, documents, byWord, byField, due };
}
