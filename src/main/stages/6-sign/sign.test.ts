import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  agencyName,
  changedPage,
  firstPage,
  judgedBy,
  lastCms,
  paper,
  signed,
  soon,
  updated,
} from '../../../../tests/fixtures/sign/papers.ts';
import type { PaperOptions } from '../../../../tests/fixtures/sign/papers.ts';
import { TestCa } from '../../../../tests/fixtures/sign/pki.ts';
import { Instant } from '../../../contract/vocabulary.ts';
import { PdfDict, PdfName, PdfRef } from '../../../exchange/pdf/objects.ts';
import { verifyPdfSignatures } from '../../../exchange/pades/verify.ts';
import { Vault } from '../../engine/vault/vault.ts';
import type { Signer } from './drivers/signer.ts';
import { makePracticeIdentity, sign, signPdf } from './index.ts';

let ca: TestCa;
let folder: string;
let rsa: Signer;
let ec: Signer;
beforeAll(async () => {
  ca = new TestCa();
  for (const kind of ['rsa', 'ec', 'ec384'] as const) ca.issue(kind, kind);
  rsa = ca.open('rsa');
  ec = ca.open('ec');
  folder = await mkdtemp(join(tmpdir(), 'tram-sign-'));
});
afterAll(async () => {
  ca.remove();
  await rm(folder, { recursive: true, force: true });
});

const options = { profile: 'ARCHIVE_TT05', agencyName, at: soon } as const;

async function reportsOf(pdf: Uint8Array) {
  const reports = await verifyPdfSignatures(pdf, { trust: [ca.caPem] });
  if (!reports.ok) throw new Error(reports.error.code);
  return reports.data;
}

/** `2026-06-12 11:45:37` in Vietnam, by another hand than ours. */
const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short', timeStyle: 'medium' });

