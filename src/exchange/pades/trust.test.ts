import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgedBy, lastCms, paper, signed, soon, withCms } from '../../../tests/fixtures/sign/papers.ts';
import { TestCa } from '../../../tests/fixtures/sign/pki.ts';
import type { Signer } from '../../main/stages/6-sign/drivers/signer.ts';
import { makePracticeIdentity } from '../../main/stages/6-sign/index.ts';
import { parseSignedData } from './cms.ts';
import { oid } from './oids.ts';
import { verifyPdfSignatures } from './verify.ts';

let ca: TestCa;
let signer: Signer;
let original: Uint8Array;
let good: Buffer;
beforeAll(async () => {
  ca = new TestCa();
  ca.issue('rsa');
  signer = ca.open('rsa');
  original = await paper({ form: true });
  good = await signed(original, signer);
});
afterAll(() => ca.remove());

async function reportsOf(pdf: Uint8Array, at?: Date) {
  const reports = await verifyPdfSignatures(pdf, { trust: [ca.caPem], ...(at === undefined ? {} : { at }) });
  if (!reports.ok) throw new Error(reports.error.code);
  return reports.data;
}

describe('trust', () => {
  it('no anchor, or another CA of the same name', async () => {
    const other = new TestCa();
    for (const trust of [[], [other.caPem]]) {
      const reports = await verifyPdfSignatures(good, { trust });
      expect(reports).toMatchObject({ ok: true, data: [{ valid: true, trusted: false, problems: ['SIGNATURE_UNTRUSTED'] }] });
    }
    other.remove();
  });

  it('the signer itself as anchor, in DER', async () => {
    expect(await verifyPdfSignatures(good, { trust: [signer.certificate] })).toMatchObject({ data: [{ trusted: true }] });
  });

  it('judged after its certificate ended, and before it began', async () => {
    expect(await reportsOf(good, new Date(soon.getTime() + 400 * 86_400_000))).toMatchObject([
      { valid: true, trusted: false, problems: ['SIGNATURE_CERT_EXPIRED'] },
    ]);
    expect(await reportsOf(good, new Date('2001-01-01'))).toMatchObject([
      { trusted: false, problems: ['SIGNATURE_CERT_NOT_YET_VALID'] },
    ]);
  });

  it('a certificate that was not issued by a CA', async () => {
    const chain = new TestCa('Sub CA');
    chain.issue('leaf');
    writeFileSync(chain.file('ca.key'), readFileSync(chain.file('leaf.key')));
    writeFileSync(chain.caFile, readFileSync(chain.file('leaf.pem')));
    chain.issue('grandchild');
    const pdf = await signed(original, chain.open('grandchild'));
    expect(await verifyPdfSignatures(pdf, { trust: [chain.caPem] })).toMatchObject({
      data: [{ valid: true, trusted: false, problems: ['SIGNATURE_UNTRUSTED'] }],
    });
    chain.remove();
  });

  it('a certificate with an extension that cannot be read', async () => {
    const { cms } = lastCms(good);
    // KeyUsage (2.5.29.15), critical: its BIT STRING becomes another type.
    const usage = cms.indexOf(Buffer.from('0603551d0f0101ff04040302', 'hex'), cms.indexOf(signer.certificate)) + 10;
    cms[usage] = 0x04;
    const [report] = await reportsOf(withCms(good, cms));
    expect(report).toMatchObject({ valid: false, trusted: false });
    expect(report?.problems).toContain('SIGNATURE_UNTRUSTED');
  });

  it('a practice signature says so even where its CA is trusted', async () => {
    const practice = await makePracticeIdentity(ca.file('practice'), 'Hà An');
    if (!practice.ok) throw new Error(practice.error.code);
    const pdf = await signed(original, practice.data.signer);
    expect(await verifyPdfSignatures(pdf, { trust: [practice.data.caPem] })).toMatchObject({
      data: [{ valid: true, trusted: true, practice: true }],
    });
    expect(await reportsOf(pdf)).toMatchObject([
      { trusted: false, practice: true, problems: ['SIGNATURE_UNTRUSTED', 'SIGNATURE_PRACTICE'] },
    ]);
  });

  it('an anchor that is no certificate', async () => {
    for (const trust of ['rubbish', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----']) {
      expect(await verifyPdfSignatures(good, { trust: [trust] })).toMatchObject({
        ok: false,
        error: { code: 'TRUST_ANCHOR_UNREADABLE' },
      });
    }
  });
});

describe('time stamps made by another program (pyHanko, with its own authority)', () => {
  const fixture = (name: string) => readFileSync(new URL(`../../../tests/fixtures/sign/${name}`, import.meta.url));
  const trust = [fixture('b-root.pem')];

  it('B-T: the authority’s time counts, not the signer’s', async () => {
    expect(await verifyPdfSignatures(fixture('b-t.pdf'), { trust })).toMatchObject({
      data: [
        {
          valid: true,
          trusted: true,
          level: 'B-T',
          timestamp: expect.stringMatching(/^2026-11-23T15:15:54/),
          coversWholeFile: true,
          problems: [],
        },
      ],
    });
  });

  it('B-LTA: a store of revocations and a stamp over the whole document', async () => {
    expect(await verifyPdfSignatures(fixture('b-lta.pdf'), { trust })).toMatchObject({
      data: [
        { field: 'Sig1', valid: true, trusted: true, level: 'B-LTA', changesAfter: 'signature', problems: [] },
        {
          signer: 'Test TSA',
          valid: true,
          trusted: true,
          level: null,
          subFilter: 'ETSI.RFC3161',
          changesAfter: 'signature',
          problems: [],
        },
      ],
    });
  });

  it('an authority nobody trusts gives no time', async () => {
    expect(await verifyPdfSignatures(fixture('b-t.pdf'), { trust: [] })).toMatchObject({
      data: [
        {
          valid: true,
          trusted: false,
          level: 'B-B',
          timestamp: null,
          problems: expect.arrayContaining(['SIGNATURE_TIMESTAMP_WRONG']),
        },
      ],
    });
  });

  it('a token whose time, imprint or signature was touched gives no time', async () => {
    const stamped = fixture('b-t.pdf');
    const { cms } = lastCms(stamped);
    const token = parseSignedData(parseSignedData(cms).unsigned.get(oid.timestampToken)?.[0]?.raw ?? cms);
    const info = cms.indexOf(token.content ?? cms);
    const places = [cms.indexOf('20261123', info), info + 60, cms.indexOf(token.signature) + 9];
    for (const at of places) {
      const touched = Buffer.from(cms);
      touched[at] = (touched[at] ?? 0) ^ 1;
      expect(await verifyPdfSignatures(withCms(stamped, touched), { trust })).toMatchObject({
        data: [{ valid: true, level: 'B-B', timestamp: null, problems: ['SIGNATURE_TIMESTAMP_WRONG'] }],
      });
    }
  });

  it('our signature behind theirs leaves theirs as they were', async () => {
    const ours = await signed(fixture('b-lta.pdf'), signer);
    expect(await verifyPdfSignatures(ours, { trust: [...trust, ca.caPem] })).toMatchObject({
      data: [
        { valid: true, trusted: true, level: 'B-LTA', changesAfter: 'signature' },
        { valid: true, trusted: true, changesAfter: 'signature' },
        { valid: true, trusted: true, level: 'B-B', changesAfter: 'none', coversWholeFile: true },
      ],
    });
    expect(judgedBy('qpdf', ['--check', 'FILE'], ours)).toContain('No syntax or stream encoding errors');
  });
});
