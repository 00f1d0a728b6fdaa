import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { resourcePath } from '../../src/platform/resources.ts';
import { temporaryFolder } from '../support/folders.ts';
import { startTram, tram, tramJson } from '../support/tram.ts';

const folder = temporaryFolder('road');
const papers = resourcePath('practice', '02-phong-chong-thien-tai');
const secrets = { CLERK: 'lan-so-1', BOSS: 'hung-so-1' };
const run = (command: string, ...args: string[]) => execFileSync(command, args, { encoding: 'utf8' });

describe('digitise: one shot, judged by programs that are not ours', () => {
  const out = join(folder, 'out');
  interface Report {
    ok: boolean;
    pages: number;
    dossiers: {
      fileCode: string;
      objid: string;
      package: string;
      documents: {
        docId: string;
        sources: string[];
        pdf: string;
        text: string;
        pages: number;
        fields: Record<string, string>;
        signed: boolean;
      }[];
    }[];
    ledger: Record<string, number>;
    problems: unknown[];
  }
  let report: Report;
  beforeAll(async () => {
    const finished = await tramJson<Report>(['digitise', papers, '--out', out, '--title', 'Phòng, chống thiên tai năm 2023']);
    expect(finished.code).toBe(0);
    report = finished.answer;
  }, 180_000);

  it('the report accounts for every page and agrees with report.json', () => {
    expect(JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'))).toEqual(report);
    expect(report).toMatchObject({ ok: true, problems: [], ledger: { in: 5, blank: 1, separator: 0, out: 4 } });
    expect(report.dossiers[0]!.documents.map(({ pages, signed }) => [pages, signed])).toEqual([
      [2, true],
      [1, true],
      [1, true],
    ]);
  });

  it('what was read is what the papers say', () => {
    const [letter] = report.dossiers[0]!.documents;
    expect(letter!.fields).toMatchObject({ typeName: '22', issuedDate: expect.stringMatching(/\/06\/2023$/) });
    expect(readFileSync(join(out, letter!.text), 'utf8').normalize('NFC')).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
  });

  it('poppler calls every signature valid and over the whole file, and qpdf finds no fault', () => {
    for (const { pdf } of report.dossiers[0]!.documents) {
      const said = run('pdfsig', join(out, pdf));
      expect(said).toContain('Signature is Valid');
      expect(said).toContain('Total document signed');
      expect(run('qpdf', '--check', join(out, pdf))).toContain('No syntax or stream encoding errors found');
    }
  });

  it('pdftotext copies the same words, marks and all, page by page', () => {
    for (const { pdf, text } of report.dossiers[0]!.documents) {
      const words = (value: string) => value.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? [];
      const copied = run('pdftotext', '-raw', join(out, pdf), '-').split('\f');
      // The stamp is text of the page too; everything OCR read is there in its order.
      readFileSync(join(out, text), 'utf8')
        .split('\f')
        .forEach((page, index) => expect(words(copied[index]!).join(' ')).toContain(words(page).slice(0, 40).join(' ')));
    }
    expect(run('pdftotext', '-l', '1', join(out, report.dossiers[0]!.documents[0]!.pdf), '-')).toContain('LUYỆN TẬP');
  });

  it('xmllint accepts every METS and EAD against the schemas in the package, and the ZIP is whole', () => {
    const zip = join(out, report.dossiers[0]!.package);
    run('unzip', '-tqq', zip);
    const open = join(folder, 'open');
    mkdirSync(open);
    run('unzip', '-qq', zip, '-d', open);
    const root = join(open, report.dossiers[0]!.objid);
    const xml = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.xml'));
    expect(xml).toHaveLength(6);
    for (const name of xml) {
      const schema = name.endsWith('METS.xml') ? 'mets1_12.xsd' : name.includes('EAD_DOC_') ? 'ead_doc.xsd' : 'ead.xsd';
      run('xmllint', '--nonet', '--noout', '--schema', join(root, 'schemas', schema), join(root, name));
    }
  });

  it('tram verify says of the package and of a signature what the judges say', async () => {
    expect((await tramJson(['verify', join(out, report.dossiers[0]!.package)])).answer).toMatchObject({
      ok: true,
      kind: 'package',
      documents: 3,
      pages: 4,
    });
    const pdf = (await tramJson(['verify', join(out, report.dossiers[0]!.documents[0]!.pdf)])).answer;
    expect(pdf).toMatchObject({
      ok: true,
      kind: 'pdf',
      pdfa: '2b',
      signatures: [{ valid: true, practice: true, coversWholeFile: true, changesAfter: 'none', level: 'B-B' }],
    });
  });
});

describe('the station, step by step, with two persons and an archive of its own process', () => {
  const data = join(folder, 'station');
  const fileCode = 'H49.99.2023.8';
  const step = (args: string[]) => tramJson<Record<string, unknown>>([...args, '--data', data], secrets);

  it('a clerk and a supervisor bring a dossier from paper to the receipt', { timeout: 300_000 }, async () => {
    expect((await step(['status'])).answer).toMatchObject({ ok: false, error: { code: 'STATION_NOT_MADE' } });
    expect((await step(['init', '--agency', 'H49.99', '--name', 'UBND xã Mẫu', '--practice'])).code).toBe(0);
    expect((await step(['import', papers, '--dossier', fileCode])).answer).toMatchObject({ ok: true, files: 4, pages: 5 });
    expect((await step(['run', '--until', 'describe'])).code).toBe(0);
    expect((await step(['status'])).answer).toMatchObject({
      dossiers: [{ fileCode, step: 'describe', documents: 3, pages: 4, parked: 0 }],
      ledger: { in: 5, out: 4, blank: 1 },
    });
    expect(
      (
        await step([
          'describe',
          '--dossier',
          fileCode,
          '--as',
          'lan',
          '--pass-env',
          'CLERK',
          '--set',
          'title=Phòng, chống thiên tai',
        ])
      ).answer,
    ).toMatchObject({ ok: true, confirmed: 3 });
    expect((await step(['run'])).code).toBe(0);

    expect(await step(['approve', '--dossier', fileCode, '--as', 'lan', '--pass-env', 'CLERK'])).toMatchObject({
      code: 5,
      answer: { error: { code: 'NOT_ALLOWED' } },
    });
    expect(await step(['approve', '--dossier', fileCode, '--as', 'hùng', '--pass-env', 'NOT_SET'])).toMatchObject({
      code: 2,
      answer: { error: { code: 'PASSWORD_NOT_SET' } },
    });
    expect(
      (await step(['return', '--dossier', fileCode, '--as', 'hùng', '--pass-env', 'BOSS', '--page', '2', '--reason', 'Sai ngày']))
        .code,
    ).toBe(0);
    expect((await step(['describe', '--dossier', fileCode, '--as', 'lan', '--pass-env', 'CLERK'])).answer).toMatchObject({
      confirmed: 1,
    });
    expect((await step(['run'])).code).toBe(0);
    expect((await step(['approve', '--dossier', fileCode, '--as', 'hùng', '--pass-env', 'BOSS'])).answer).toMatchObject({
      ok: true,
      documents: 3,
    });
    expect((await step(['run'])).code).toBe(0);

    const archive = startTram(['archive', 'serve', '--dir', join(folder, 'archive'), '--json']);
    const { url, publicKey } = await new Promise<{ url: string; publicKey: string }>((resolve) =>
      archive.child.stdout!.once('data', (line: string) => resolve(JSON.parse(line) as never)),
    );
    expect((await step(['send', '--to', url, '--archive-key', publicKey])).answer).toMatchObject({
      ok: true,
      deliveries: [{ state: 'delivered', receiptNumber: expect.any(String) }],
    });
    archive.child.kill();
    await archive.finished;

    expect((await step(['status'])).answer).toMatchObject({
      dossiers: [{ step: 'done' }],
      queue: { waiting: 0, sending: 0, delivered: 1, bytes: 0 },
    });
    expect((await step(['audit', 'verify'])).answer).toMatchObject({ ok: true });
  });

  it('usage errors end with status 2 and say what is wrong', async () => {
    expect((await tram(['import'])).code).toBe(2);
    expect((await tram(['no-such-command'])).code).toBe(2);
    expect((await tramJson(['run', '--until', 'nowhere', '--data', data])).answer).toMatchObject({
      ok: false,
      error: { code: 'INPUT_INVALID' },
    });
  });
});