/** `openssl cms -verify` of the last signature: throws when it does not hold. */
async function opensslVerifies(pdf: Buffer) {
  const { cms, covered } = lastCms(pdf);
  await writeFile(join(folder, 'cms.der'), cms);
  await writeFile(join(folder, 'covered.bin'), covered);
  const files = [
    '-in',
    join(folder, 'cms.der'),
    '-content',
    join(folder, 'covered.bin'),
    '-CAfile',
    ca.caFile,
    '-out',
    join(folder, 'out.bin'),
  ];
  execFileSync('openssl', ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-purpose', 'any', ...files], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

describe('every judge accepts the signature', () => {
  const papers: Record<string, PaperOptions> = {
    'classic cross-reference': {},
    'object streams': { objectStreams: true },
    'an existing form': { form: true },
    'an existing form in object streams': { form: true, objectStreams: true },
    rotated: { rotate: 90 },
  };
  it.each(Object.entries(papers))('%s', async (_, kind) => {
    const original = await paper(kind);
    const pdf = await signed(original, rsa);
    expect(Buffer.compare(pdf.subarray(0, original.length), original)).toBe(0);
    const pdfsig = judgedBy('pdfsig', ['-nocert', 'FILE'], pdf);
    expect(pdfsig).toContain('Signature is Valid');
    expect(pdfsig).toContain('Total document signed');
    expect(pdfsig).toContain('ETSI.CAdES.detached');
    expect(judgedBy('qpdf', ['--check', 'FILE'], pdf)).toContain('No syntax or stream encoding errors');
    await opensslVerifies(pdf);
    expect(await reportsOf(pdf)).toMatchObject([
      {
        valid: true,
        trusted: true,
        practice: false,
        level: 'B-B',
        coversWholeFile: true,
        changesAfter: 'none',
        digestAlgorithm: 'sha256',
        problems: [],
      },
    ]);
  });

  it.each([
    ['ec', 'sha256'],
    ['ec384', 'sha384'],
    ['rsa', 'sha512'],
  ] as const)('key %s with %s', async (key, digest) => {
    const pdf = await signed(await paper(), ca.open(key), { digest });
    expect(judgedBy('pdfsig', ['-nocert', 'FILE'], pdf)).toContain('Signature is Valid');
    await opensslVerifies(pdf);
    expect(await reportsOf(pdf)).toMatchObject([{ valid: true, trusted: true, digestAlgorithm: digest, problems: [] }]);
  });

  it('lists of annotations and fields that are objects of their own', async () => {
    const apart = changedPage(await paper({ form: true }), (pdf, update) => {
      const form = pdf.dict(pdf.catalog.get('AcroForm'));
      const root = pdf.xref.trailer.get('Root');
      const own = update.add(form.with({ Fields: update.add(form.get('Fields')) }));
      if (root instanceof PdfRef) update.put(root, pdf.catalog.with({ AcroForm: own }));
      return { Annots: update.add(firstPage(pdf).dict.get('Annots')) };
    });
    const twice = await signed(await signed(apart, rsa), ec);
    expect(judgedBy('pdfsig', ['-nocert', 'FILE'], twice).match(/Signature is Valid/g)).toHaveLength(2);
    expect((await reportsOf(twice)).map(({ valid, changesAfter }) => [valid, changesAfter])).toEqual([
      [true, 'signature'],
      [true, 'none'],
    ]);
  });

  it('the CMS says nothing about time', async () => {
    const { cms } = lastCms(await signed(await paper(), rsa));
    await writeFile(join(folder, 'time.der'), cms);
    const printed = execFileSync('openssl', ['cms', '-cmsout', '-print', '-inform', 'DER', '-in', join(folder, 'time.der')], {
      encoding: 'utf8',
    });
    expect(printed).toContain('id-smime-aa-signingCertificateV2');
    expect(printed).not.toContain('signingTime');
  });
});

describe('a second signature', () => {
  it.each([false, true])('keeps the first one valid (object streams: %s)', async (objectStreams) => {
    const once = await signed(await paper({ objectStreams }), rsa);
    const twice = await signed(once, ec, { profile: 'TTHC_SCAN' });
    expect(Buffer.compare(twice.subarray(0, once.length), once)).toBe(0);
    expect(judgedBy('pdfsig', ['-nocert', 'FILE'], twice).match(/Signature is Valid/g)).toHaveLength(2);
    expect(judgedBy('qpdf', ['--check', 'FILE'], twice)).toContain('No syntax or stream encoding errors');
    expect(await reportsOf(twice)).toMatchObject([
      { field: 'Signature1', valid: true, trusted: true, coversWholeFile: false, changesAfter: 'signature', problems: [] },
      { field: 'Signature2', valid: true, trusted: true, coversWholeFile: true, changesAfter: 'none', problems: [] },
    ]);
  });

  it('never lies over the first one, however many there are', async () => {
    let pdf: Uint8Array = await paper();
    for (let i = 0; i < 6; i++) pdf = await signed(pdf, ec);
    const rects = Array.from(
      Buffer.from(pdf)
        .toString('latin1')
        .matchAll(/\/FT \/Sig .*?\/Rect \[([^\]]+)\]/g),
      ([, rect]) => rect?.split(' ').map(Number) ?? [],
    );
    expect(rects).toHaveLength(6);
    for (const [i, a] of rects.entries()) {
      for (const b of rects.slice(i + 1)) {
        const apart = a[0]! >= b[2]! || b[0]! >= a[2]! || a[1]! >= b[3]! || b[1]! >= a[3]!;
        expect(apart).toBe(true);
      }
    }
  });

  it('cannot take the name of the first one', async () => {
    const once = await signed(await paper(), ec, { fieldName: 'Van_thu' });
    expect(await signPdf(once, ec, { ...options, fieldName: 'Van_thu' })).toMatchObject({
      ok: false,
      error: { code: 'SIGN_FIELD_TAKEN' },
    });
  });
});

describe('the stamp', () => {
  const sheets: Record<string, PaperOptions> = {
    A4: {},
    'A4 turned 90': { rotate: 90 },
    'A4 turned 180': { rotate: 180 },
    'A4 turned 270': { rotate: 270 },
    'A4 turned -90': { rotate: -90 },
    'A3 landscape': { size: [1190.55, 841.89] },
    'cropped away from the origin': { crop: [100, 150, 400, 500] },
    'cropped and turned': { crop: [100, 150, 400, 500], rotate: 270 },
    'a receipt 60 mm wide': { size: [170, 400] },
    'a tiny card': { size: [90, 60] },
  };
  it.each(Object.entries(sheets))('stands upright at the top right of %s', async (_, sheet) => {
    const pdf = await signed(await paper(sheet), ec, { at: soon });
    const box = judgedBy('pdftotext', ['-bbox', '-cropbox', '-l', '1', 'FILE', '-'], pdf);
    const [, ...size] = (/<page width="([\d.]+)" height="([\d.]+)"/.exec(box) ?? []).map(Number);
    // Words come as the reader sees them, the page's size as it lies in the file.
    const [width, height] = (sheet.rotate ?? 0) % 180 === 0 ? size : size.toReversed();
    const words = Array.from(
      box.matchAll(/xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]+)</g),
      ([, x0, y0, x1, y1, text]) => ({
        box: [x0, y0, x1, y1].map(Number) as [number, number, number, number],
        text,
      }),
    ).filter(({ text }) => text !== 'p1');
    expect(words.map(({ text }) => text).join(' ')).toBe(
      `${agencyName} Thời gian ký: ${clock.format(soon).replace(' ', 'T')}+07:00`,
    );
    for (const {
      box: [x0, y0, x1, y1],
    } of words) {
      expect(x0).toBeGreaterThanOrEqual(0);
      expect(x1).toBeLessThanOrEqual(width!);
      expect(y0).toBeGreaterThanOrEqual(0);
      expect(y1).toBeLessThanOrEqual(Math.max(height! / 2, 45));
    }
    const right = Math.max(...words.map(({ box: [, , x1] }) => x1));
    expect(width! - right).toBeLessThanOrEqual(13);
  });

  it('is Times-metric, embedded, size 10, black and has no image', async () => {
    const pdf = await signed(await paper(), ec);
    const fonts = judgedBy('pdffonts', ['FILE'], pdf);
    expect(fonts).toMatch(/[A-Z]{6}\+LiberationSerif\s+CID TrueType\s+Identity-H\s+yes yes yes/);
    const text = pdf.toString('latin1');
    expect(text).toContain('0 g BT /F1 10 Tf');
    expect(judgedBy('pdfimages', ['-list', 'FILE'], pdf).trim().split('\n')).toHaveLength(2);
  });

  it('stands top left for the person who scanned, with the name in the certificate', async () => {
    const pdf = await signed(await paper(), ec, { profile: 'TTHC_SCAN' });
    const text = judgedBy('pdftotext', ['-x', '0', '-y', '0', '-W', '300', '-H', '60', '-r', '72', '-l', '1', 'FILE', '-'], pdf);
    expect(text).toContain('Người sao chụp: Người ký ec');
  });

  it('of a practice certificate says LUYỆN TẬP in every profile, whoever calls', async () => {
    const practice = await makePracticeIdentity(join(folder, 'practice'), agencyName);
    if (!practice.ok) throw new Error(practice.error.code);
    for (const profile of ['ARCHIVE_TT05', 'TTHC_SCAN', 'SAO_Y_ND30', 'ANNEX_ND30'] as const) {
      const pdf = await signed(await paper(), practice.data.signer, { profile, notation: '12/QĐ-UBND' });
      expect(judgedBy('pdftotext', ['-l', '1', 'FILE', '-'], pdf)).toContain('LUYỆN TẬP — không có giá trị pháp lý');
      expect(await reportsOf(pdf)).toMatchObject([
        { valid: true, trusted: false, practice: true, problems: ['SIGNATURE_UNTRUSTED', 'SIGNATURE_PRACTICE'] },
      ]);
    }
  });

  it('refuses a name its font cannot write, and a profile without its facts', async () => {
    expect(await signPdf(await paper(), ec, { ...options, agencyName: 'Hà An 漢' })).toMatchObject({
      error: { code: 'SIGN_STAMP_CHARACTER', data: { character: '漢' } },
    });
    expect(await signPdf(await paper(), ec, { ...options, profile: 'ANNEX_ND30' })).toMatchObject({
      error: { code: 'SIGN_STAMP_INCOMPLETE' },
    });
  });

  it('refuses a page too small to be read', async () => {
    expect(await signPdf(await paper({ size: [20, 20] }), ec, options)).toMatchObject({ error: { code: 'SIGN_STAMP_NO_ROOM' } });
  });
});

