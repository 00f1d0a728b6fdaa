/** The package room with the real rooms behind it: documents composed and signed here, judged by what is in the files. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentToPack } from '../../../src/contract/artefacts.ts';
import { Sha256 } from '../../../src/contract/vocabulary.ts';
import { documentInspector } from '../../../src/exchange/sip/document-check.ts';
import { PackageReport } from '../../../src/exchange/sip/report.ts';
import { validatePackage } from '../../../src/exchange/sip/validate.ts';
import { Vault } from '../../../src/main/engine/vault/vault.ts';
import { compose } from '../../../src/main/stages/5-compose/index.ts';
import { makePracticeIdentity, signPdf } from '../../../src/main/stages/6-sign/index.ts';
import { packageDossier, type DossierToPack } from '../../../src/main/stages/8-package/index.ts';
import { addPage, documentOf } from '../../fixtures/pdf/pages.ts';
import { blankPdf, fileCode, objid, sampleDossier } from '../../fixtures/sip/dossier.ts';
import { putTogether, reseal, takeApart } from '../../fixtures/sip/tamper.ts';

let home: string;
let blobs: Vault;
let caPem: string;
let composed: Buffer;
let signed: Buffer;
const quiet = { signal: new AbortController().signal, report: () => undefined };

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'tram-real-'));
  blobs = await Vault.open(join(home, 'vault'));
  const pages = [
    await addPage(blobs, { dpi: 300, width: 1240, height: 1754 }),
    await addPage(blobs, { dpi: 300, width: 1240, height: 1754 }),
  ];
  const made = await compose.run(compose.input.parse(documentOf(pages)), {
    ...quiet,
    blobs,
    settings: compose.settings.parse({}),
  });
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  composed = await blobs.read(made.data.pdf);
  const identity = await makePracticeIdentity(join(home, 'keys'), 'UBND phường Hà Tu');
  if (!identity.ok) throw new Error(identity.error.code);
  caPem = identity.data.caPem;
  const stamped = await signPdf(composed, identity.data.signer, {
    profile: 'ARCHIVE_TT05',
    agencyName: 'UBND phường Hà Tu',
    at: new Date(Date.now() + 60_000),
  });
  if (!stamped.ok) throw new Error(JSON.stringify(stamped.error));
  signed = Buffer.from(stamped.data.pdf);
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** A dossier of one document of two pages. */
async function dossierOf(
  pdf: Uint8Array,
  change: Partial<DossierToPack> = {},
  document: Partial<DocumentToPack> = {},
): Promise<DossierToPack> {
  const sample = await sampleDossier(blobs, [2]);
  const documents = sample.documents.map((one) => ({ ...one, ...document, bytes: pdf.length }));
  documents[0]!.pdf = await blobs.put(pdf);
  return { ...sample, recordStatus: 'TEST', ...change, documents };
}
const pack = (dossier: DossierToPack, settings: { requireSignature?: boolean; trust?: string[] } = {}) =>
  packageDossier.run(dossier, { ...quiet, blobs, settings: packageDossier.settings.parse(settings) });

async function problemsOf(dossier: DossierToPack, settings = {}): Promise<unknown[]> {
  const result = await pack(dossier, settings);
  if (result.ok) return [];
  const report = PackageReport.parse(JSON.parse((await blobs.read(Sha256.parse(result.error.data['report']))).toString('utf8')));
  return report.problems.map((one) => [one.code, one.severity, one.data['fault'] ?? null]);
}

describe('documents composed and signed on this station', () => {
  it('make a practice package that holds, the CA named or not', async () => {
    const dossier = await dossierOf(signed);
    const sealed = await pack(dossier);
    expect(sealed).toMatchObject({ ok: true, data: { documents: 1, pages: 2 } });
    expect(await pack(dossier, { trust: [caPem] })).toEqual(sealed);
    if (!sealed.ok) return;
    const again = await validatePackage(blobs.path(sealed.data.zip), { inspectDocument: documentInspector({ trust: [caPem] }) });
    expect(again).toMatchObject({ ok: true, data: { ok: true, recordStatus: 'TEST', problems: [] } });
  });

  it('can never be packed for real with a practice key', async () => {
    expect(await problemsOf(await dossierOf(signed, { recordStatus: 'NEW' }))).toEqual([
      ['PDF_PRACTICE_SIGNATURE', 'error', null],
    ]);
  });

  it('may go unsigned only where no signature was asked for', async () => {
    expect(await problemsOf(await dossierOf(composed))).toEqual([['PDF_UNSIGNED', 'error', null]]);
    expect(await pack(await dossierOf(composed), { requireSignature: false })).toMatchObject({ ok: true });
  });

  it('are believed by their signature, not by METS: a byte changed and every checksum put right', async () => {
    const sealed = await pack(await dossierOf(signed));
    if (!sealed.ok) throw new Error(sealed.error.code);
    const { files } = await takeApart(blobs.path(sealed.data.zip));
    const path = `representations/rep1/data/${fileCode}.1.pdf`;
    const pdf = Buffer.from(files.get(path) ?? '');
    const at = pdf.indexOf('stream') + 200;
    pdf.writeUInt8(pdf.readUInt8(at) ^ 1, at);
    files.set(path, pdf);
    reseal(files);
    const report = await validatePackage(await putTogether(join(home, 'forged.zip'), objid, files), {
      inspectDocument: documentInspector({ trust: [] }),
    });
    expect(report).toMatchObject({ ok: true, data: { ok: false } });
    expect(report.ok && report.data.problems.map((one) => [one.code, one.document])).toContainEqual([
      'PDF_SIGNATURE',
      `${fileCode}.1`,
    ]);
  });
});

describe('documents from elsewhere', () => {
  it('a scan that is no PDF/A stops the package; a signed original is taken as its author made it', async () => {
    const plain = await blankPdf(2, 'plain');
    const settings = { requireSignature: false };
    const faults = await problemsOf(await dossierOf(plain), settings);
    expect(faults).toContainEqual(['PDF_NOT_ARCHIVAL', 'error', null]);
    expect(faults).toContainEqual(['PDF_FAULT', 'error', 'no-output-intent']);
    expect(await pack(await dossierOf(plain, {}, { bornDigital: true }), settings)).toMatchObject({ ok: true });
  });
});
