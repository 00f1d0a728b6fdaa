/** Accidents and attacks on a finished package: each is found, named, and found together with the others. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem, ProblemCode } from '../../../src/exchange/sip/problems.ts';
import type { PackageReport } from '../../../src/exchange/sip/report.ts';
import { validatePackage, type ValidateOptions } from '../../../src/exchange/sip/validate.ts';
import { Vault } from '../../../src/main/engine/vault/vault.ts';
import { packageStep } from '../../../src/main/stages/8-package/index.ts';
import { blankPdf, countPages, fileCode, objid, sampleDossier } from '../../fixtures/sip/dossier.ts';
import { editText, putTogether, reseal, takeApart, writeRawZip, type Files } from '../../fixtures/sip/tamper.ts';

let home: string;
let original: Files;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'tram-tampered-'));
  const blobs = await Vault.open(join(home, 'vault'));
  const step = packageStep(() => countPages);
  const context = { settings: step.settings.parse({}), blobs, signal: new AbortController().signal, report: () => undefined };
  const sealed = await step.run(await sampleDossier(blobs), context);
  if (!sealed.ok) throw new Error(JSON.stringify(sealed.error));
  original = (await takeApart(blobs.path(sealed.data.zip))).files;
});
afterAll(() => rm(home, { recursive: true, force: true }));

const rep = 'representations/rep1/';
const repMets = `${rep}METS.xml`;
const ead = 'metadata/descriptive/EAD.xml';
const pdf = (n: number) => `${rep}data/${fileCode}.${n}.pdf`;
const eadDoc = (n: number) => `${rep}metadata/descriptive/EAD_DOC_${fileCode}.${n}.xml`;
const inspectDocument = countPages;
let made = 0;

async function judge(path: string, options: Partial<ValidateOptions> = {}): Promise<PackageReport> {
  const result = await validatePackage(path, { inspectDocument, ...options });
  if (!result.ok) throw new Error(result.error.code);
  return result.data;
}
/** The report after `accident`; METS is put right again unless `sealed` says that the accident came after sealing. */
async function after(
  accident: (files: Files) => void | Promise<void>,
  sealed: 'resealed' | 'as it was' = 'resealed',
): Promise<PackageReport> {
  const files: Files = new Map(original);
  await accident(files);
  if (sealed === 'resealed') reseal(files);
  return judge(await putTogether(join(home, `${++made}.zip`), objid, files));
}
const brief = (one: Problem) => [one.code, one.path, one.document].filter((part) => part !== null);

describe('a package as it was made', () => {
  it('holds: every document with its file, digest, pages and fields', async () => {
    const report = await after(() => undefined, 'as it was');
    expect(report.problems).toEqual([]);
    expect(report).toMatchObject({
      ok: true,
      objid,
      fileCode,
      recordStatus: 'NEW',
      createdAt: '2026-06-12T11:45:37.690+07:00',
      pages: 6,
      files: 17,
    });
    expect(
      report.documents.map((document) => [document.docId, document.path, document.pages, document.fields['typeName']]),
    ).toEqual([2, 1, 3].map((pages, index) => [`${fileCode}.${index + 1}`, pdf(index + 1), pages, '32']));
  });

  it('is taken in whatever the order of elements in its descriptions', async () => {
    const report = await after((files) => {
      editText(files, ead, (text) => text.replace(/( *<fileCode>.*<\/fileCode>\n)([\s\S]*)(<\/simpledc>)/, '$2$1$3'));
    });
    expect(report.problems).toEqual([]);
  });

  it('is found undamaged by a file that only looks like a package', async () => {
    const path = join(home, 'text.zip');
    await writeFile(path, 'not a package');
    expect(await validatePackage(path, { inspectDocument })).toMatchObject({ ok: false, error: { code: 'PACKAGE_UNREADABLE' } });
    const empty = await judge(
      await writeRawZip(join(home, 'other.zip'), [{ name: 'readme.txt', content: Buffer.from('hello') }]),
    );
    expect(empty.problems.map((one) => one.code)).toEqual(['ROOT_FOLDER', 'FILE_MISSING', 'FILE_MISSING', 'FILE_MISSING']);
  });
});