describe('bad files get a clear answer', () => {
  it('encrypted', async () => {
    const encrypted = join(folder, 'encrypted.pdf');
    await writeFile(join(folder, 'plain.pdf'), await paper());
    execFileSync('qpdf', ['--encrypt', 'a', 'b', '256', '--', join(folder, 'plain.pdf'), encrypted]);
    expect(await signPdf(await readFile(encrypted), ec, options)).toMatchObject({ error: { code: 'SIGN_PDF_ENCRYPTED' } });
  });

  it('truncated at any tenth', async () => {
    const whole = await paper({ objectStreams: true });
    for (let tenth = 0; tenth < 10; tenth++) {
      const result = await signPdf(whole.subarray(0, Math.floor((whole.length * tenth) / 10)), ec, options);
      expect(result).toMatchObject({ error: { code: 'SIGN_PDF_BROKEN' } });
    }
  });

  it('no page', async () => {
    const empty = updated(await paper(), (pdf, update) => {
      const pages = pdf.catalog.get('Pages');
      if (pages instanceof PdfRef) update.put(pages, pdf.dict(pages).with({ Kids: [], Count: 0 }));
    });
    expect(await signPdf(empty, ec, options)).toMatchObject({ error: { code: 'SIGN_PDF_NO_PAGE' } });
  });

  it('locked by a certification (DocMDP P=1)', async () => {
    const locked = updated(await signed(await paper(), ec), (pdf, update) => {
      const field = pdf.array(pdf.dict(pdf.catalog.get('AcroForm')).get('Fields'))[0] ?? null;
      const value = pdf.dict(field).get('V');
      const transform = new PdfDict({
        TransformMethod: new PdfName('DocMDP'),
        TransformParams: new PdfDict({ Type: new PdfName('TransformParams'), P: 1 }),
      });
      if (value instanceof PdfRef) update.put(value, pdf.dict(value).with({ Reference: [transform] }));
    });
    expect(await signPdf(locked, ec, options)).toMatchObject({ error: { code: 'SIGN_PDF_LOCKED' } });
  });

  it('a signature before the certificate begins or after it ends', async () => {
    expect(await signPdf(await paper(), ec, { ...options, at: new Date('2001-01-01') })).toMatchObject({
      error: { code: 'SIGNER_CERT_NOT_YET_VALID' },
    });
    expect(await signPdf(await paper(), ec, { ...options, at: new Date('2101-01-01') })).toMatchObject({
      error: { code: 'SIGNER_CERT_EXPIRED' },
    });
  });
});

