import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  changedPage,
  firstPage,
  judgedBy,
  lastCms,
  lastRange,
  paper,
  signed,
  updated,
  withCms,
} from '../../../tests/fixtures/sign/papers.ts';
import { openssl, TestCa } from '../../../tests/fixtures/sign/pki.ts';
import type { Signer } from '../../main/stages/6-sign/drivers/signer.ts';
import { PdfDict, PdfName, PdfRef, PdfString } from '../pdf/objects.ts';
import type { PdfValue } from '../pdf/objects.ts';
import { verifyPdfSignatures } from './verify.ts';

let ca: TestCa;
let signer: Signer;
let original: Uint8Array;
let good: Buffer;
beforeAll(async () => {
  ca = new TestCa();
  ca.issue('rsa');
  ca.issue('twin', 'rsa', { key: 'rsa', serial: '0x4242' });
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

/** Puts other values into the signature dictionary by an incremental update, as a forger who cannot sign would. */
function forgedDictionary(bytes: Buffer, change: (dict: PdfDict) => Record<string, PdfValue>): Buffer {
  return updated(bytes, (pdf, update) => {
    const field = pdf.array(pdf.dict(pdf.catalog.get('AcroForm')).get('Fields')).at(-1) ?? null;
    const value = pdf.dict(field).get('V');
    if (value instanceof PdfRef) update.put(value, pdf.dict(value).with(change(pdf.dict(value))));
  });
}

/** The file signed again by OpenSSL over the same bytes. */
function resigned(name: string, bytes: Buffer, ...args: string[]): Buffer {
  writeFileSync(ca.file('covered.bin'), lastCms(bytes).covered);
  const key = ['-signer', ca.file(`${name}.pem`), '-inkey', ca.file('rsa.key')];
  return withCms(
    bytes,
    openssl('cms', '-sign', '-binary', '-nosmimecap', '-in', ca.file('covered.bin'), ...key, '-outform', 'DER', ...args),
  );
}

/** Overwrites text of the same length in place. */
function overwritten(bytes: Buffer, from: string, to: string): Buffer {
  const copy = Buffer.from(bytes);
  const at = copy.lastIndexOf(from);
  expect(at).toBeGreaterThan(0);
  expect(to).toHaveLength(from.length);
  copy.write(to, at, 'latin1');
  return copy;
}

describe('what was signed is what is there', () => {
  it('a file without signatures has no reports', async () => {
    expect(await reportsOf(original)).toEqual([]);
  });

  it('one changed byte of the page breaks it, for us and for poppler', async () => {
    const changed = overwritten(good, '595.276', '595.277');
    expect(await reportsOf(changed)).toMatchObject([{ valid: false, trusted: true, problems: ['SIGNATURE_CONTENT_CHANGED'] }]);
    expect(judgedBy('pdfsig', ['-nocert', 'FILE'], changed)).toContain('Digest Mismatch');
  });

  it('a changed date, name or stamp breaks it', async () => {
    for (const [from, to] of [
      ["+07'00'", "+08'00'"],
      ['/Rect', '/Wect'],
      ['/F 132', '/F 134'],
    ] as const) {
      expect((await reportsOf(overwritten(good, from, to)))[0]).toMatchObject({ valid: false });
    }
  });

  it('no single damaged byte anywhere passes as whole', async () => {
    const { gapStart, gapEnd } = lastRange(good);
    const passed: number[] = [];
    for (let at = 0; at < good.length; at += 23) {
      // Inside /Contents the unsigned parts of the CMS (another certificate of the chain, say) may change without harm to what was signed.
      if (at >= gapStart && at < gapEnd) continue;
      const damaged = Buffer.from(good);
      damaged[at] = (damaged[at] ?? 0) ^ 0x41;
      const reports = await verifyPdfSignatures(damaged, { trust: [ca.caPem] });
      if (reports.ok && reports.data.length > 0 && reports.data.every((report) => report.valid && report.changesAfter === 'none'))
        passed.push(at);
    }
    expect(passed).toEqual([]);
  });

  it('a truncated file is never whole', async () => {
    for (let cut = 1; cut < good.length; cut += 701) {
      const reports = await verifyPdfSignatures(good.subarray(0, good.length - cut), { trust: [ca.caPem] });
      if (reports.ok) expect(reports.data.some((report) => report.valid && report.coversWholeFile)).toBe(false);
      else expect(reports.error.code).toBe('SIGN_PDF_BROKEN');
    }
  });
});

describe('what was added afterwards', () => {
  it('a second signature is a signature', async () => {
    const twice = await signed(good, ca.open('twin'));
    expect((await reportsOf(twice)).map((report) => report.changesAfter)).toEqual(['signature', 'none']);
  });

  it('an appended page', async () => {
    const appended = updated(good, (pdf, update) => {
      const pages = pdf.catalog.get('Pages');
      if (!(pages instanceof PdfRef)) return;
      const page = update.add(firstPage(pdf).dict);
      update.put(pages, pdf.dict(pages).with({ Kids: [...pdf.array(pdf.dict(pages).get('Kids')), page], Count: 3 }));
    });
    expect(await reportsOf(appended)).toMatchObject([
      { valid: true, coversWholeFile: false, changesAfter: 'other', problems: ['SIGNATURE_CHANGED_AFTER'] },
    ]);
  });

  it('replaced page content, also beside an honest second signature', async () => {
    const replaced = changedPage(good, (_, update) => ({ Contents: update.addStream({}, Buffer.from('BT ET')) }));
    expect((await reportsOf(replaced))[0]).toMatchObject({ changesAfter: 'other' });
    expect((await reportsOf(await signed(replaced, signer))).map((report) => report.changesAfter)).toEqual(['other', 'none']);
  });

  it('content prepared before signing and given later (shadow attack by a reference to nothing)', async () => {
    const ghost = new PdfRef(4_000);
    const prepared = changedPage(original, (pdf) => ({ Contents: [firstPage(pdf).dict.get('Contents'), ghost].flat() }));
    const bait = await signed(prepared, signer);
    expect(await reportsOf(bait)).toMatchObject([{ valid: true, changesAfter: 'none' }]);
    const sprung = updated(bait, (_, update) => update.put(ghost, Buffer.from('<</Length 5>>\nstream\nBT ET\nendstream')));
    expect(await reportsOf(sprung)).toMatchObject([{ changesAfter: 'other' }]);
  });

  it.each([
    ['a filled form field', { FT: new PdfName('Tx'), V: new PdfString(Buffer.from('Tran Thi B')) }],
    ['a hidden stamp', { F: 2 }],
  ])('%s', async (_, keys) => {
    const changed = updated(good, (pdf, update) => {
      const annotation = pdf.array(firstPage(pdf).dict.get('Annots'))[0];
      if (annotation instanceof PdfRef) update.put(annotation, pdf.dict(annotation).with(keys));
    });
    expect(await reportsOf(changed)).toMatchObject([{ changesAfter: 'other' }]);
  });

  it('a note, or an unsigned signature field, laid over the page', async () => {
    for (const type of [
      { Subtype: new PdfName('FreeText') },
      { Subtype: new PdfName('Widget'), FT: new PdfName('Sig'), T: new PdfString(Buffer.from('x')) },
    ]) {
      const covered = updated(good, (pdf, update) => {
        const note = update.add(new PdfDict({ Type: new PdfName('Annot'), ...type, Rect: [0, 0, 600, 800] }));
        const { ref, dict } = firstPage(pdf);
        update.put(ref, dict.with({ Annots: [...pdf.array(dict.get('Annots')), note] }));
      });
      expect(await reportsOf(covered)).toMatchObject([{ changesAfter: 'other' }]);
    }
  });

  it('a removed signature leaves nothing to rely on', async () => {
    const removed = updated(good, (pdf, update) => {
      const root = pdf.xref.trailer.get('Root');
      if (root instanceof PdfRef) update.put(root, pdf.catalog.with({ AcroForm: null }));
    });
    expect(await reportsOf(removed)).toEqual([]);
  });

  it('rubbish behind the end, but not a line break', async () => {
    expect(await reportsOf(Buffer.concat([good, Buffer.from('\n9 0 obj\n<<>>\nendobj\n')]))).toMatchObject([
      { changesAfter: 'other', coversWholeFile: false },
    ]);
    expect(await reportsOf(Buffer.concat([good, Buffer.from('\r\n')]))).toMatchObject([
      { changesAfter: 'none', coversWholeFile: false },
    ]);
  });

  it('a revision signing tools write to the metadata alone is told apart', async () => {
    const dated = updated(good, (pdf, update) => {
      const info = pdf.xref.trailer.get('Info');
      if (info instanceof PdfRef) update.put(info, pdf.dict(info).with({ ModDate: new PdfString(Buffer.from('D:20300101')) }));
    });
    const twice = await signed(dated, signer);
    expect((await reportsOf(twice))[0]).toMatchObject({ changesAfter: 'signature', problems: ['SIGNATURE_METADATA_AFTER'] });
  });
});

describe('forged ranges', () => {
  const range = (...numbers: PdfValue[]) => ({ ByteRange: numbers });
  it.each([
    ['none', () => ({ ByteRange: null })],
    ['not starting at the first byte', (a: number, b: number, c: number) => range(10, a - 10, b, c)],
    ['a gap wider than /Contents', (a: number, b: number, c: number) => range(0, a, b + 100, c - 100)],
    ['overlapping', (a: number, b: number, c: number) => range(0, a + 50, b, c)],
    ['no gap at all', (_: number, b: number, c: number) => range(0, b, b, c)],
    ['beyond the file', (a: number, b: number) => range(0, a, b, 99_999_999)],
    ['negative', (a: number, b: number, c: number) => range(0, a, b, -c)],
    ['wrapping round', (a: number, b: number) => range(0, a, b, 2 ** 53)],
    ['not numbers', (a: number, b: number) => range(0, a, b, new PdfName('x'))],
    ['two numbers', (a: number) => range(0, a)],
    ['six numbers', (a: number, b: number, c: number) => range(0, a, b, c, 0, 0)],
    ['honest, but /Contents stands elsewhere (wrapping)', (a: number, b: number, c: number) => range(0, a, b, c)],
  ] as const)('%s', async (_, forge) => {
    const { gapStart, gapEnd, end } = lastRange(good);
    const forged = forgedDictionary(good, () => forge(gapStart, gapEnd, end - gapEnd) as Record<string, PdfValue>);
    const [report] = await reportsOf(forged);
    expect(report).toMatchObject({ valid: false, coversWholeFile: false, changesAfter: 'other' });
    expect(report?.problems).toContain('SIGNATURE_BYTE_RANGE');
  });

  it('/Contents twice in one dictionary', async () => {
    const doubled = overwritten(good, '/Type /Sig /Filter /Adobe.PPKLite', '/Contents <00> /Type/Sig/Filter/x');
    const [report] = await reportsOf(doubled);
    expect(report).toMatchObject({ valid: false });
    expect(report?.problems).toContain('SIGNATURE_BYTE_RANGE');
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a zero', Buffer.of(0)],
    ['no ASN.1', Buffer.from('signed, believe me')],
    ['a length of 4 GiB', Buffer.from('3084ffffffff', 'hex')],
    ['a thousand levels', Buffer.from('3080'.repeat(1000), 'hex')],
    ['another structure', Buffer.from('300b06092a864886f70d010701', 'hex')],
  ])('/Contents with %s', async (_, cms) => {
    expect(await reportsOf(withCms(good, cms))).toMatchObject([
      { valid: false, trusted: false, signer: '', problems: expect.arrayContaining(['SIGNATURE_MALFORMED']) },
    ]);
  });

  it('something hidden behind the CMS in /Contents', async () => {
    const shorter = resigned('rsa', good, '-cades', '-md', 'sha256');
    expect(await reportsOf(shorter)).toMatchObject([{ valid: true }]);
    shorter.write('ff', lastRange(shorter).gapEnd - 3, 'latin1');
    expect(await reportsOf(shorter)).toMatchObject([{ valid: false, problems: ['SIGNATURE_MALFORMED'] }]);
  });
});

describe('cryptography', () => {
  it('a CAdES signature made by OpenSSL is accepted', async () => {
    expect(await reportsOf(resigned('rsa', good, '-cades', '-md', 'sha384'))).toMatchObject([
      { valid: true, trusted: true, level: 'B-B', digestAlgorithm: 'sha384', problems: [] },
    ]);
  });

  it('RSA-PSS is accepted', async () => {
    expect(await reportsOf(resigned('rsa', good, '-cades', '-md', 'sha256', '-keyopt', 'rsa_padding_mode:pss'))).toMatchObject([
      { valid: true, trusted: true, problems: [] },
    ]);
  });

  it('the older adbe.pkcs7.detached is accepted, without a PAdES level', async () => {
    const older = resigned('rsa', overwritten(good, 'ETSI.CAdES.detached', 'adbe.pkcs7.detached'), '-md', 'sha256');
    expect(await reportsOf(older)).toMatchObject([
      { valid: true, trusted: true, level: null, subFilter: 'adbe.pkcs7.detached', problems: [] },
    ]);
    expect(judgedBy('pdfsig', ['-nocert', 'FILE'], older)).toContain('Signature is Valid');
  });

  it('without signing-certificate it is no PAdES signature', async () => {
    expect(await reportsOf(resigned('rsa', good, '-md', 'sha256'))).toMatchObject([
      { valid: false, level: null, problems: ['SIGNATURE_CERTIFICATE_MISMATCH'] },
    ]);
  });

  it.each(['sha1', 'md5'])('%s is named and never trusted', async (digest) => {
    const weak = resigned('rsa', overwritten(good, 'ETSI.CAdES.detached', 'adbe.pkcs7.detached'), '-md', digest);
    expect(await reportsOf(weak)).toMatchObject([
      { valid: true, trusted: false, digestAlgorithm: digest, problems: ['SIGNATURE_WEAK_DIGEST'] },
    ]);
  });

  it('another certificate of the same issuer and serial number put in its place', async () => {
    ca.issue('swap', 'rsa', { key: 'rsa', commonName: 'Người ký rsa', serial: `0x${signer.serial}`, days: 366 });
    const theirs = openssl('x509', '-in', ca.file('swap.pem'), '-outform', 'DER');
    expect(theirs).toHaveLength(signer.certificate.length);
    const swapped = lastCms(good).cms;
    theirs.copy(swapped, swapped.indexOf(signer.certificate));
    expect(await reportsOf(withCms(good, swapped))).toMatchObject([
      { valid: false, problems: ['SIGNATURE_CERTIFICATE_MISMATCH'] },
    ]);
  });
});