describe('fixity', () => {
  it('one changed byte in a PDF', async () => {
    const report = await after((files) => {
      const bytes = Buffer.from(files.get(pdf(2)) ?? '');
      bytes.writeUInt8(bytes.readUInt8(60) ^ 1, 60);
      files.set(pdf(2), bytes);
    }, 'as it was');
    expect(report.problems.map(brief)).toContainEqual(['CHECKSUM_MISMATCH', pdf(2)]);
    expect(report.ok).toBe(false);
  });

  it('a file nobody listed', async () => {
    const report = await after((files) => void files.set(`${rep}data/extra.exe`, Buffer.from('MZ')));
    expect(report.problems.map(brief)).toEqual([['FILE_ORPHAN', `${rep}data/extra.exe`]]);
  });

  it('a listed file that is gone', async () => {
    const report = await after((files) => void files.delete(pdf(3)));
    expect(report.problems.map(brief)).toEqual([['FILE_MISSING', pdf(3)]]);
    expect(report.documents).toHaveLength(2);
  });

  it('a METS that is gone', async () => {
    const report = await after((files) => void files.delete(repMets));
    expect(report.problems.map((one) => one.code)).toEqual(['TOTAL_DOCUMENTS', 'TOTAL_PAGES', 'FILE_MISSING']);
  });

  it('a schema changed inside is noted, and does not soften the judgement', async () => {
    const report = await after((files) => {
      editText(files, 'schemas/ead.xsd', (text) => text.replaceAll(/<xs:maxLength value="\d+"\/>/g, ''));
      editText(files, ead, (text) => text.replace('<inforSign/>', `<inforSign>${'x'.repeat(31)}</inforSign>`));
    });
    expect(report.problems.map(brief)).toEqual([
      ['FIELD_TOO_LONG', ead],
      ['SCHEMA_DIFFERS', 'schemas/ead.xsd'],
    ]);
  });
});

describe('the container', () => {
  it('a folder that is not the package’s number', async () => {
    const report = await judge(await putTogether(join(home, 'renamed.zip'), 'goi-1', original));
    expect(report.problems.map((one) => [one.code, one.data['found']])).toEqual([['ROOT_FOLDER', 'goi-1']]);
  });

  it('a name that climbs out, beside an otherwise good package', async () => {
    const entries = [...original].map(([path, content]) => ({ name: `${objid}/${path}`, content }));
    const report = await judge(
      await writeRawZip(join(home, 'climb.zip'), [...entries, { name: `${objid}/../../evil.sh`, content: Buffer.from('#') }]),
    );
    expect(report.problems.map(brief)).toEqual([['ZIP_NAME_UNSAFE', `${objid}/../../evil.sh`]]);
  });

  it('the same file twice: neither is believed', async () => {
    const entries = [...original].map(([path, content]) => ({ name: `${objid}/${path}`, content }));
    const report = await judge(
      await writeRawZip(join(home, 'twice.zip'), [...entries, { name: `${objid}/${pdf(1)}`, content: Buffer.from('%PDF-evil') }]),
    );
    expect(report.problems.map((one) => one.code)).toEqual(['ZIP_NAME_DUPLICATE']);
    expect(report.documents.map((document) => document.docId)).toEqual([`${fileCode}.2`, `${fileCode}.3`]);
  });

  it('a bomb among the documents is named and not unpacked', async () => {
    const entries = [...original].map(([path, content]) => ({ name: `${objid}/${path}`, content }));
    const bomb = { name: `${objid}/${rep}data/bomb.pdf`, content: Buffer.alloc(30_000_000), deflated: true };
    const report = await judge(await writeRawZip(join(home, 'bomb.zip'), [...entries, bomb]));
    expect(report.problems.map(brief)).toEqual([['ZIP_BOMB', bomb.name]]);
  });
});