describe('the step', () => {
  const at = Instant.parse(`${clock.format(soon).replace(' ', 'T')}.690+07:00`);
  const context = (blobs: Vault, signerSerial: string) => ({
    settings: sign(rsa).settings.parse({ agencyName, signerSerial }),
    blobs,
    signal: new AbortController().signal,
    report: () => undefined,
  });

  it('gives the same document for the same input', async () => {
    const vault = await Vault.open(join(folder, 'vault-same'));
    const pdf = await vault.put(await paper({ pages: 3 }));
    const first = await sign(rsa).run({ pdf, at }, context(vault, rsa.serial));
    const second = await sign(rsa).run({ pdf, at }, context(vault, rsa.serial));
    expect(first).toMatchObject({
      ok: true,
      data: { pages: 3, level: 'B-B', signer: 'Người ký rsa', serial: rsa.serial, signedAt: at },
    });
    expect(second).toEqual(first);
    expect(await vault.intact(pdf)).toBe(true);
  });

  it('refuses another key than the work was given to', async () => {
    const vault = await Vault.open(join(folder, 'vault-key'));
    const pdf = await vault.put(await paper());
    expect(await sign(ec).run({ pdf, at }, context(vault, rsa.serial))).toMatchObject({
      error: { code: 'SIGNER_CHANGED', data: { expected: rsa.serial } },
    });
  });

  it('puts nothing into the vault when the key signs wrongly', async () => {
    const vault = await Vault.open(join(folder, 'vault-wrong'));
    const pdf = await vault.put(await paper());
    const liar: Signer = { ...rsa, sign: (tbs, digest) => ca.open('rsa').sign(tbs.subarray(1), digest) };
    expect(await sign(liar).run({ pdf, at }, context(vault, rsa.serial))).toMatchObject({
      error: { code: 'SIGN_CHECK_FAILED', data: { problem: 'SIGNATURE_WRONG' } },
    });
    const shelves = (await readdir(join(folder, 'vault-wrong'))).filter((name) => name !== 'temp');
    expect(shelves).toHaveLength(1);
  });

  it('says so when the session was closed', async () => {
    const closed = ca.open('ec');
    await closed.close();
    expect(await signPdf(await paper(), closed, options)).toMatchObject({ error: { code: 'SIGNER_CLOSED' } });
  });

  it('killed while the key is at work leaves the original and nothing else', async () => {
    const vault = await Vault.open(join(folder, 'vault-killed'));
    const pdf = await vault.put(await paper());
    const script = join(folder, 'killed.ts');
    const from = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
    await writeFile(
      script,
      `import { readFileSync } from 'node:fs';
       import { Vault } from ${from('../../engine/vault/vault.ts')};
       import { openPkcs12, sign } from ${from('./index.ts')};
       const opened = openPkcs12(readFileSync(${JSON.stringify(ca.file('rsa.p12'))}), 'mật khẩu 123');
       if (!opened.ok) throw new Error(opened.error.code);
       const slow = { ...opened.data, sign: () => { console.log('signing'); return new Promise(() => setInterval(() => {}, 1000)); } };
       const step = sign(slow);
       await step.run({ pdf: ${JSON.stringify(pdf)}, at: ${JSON.stringify(at)} }, {
         settings: step.settings.parse({ agencyName: 'Hà An', signerSerial: slow.serial }),
         blobs: await Vault.open(${JSON.stringify(join(folder, 'vault-killed'))}), signal: new AbortController().signal, report: () => {},
       });`,
    );
    const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const names = await readdir(join(folder, 'vault-killed'), { recursive: true });
    expect(names.filter((name) => /[0-9a-f]{64}$/.test(name))).toHaveLength(1);
    expect(await vault.intact(pdf)).toBe(true);
    expect(await sign(rsa).run({ pdf, at }, context(vault, rsa.serial))).toMatchObject({ ok: true });
  });
});
