import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countPages, fileCode, objid, sampleDossier } from '../../../../tests/fixtures/sip/dossier.ts';
import { takeApart } from '../../../../tests/fixtures/sip/tamper.ts';
import type { SealedPackage } from '../../../contract/artefacts.ts';
import { explain } from '../../../contract/errors/index.ts';
import type { Result } from '../../../contract/result.ts';
import { Sha256 } from '../../../contract/vocabulary.ts';
import { PackageReport } from '../../../exchange/sip/report.ts';
import { Vault } from '../../engine/vault/vault.ts';
import { packageStep, type DossierToPack } from './index.ts';

let home: string;
let blobs: Vault;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'tram-package-'));
  blobs = await Vault.open(join(home, 'vault'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

const step = packageStep(() => countPages);
function pack(dossier: DossierToPack, settings: { requireSignature?: boolean } = {}): Promise<Result<SealedPackage>> {
  const context = {
    settings: step.settings.parse(settings),
    blobs,
    signal: new AbortController().signal,
    report: () => undefined,
  };
  return step.run(step.input.parse(dossier), context);
}
async function packed(dossier: DossierToPack): Promise<SealedPackage> {
  const result = await pack(dossier);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.data;
}
/** The report behind a refusal. */
async function refused(dossier: DossierToPack): Promise<PackageReport> {
  const result = await pack(dossier);
  if (result.ok || result.error.code !== 'PACKAGE_INVALID') throw new Error(`expected a refusal: ${JSON.stringify(result)}`);
  return PackageReport.parse(JSON.parse((await blobs.read(Sha256.parse(result.error.data['report']))).toString('utf8')));
}
const codesOf = (report: PackageReport) => report.problems.map((one) => [one.code, one.document, one.data['field'] ?? null]);

describe('a package that may leave', () => {
  it('unzip, xmllint and the shipped schemas agree with it', async () => {
    const sealed = await packed(await sampleDossier(blobs));
    expect(sealed).toMatchObject({ objid, fileCode, documents: 3, pages: 6 });
    const [zip, out] = [join(home, 'judged.zip'), join(home, 'judged')];
    await copyFile(blobs.path(sealed.zip), zip);
    expect(execFileSync('unzip', ['-tq', zip], { encoding: 'utf8' })).toContain('No errors detected');
    execFileSync('unzip', ['-q', zip, '-d', out]);
    const lint = (schema: string, ...files: string[]) =>
      execFileSync('xmllint', ['--noout', '--nonet', '--schema', `schemas/${schema}`, ...files], {
        cwd: join(out, objid),
        stdio: 'pipe',
      });
    lint('mets1_12.xsd', 'METS.xml', 'representations/rep1/METS.xml');
    lint('ead.xsd', 'metadata/descriptive/EAD.xml');
    for (const n of [1, 2, 3]) lint('ead_doc.xsd', `representations/rep1/metadata/descriptive/EAD_DOC_${fileCode}.${n}.xml`);
  });

  it('packing again gives the same bytes, another package number other ones', async () => {
    const dossier = await sampleDossier(blobs);
    const first = await packed(dossier);
    expect((await packed(structuredClone(dossier))).zip).toBe(first.zip);
    expect((await packed({ ...dossier, objid: 'uuid-11111111-6641-4CDA-9F52-DAAE55FEF6B1' })).zip).not.toBe(first.zip);
  });

  it('a decomposed Vietnamese title with <&>" arrives composed and whole', async () => {
    const dossier = await sampleDossier(blobs);
    const title = 'Tập tờ khai <đăng ký> & "kết hôn"';
    dossier.description.title = title.normalize('NFD');
    const sealed = await packed(dossier);
    const { files } = await takeApart(blobs.path(sealed.zip));
    const script = `import sys, xml.etree.ElementTree as E
sys.stdout.reconfigure(encoding='utf8'); print(E.fromstring(sys.stdin.buffer.read()).find('title').text)`;
    const read = execFileSync('python3', ['-c', script], {
      input: files.get('metadata/descriptive/EAD.xml') ?? Buffer.alloc(0),
      encoding: 'utf8',
    });
    expect(read.trim()).toBe(title.normalize('NFC'));
  });

  it('a practice package says TEST, so that nobody takes it for a submission', async () => {
    const sealed = await packed({ ...(await sampleDossier(blobs)), recordStatus: 'TEST' });
    const { files } = await takeApart(blobs.path(sealed.zip));
    expect(files.get('METS.xml')?.toString()).toContain('RECORDSTATUS="TEST"');
  });

  it('the dossier’s dates are its documents’ when nobody wrote any, and the signer is a remark', async () => {
    const dossier = await sampleDossier(blobs, [1, 1, 1]);
    const days = ['05/11/2001', '17/01/2001', '30/06/2001'];
    dossier.documents.forEach((document, index) => (document.fields.issuedDate = days[index] ?? ''));
    const { files } = await takeApart(blobs.path((await packed(dossier)).zip));
    const ead = files.get('metadata/descriptive/EAD.xml')?.toString() ?? '';
    expect(ead).toContain('<startDate>17/01/2001</startDate>');
    expect(ead).toContain('<endDate>05/11/2001</endDate>');
    const document = files.get(`representations/rep1/metadata/descriptive/EAD_DOC_${fileCode}.1.xml`)?.toString() ?? '';
    expect(document).toContain('<description>Tên loại: TỜ KHAI ĐĂNG KÝ KẾT HÔN. Người ký: Nguyễn Văn Hòa.</description>');
    expect(document).not.toContain('signer');
  });

  it('the warnings it left with are kept beside it', async () => {
    const dossier = await sampleDossier(blobs, [1]);
    dossier.description.maintenance = '03';
    dossier.agencyCode = 'H49.64.34';
    const { report } = await packed(dossier);
    const kept = PackageReport.parse(JSON.parse((await blobs.read(Sha256.parse(report))).toString('utf8')));
    expect(kept).toMatchObject({ ok: true, problems: [{ code: 'FILE_CODE_AGENCY' }, { code: 'NOT_PERMANENT' }] });
  });

  it('one that takes a rejected package’s place names it, and its check says so', async () => {
    const dossier = await sampleDossier(blobs, [1]);
    const replaces = 'uuid-11111111-2222-4333-8444-555555555555';
    const { zip, report } = await packed({ ...dossier, recordStatus: 'REPLACEMENT', replaces });
    const mets = (await takeApart(blobs.path(zip))).files.get('METS.xml')?.toString() ?? '';
    expect(mets).toContain('RECORDSTATUS="REPLACEMENT"');
    expect(mets).toContain(`<altRecordID TYPE="PREVIOUSOBJID">${replaces}</altRecordID>`);
    const kept = PackageReport.parse(JSON.parse((await blobs.read(Sha256.parse(report))).toString('utf8')));
    expect(kept).toMatchObject({ ok: true, recordStatus: 'REPLACEMENT', replaces });
  });

  it('a signed PDF that came in as it is counts as made digitally', async () => {
    const dossier = await sampleDossier(blobs, [1, 1]);
    dossier.documents[1] = { ...dossier.documents[1]!, bornDigital: true };
    const { files } = await takeApart(blobs.path((await packed(dossier)).zip));
    expect(files.get('metadata/descriptive/EAD.xml')?.toString()).toContain('<confidenceLevel>03<');
    expect(files.get(`representations/rep1/metadata/descriptive/EAD_DOC_${fileCode}.2.xml`)?.toString()).toContain('<process>0<');
  });

  it('five hundred documents are one package', async () => {
    const sealed = await packed(
      await sampleDossier(
        blobs,
        Array.from({ length: 500 }, () => 1),
      ),
    );
    expect(sealed).toMatchObject({ documents: 500, pages: 500 });
  });
});

describe('a dossier that may not leave', () => {
  it('every problem of every document is named in one go', async () => {
    const dossier = await sampleDossier(blobs, [2, 1, 3]);
    const [first, second, third] = dossier.documents;
    first!.fields.issuedDate = '';
    first!.fields.subject = '';
    second!.pages = 2;
    third!.fields.organName = '';
    dossier.description.paperFileCode = '';
    dossier.description.riskRecovery = '1';
    dossier.description.maintenance = '03';
    const report = await refused(dossier);
    expect(report.ok).toBe(false);
    expect(codesOf(report)).toEqual([
      ['LEDGER_PAGES', null, null],
      ['FIELD_MISSING', null, 'paperFileCode'],
      ['FIELD_MISSING', null, 'riskRecoveryStatus'],
      ['FIELD_MISSING', `${fileCode}.1`, 'issuedDate'],
      ['FIELD_MISSING', `${fileCode}.1`, 'subject'],
      ['FIELD_MISSING', `${fileCode}.1`, 'riskRecoveryStatus'],
      ['FIELD_MISSING', `${fileCode}.2`, 'riskRecoveryStatus'],
      ['FIELD_MISSING', `${fileCode}.3`, 'organName'],
      ['FIELD_MISSING', `${fileCode}.3`, 'riskRecoveryStatus'],
      ['NOT_PERMANENT', null, null],
      ['PDF_PAGES', `${fileCode}.2`, null],
    ]);
    expect(report.problems.find((one) => one.code === 'PDF_PAGES')).toMatchObject({ page: 2, data: { found: 1, declared: 2 } });
  });

  it('the refusal says how many, names the first and where the rest are, in both languages', async () => {
    const dossier = await sampleDossier(blobs);
    dossier.documents[0]!.fields.issuedDate = '';
    const result = await pack(dossier);
    if (result.ok) throw new Error('expected a refusal');
    expect(explain(result.error, 'vi').what).toBe(
      `Gói hồ sơ ${fileCode} chưa đạt: 1 lỗi, lỗi đầu tiên: Thiếu trường bắt buộc issuedDate.`,
    );
    expect(explain(result.error, 'en').what).toContain('Mandatory field issuedDate is empty.');
    expect(result.error.data).toMatchObject({ document: `${fileCode}.1`, count: 1 });
  });

  it('a secret dossier stays here', async () => {
    const dossier = await sampleDossier(blobs, [1]);
    dossier.description.mode = '03';
    expect((await refused(dossier)).problems.map((one) => one.code)).toEqual(['SECRET', 'SECRET']);
  });

  it('a document id of another dossier, an ordinal skipped', async () => {
    const dossier = await sampleDossier(blobs, [1, 1]);
    dossier.documents[0]!.docId = 'H49.64.33.2001.99.1';
    const found = (await refused(dossier)).problems.map((one) => one.code);
    expect(found).toEqual(['DOC_ORDER_GAP', 'DOC_ID_FORM']);
  });

  it('pages that vanished between the scanner and the package are counted', async () => {
    const dossier = await sampleDossier(blobs, [2]);
    dossier.ledger = { in: 9, blank: 1, separator: 1, clerk: 0, out: 6 };
    expect((await refused(dossier)).problems.map((one) => [one.code, one.data])).toEqual([
      ['LEDGER_UNBALANCED', { in: 9, dropped: 2, out: 6 }],
      ['LEDGER_PAGES', { out: 6, found: 2 }],
    ]);
  });

  it('an unsigned document stops the package, unless no signature was asked for', async () => {
    const unsigned = packageStep(() => async (pdf) => {
      const facts = await countPages(pdf);
      return facts.ok ? { ok: true, data: { ...facts.data, signed: false } } : facts;
    });
    const dossier = await sampleDossier(blobs, [1]);
    const context = { blobs, signal: new AbortController().signal, report: () => undefined };
    expect(await unsigned.run(dossier, { ...context, settings: unsigned.settings.parse({}) })).toMatchObject({
      error: { code: 'PACKAGE_INVALID' },
    });
    expect(
      await unsigned.run(dossier, { ...context, settings: unsigned.settings.parse({ requireSignature: false }) }),
    ).toMatchObject({ ok: true });
  });

  it('a PDF that rotted on the disk is named, and no package is made', async () => {
    const rotten = await Vault.open(join(home, 'rotten'));
    const dossier = await sampleDossier(rotten, [1, 2]);
    const path = rotten.path(dossier.documents[1]!.pdf);
    const bytes = await readFile(path);
    bytes.writeUInt8(bytes.readUInt8(100) ^ 1, 100);
    await writeFile(path, bytes);
    const context = {
      settings: step.settings.parse({}),
      blobs: rotten,
      signal: new AbortController().signal,
      report: () => undefined,
    };
    expect(await step.run(dossier, context)).toMatchObject({
      ok: false,
      error: { code: 'PACKAGE_SOURCE_DAMAGED', data: { docId: `${fileCode}.2` } },
    });
  });

  it('a cancelled packing leaves no draft in the vault', async () => {
    const dossier = await sampleDossier(blobs, [1]);
    const context = { settings: step.settings.parse({}), blobs, signal: AbortSignal.abort(), report: () => undefined };
    await expect(step.run(dossier, context)).rejects.toThrow('aborted');
    expect(execFileSync('find', [blobs.tempDir(), '-type', 'f'], { encoding: 'utf8' })).toBe('');
  });
});
