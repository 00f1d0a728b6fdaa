import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../support/folders.ts';
import { threeSentences, type Imported } from '../support/report.ts';
import { fingerprints, lay, token } from '../support/small-papers.ts';
import { tram, tramJson } from '../support/tram.ts';

it(
  'of 1,000 files one is bad: 999 go on, one is listed, and a second import takes nothing twice',
  { timeout: 180_000 },
  async () => {
    const root = temporaryFolder('thousand-files');
    const data = join(root, 'station');
    const files: Record<string, Uint8Array> = {};
    for (let n = 1; n <= 1000; n++) files[`trang ${n}.png`] = await token(n);
    files['trang 500.png'] = files['trang 500.png']!.subarray(0, 60);
    const papers = lay(join(root, 'papers'), files);
    const before = fingerprints(papers);
    expect((await tram(['init', '--agency', 'H49.99', '--name', 'UBND xã Mẫu', '--practice', '--data', data])).code).toBe(0);

    const { code, answer } = await tramJson<Imported>(['import', papers, '--dossier', 'H49.99.2023.1', '--data', data]);
    expect(code).toBe(3);
    expect([answer.files, answer.pages]).toEqual([1000, 999]);
    expect(answer.problems.map(({ source, code: problem }) => [basename(source), problem])).toEqual([
      ['trang 500.png', expect.stringMatching(/^IMAGE_/)],
    ]);
    expect(answer.problems[0]!.message).toMatch(threeSentences);

    const again = await tramJson<Imported>(['import', papers, '--dossier', 'H49.99.2023.1', '--data', data]);
    // Only the bad one is looked at again, because it might have been mended.
    expect([again.answer.files, again.answer.pages, again.answer.problems.length]).toEqual([1, 999, 1]);
    const { answer: status } = await tramJson<{ ledger: unknown }>(['status', '--data', data]);
    expect(status.ledger).toEqual({ in: 999, blank: 0, separator: 0, clerk: 0, out: 999 });
    expect(fingerprints(papers)).toEqual(before);

    // Mended in its place, the page takes its place.
    lay(papers, { 'trang 500.png': await token(500) });
    const mended = await tramJson<Imported>(['import', papers, '--dossier', 'H49.99.2023.1', '--data', data]);
    expect([mended.code, mended.answer.files, mended.answer.pages, mended.answer.problems]).toEqual([0, 1, 1000, []]);
    const db = new Database(join(data, 'station.db'), { readonly: true });
    const order = db.prepare('SELECT name FROM source_file ORDER BY position').all() as { name: string }[];
    db.close();
    expect(order.map(({ name }) => name)).toEqual(Object.keys(files));
  },
);