describe('METS', () => {
  const mets = (edit: (text: string) => string) => (files: Files) => editText(files, repMets, edit);
  const accidents: [string, (files: Files) => void, ProblemCode[]][] = [
    [
      'a lower-case UUID',
      mets((text) => text.replace(/structMap ID="uuid-[^"]*"/, (id) => id.replace(/-[0-9A-F]{4}-/, '-aabb-'))),
      ['ID_FORM'],
    ],
    [
      'one identifier for two things',
      mets((text) =>
        text
          .replace(/div ID="[^"]*" LABEL="Data"/, 'div ID="x" LABEL="Data"')
          .replace(/div ID="[^"]*" LABEL="MetadataLink"/, 'div ID="x" LABEL="MetadataLink"'),
      ),
      ['XML_SCHEMA', 'ID_FORM', 'ID_FORM', 'ID_DUPLICATE'],
    ],
    [
      'a date in UTC',
      mets((text) => text.replace(/LASTMODDATE="[^"]*"/, 'LASTMODDATE="2026-06-12T04:45:37.690Z"')),
      ['METS_DATE'],
    ],
    [
      'a date without milliseconds',
      mets((text) => text.replace(/CREATEDATE="[^"]*"/, 'CREATEDATE="2026-06-12T11:45:37+07:00"')),
      ['METS_DATE'],
    ],
    ['another kind of package', mets((text) => text.replace('OAISPACKAGETYPE="SIP"', 'OAISPACKAGETYPE="AIP"')), ['METS_VALUE']],
    [
      'a package type nobody knows',
      mets((text) => text.replace('OAISPACKAGETYPE="SIP"', 'OAISPACKAGETYPE="ZIP"')),
      ['XML_SCHEMA', 'METS_VALUE'],
    ],
    [
      'another dossier’s code',
      mets((text) => text.replace(/(<altRecordID[^>]*>)[^<]*/, '$1H49.64.33.2001.161')),
      ['FILE_CODE_DIFFERS'],
    ],
    [
      'a path out of the package',
      mets((text) => text.replace(`href="data/${fileCode}.1.pdf"`, 'href="../../../../etc/passwd"')),
      ['METS_HREF', 'DOC_FILE_NAME', 'FILE_MISSING', 'FILE_ORPHAN'],
    ],
    ['a checksum of another kind', mets((text) => text.replace('CHECKSUMTYPE="SHA-256"', 'CHECKSUMTYPE="MD5"')), ['METS_VALUE']],
    [
      'a document linked to no description',
      mets((text) => text.replace(/<div[^>]*MetadataLink\/File[^>]*>\s*<fptr[^>]*>\s*<\/div>/, '')),
      ['LINK_MISSING', 'LINK_MISSING'],
    ],
    [
      'a link that leads nowhere',
      mets((text) =>
        text.replace(/<fptr FILEID="ID-/, '<fptr FILEID="ID-AAAAAAAA-0000-4000-8000-000000000000"/><fptr FILEID="ID-'),
      ),
      ['LINK_BROKEN'],
    ],
  ];
  it.each(accidents)('%s', async (_, accident, codes) => {
    expect((await after(accident)).problems.map((one) => one.code)).toEqual(codes);
  });
});

describe('descriptions', () => {
  const edit = (path: string, from: string | RegExp, to: string) => (files: Files) =>
    editText(files, path, (text) => text.replace(from, to));
  const accidents: [string, (files: Files) => void, unknown[]][] = [
    ['an entity bomb in EAD', edit(ead, '<simpledc>', '<!DOCTYPE a [<!ENTITY x "xx">]><simpledc>'), ['XML_DTD', ead]],
    ['a wrong number of documents', edit(ead, '<totalDoc>3<', '<totalDoc>4<'), ['TOTAL_DOCUMENTS', ead]],
    ['a wrong number of pages', edit(ead, '<numberOfPage>6<', '<numberOfPage>7<'), ['TOTAL_PAGES', ead]],
    ['more sheets than pages', edit(ead, '<numberOfPaper>1<', '<numberOfPaper>9<'), ['SHEETS_OVER_PAGES', ead]],
    ['a number in words', edit(ead, '<numberOfPaper>1<', '<numberOfPaper>một<'), ['FIELD_NUMBER', ead]],
    ['a title of 1,001 characters', edit(ead, /<title>[^<]*/, `<title>${'ế'.repeat(1001)}`), ['FIELD_TOO_LONG', ead]],
    ['a retention code nobody knows', edit(ead, '<maintenance>01<', '<maintenance>99<'), ['FIELD_CODE', ead]],
    ['a language list with a stranger in it', edit(ead, '<language>01<', '<language>01;77<'), ['FIELD_CODE', ead]],
    ['a start after the end', edit(ead, /<startDate>[^<]*/, '<startDate>01/12/2001'), ['DATE_ORDER', ead]],
    ['a field twice', edit(ead, '<keyword>', '<keyword>a</keyword><keyword>'), ['FIELD_REPEATED', ead]],
    [
      'a field of another schema',
      edit(eadDoc(1), '<autograph/>', '<arcDocCode>1</arcDocCode>'),
      ['XML_SCHEMA', eadDoc(1), `${fileCode}.1`],
    ],
    [
      'the year of another dossier in docCode',
      edit(eadDoc(1), '2001.160.0000001', '1994.160.0000001'),
      ['DOC_CODE', eadDoc(1), `${fileCode}.1`],
    ],
    ['a document marked secret', edit(eadDoc(2), '<mode>01<', '<mode>03<'), ['SECRET', eadDoc(2), `${fileCode}.2`]],
    [
      'a retention that is not the dossier’s',
      edit(eadDoc(2), '<maintenance>01<', '<maintenance>03<'),
      ['NOT_INHERITED', eadDoc(2), `${fileCode}.2`],
    ],
    [
      'a document older than its dossier',
      edit(eadDoc(1), /<issuedDate>[^<]*/, '<issuedDate>01/01/1999'),
      ['DATE_OUTSIDE', eadDoc(1), `${fileCode}.1`],
    ],
    [
      'a description in NFD',
      edit(eadDoc(1), /<organName>[^<]*/, `<organName>${'phường Hà Tu'.normalize('NFD')}`),
      ['FIELD_NOT_NFC', eadDoc(1), `${fileCode}.1`],
    ],
    [
      'two documents with one id',
      edit(eadDoc(2), `<docId>${fileCode}.2<`, `<docId>${fileCode}.1<`),
      ['DOC_ID_DUPLICATE', eadDoc(2), `${fileCode}.1`],
    ],
  ];
  it.each(accidents)('%s', async (_, accident, expected) => {
    expect((await after(accident)).problems.map(brief)).toContainEqual(expected);
  });

  it('200 letters in NFD are 200 letters, not 400', async () => {
    const report = await after((files) =>
      editText(files, eadDoc(1), (text) => text.replace(/<subject>[^<]*/, `<subject>${'ế'.repeat(500).normalize('NFD')}`)),
    );
    expect(report.problems.map((one) => [one.code, one.data['field']])).toEqual([['FIELD_NOT_NFC', 'subject']]);
  });
});

describe('documents', () => {
  it('a page that got lost is named by its number', async () => {
    const report = await after(async (files) => void files.set(pdf(3), Buffer.from(await blankPdf(2, 'short'))));
    expect(report.problems).toMatchObject([
      { code: 'PDF_PAGES', document: `${fileCode}.3`, page: 3, data: { found: 2, declared: 3 } },
    ]);
    expect(report.pages).toBe(5);
  });

  it('a file that is no PDF', async () => {
    const report = await after((files) => void files.set(pdf(1), Buffer.from('GIF89a')));
    expect(report.problems.map(brief)).toEqual([['PDF_UNREADABLE', pdf(1), `${fileCode}.1`]]);
  });

  it('one document packed twice', async () => {
    const report = await after(async (files) => {
      const same = Buffer.from(await blankPdf(1, 'same'));
      files.set(pdf(1), same);
      files.set(pdf(2), same);
      for (const n of [1, 2])
        editText(files, eadDoc(n), (text) =>
          text.replace(/<numberOfPage>\d+/, '<numberOfPage>1').replace('<process/>', '<process />'),
        );
      editText(files, ead, (text) => text.replace('<numberOfPage>6<', '<numberOfPage>5<'));
    });
    expect(report.problems).toMatchObject([{ code: 'PDF_TWICE', document: `${fileCode}.2`, data: { other: `${fileCode}.1` } }]);
    expect(report.ok).toBe(true);
  });

  it('a PDF above the bound is not held in memory', async () => {
    const path = await putTogether(join(home, 'large.zip'), objid, original);
    const report = await judge(path, {
      limits: { pdfBytes: 500 },
      inspectDocument: () => Promise.reject(new Error('must not be called for large ones')),
    }).catch(String);
    expect(report).toContain('must not be called');
    const bounded = await judge(path, { limits: { pdfBytes: 100 } });
    expect(bounded.problems.map((one) => one.code)).toEqual(['PDF_TOO_LARGE', 'PDF_TOO_LARGE', 'PDF_TOO_LARGE']);
  });

  it.each([
    ['not PDF/A', { pdfa: null }, 'PDF_NOT_ARCHIVAL', 'error'],
    ['without a text layer', { hasText: false }, 'PDF_NO_TEXT', 'warning'],
    ['unsigned', { signed: false }, 'PDF_UNSIGNED', 'error'],
    ['signed and changed', { signatureValid: false }, 'PDF_SIGNATURE', 'error'],
    ['signed for practice', { practice: true }, 'PDF_PRACTICE_SIGNATURE', 'error'],
  ])('a document %s', async (_, facts, code, severity) => {
    const report = await judge(await putTogether(join(home, `${++made}.zip`), objid, original), {
      inspectDocument: async (bytes) => {
        const counted = await countPages(bytes);
        return counted.ok ? { ok: true, data: { ...counted.data, ...facts } } : counted;
      },
    });
    expect(report.problems.map((one) => [one.code, one.severity])).toEqual([1, 2, 3].map(() => [code, severity]));
  });
});

it('many accidents at once are all named in one run', async () => {
  const report = await after((files) => {
    files.delete(pdf(3));
    files.set('malware.bin', Buffer.from('x'));
    editText(files, ead, (text) =>
      text.replace('<totalDoc>3<', '<totalDoc>30<').replace(/<paperFileCode>[^<]*/, '<paperFileCode>'),
    );
    editText(files, eadDoc(1), (text) => text.replace(/<subject>[^<]*/, '<subject>').replace('<typeName>32<', '<typeName>77<'));
    editText(files, repMets, (text) => text.replace('RECORDSTATUS="NEW"', 'RECORDSTATUS="OLD"'));
  }, 'as it was');
  expect(new Set(report.problems.map((one) => one.code))).toEqual(
    new Set<ProblemCode>([
      'METS_VALUE',
      'FIELD_MISSING',
      'FIELD_CODE',
      'TOTAL_DOCUMENTS',
      'FILE_MISSING',
      'FILE_ORPHAN',
      'SIZE_MISMATCH',
      'CHECKSUM_MISMATCH',
    ]),
  );
});

it('a METS with ten thousand faults gives a report a person can still open', async () => {
  const report = await after((files) =>
    editText(files, repMets, (text) => text.replace('<amdSec', `${'<amdSec ID="x"/>'.repeat(10_000)}<amdSec`)),
  );
  expect(report.ok).toBe(false);
  expect(report.problems).toHaveLength(10_001);
  expect(report.problems.at(-1)?.code).toBe('TOO_MANY_PROBLEMS');
});
