import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openssl, password, TestCa } from '../../../../tests/fixtures/sign/pki.ts';
import { openPkcs12 } from './drivers/pkcs12.ts';

let ca: TestCa;
beforeAll(() => {
  ca = new TestCa();
  ca.issue('rsa');
  ca.issue('ec', 'ec');
});
afterAll(() => ca.remove());

const read = (file: string) => readFileSync(ca.file(file));
const day = 86_400_000;

describe('opens', () => {
  const legacy = ['-provider', 'default', '-provider', 'legacy'];
  const forms: Record<string, string[]> = {
    'what OpenSSL 3 writes': [],
    'AES-128 with another hash': ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC', '-macalg', 'sha512'],
    'what Windows writes: 3DES': ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'],
    'what older tools wrote: RC2-40': ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-RC2-40', '-macalg', 'sha1', ...legacy],
    'certificates in the clear': ['-certpbe', 'NONE'],
  };
  it.each(Object.entries(forms))('%s', async (_, args) => {
    for (const name of ['rsa', 'ec']) {
      ca.pack(name, 'form.p12', ['-inkey', ca.file(`${name}.key`), ...args]);
      const signer = openPkcs12(read('form.p12'), password);
      expect(signer).toMatchObject({
        ok: true,
        data: { subject: `Người ký ${name}`, keyType: name, chain: [expect.anything()] },
      });
      if (!signer.ok) continue;
      const tbs = Buffer.from('thử');
      const signature = await signer.data.sign(tbs, 'sha256');
      if (!signature.ok) throw new Error(signature.error.code);
      writeFileSync(ca.file('tbs'), tbs);
      writeFileSync(ca.file('signature'), signature.data);
      openssl('pkey', '-in', ca.file(`${name}.key`), '-pubout', '-out', ca.file('public.pem'));
      const verdict = openssl(
        'dgst',
        '-sha256',
        '-verify',
        ca.file('public.pem'),
        '-signature',
        ca.file('signature'),
        ca.file('tbs'),
      );
      expect(verdict.toString()).toContain('Verified OK');
    }
  });
});

describe('says what is wrong', () => {
  it('wrong password, none, or one that differs by a diacritic', () => {
    for (const wrong of ['', 'mat khau 123', 'mật khẩu 124']) {
      expect(openPkcs12(read('rsa.p12'), wrong)).toMatchObject({ ok: false, error: { code: 'SIGNER_PASSWORD_WRONG' } });
    }
  });

  it('no key in the file', () => {
    openssl(
      'pkcs12',
      '-export',
      '-nokeys',
      '-in',
      ca.file('rsa.pem'),
      '-passout',
      `pass:${password}`,
      '-out',
      ca.file('no-key.p12'),
    );
    expect(openPkcs12(read('no-key.p12'), password)).toMatchObject({ error: { code: 'SIGNER_NO_KEY' } });
  });

  it('no certificate for the key', () => {
    openssl(
      'pkcs12',
      '-export',
      '-nocerts',
      '-inkey',
      ca.file('rsa.key'),
      '-passout',
      `pass:${password}`,
      '-out',
      ca.file('no-cert.p12'),
    );
    expect(openPkcs12(read('no-cert.p12'), password)).toMatchObject({ error: { code: 'SIGNER_NO_CERTIFICATE' } });
  });

  it('expired, and not yet valid', () => {
    const after = openPkcs12(read('rsa.p12'), password, new Date(Date.now() + 366 * day));
    expect(after).toMatchObject({
      error: {
        code: 'SIGNER_CERT_EXPIRED',
        data: { subject: 'Người ký rsa', notAfter: expect.stringMatching(/^\d\d\/\d\d\/\d{4}$/) },
      },
    });
    expect(openPkcs12(read('rsa.p12'), password, new Date(Date.now() - day))).toMatchObject({
      error: { code: 'SIGNER_CERT_NOT_YET_VALID' },
    });
  });

  it.each([
    ['encipherment', { usage: 'keyEncipherment' }],
    ['a TLS server', { extendedUsage: 'serverAuth' }],
    ['a time-stamp authority', { extendedUsage: 'critical,timeStamping' }],
  ])('a certificate for %s', (name, options) => {
    ca.issue(name.replaceAll(' ', '-'), 'ec', options);
    expect(openPkcs12(read(`${name.replaceAll(' ', '-')}.p12`), password)).toMatchObject({ error: { code: 'SIGNER_KEY_USAGE' } });
  });

  it('a key of 1024 bits', () => {
    ca.issue('weak', 'weak');
    expect(openPkcs12(read('weak.p12'), password)).toMatchObject({ error: { code: 'SIGNER_KEY_UNSUPPORTED' } });
  });

  it('any other file, cut short or damaged anywhere, without ever throwing', () => {
    const whole = read('rsa.p12');
    expect(openPkcs12(Buffer.from('%PDF-1.7'), password)).toMatchObject({ error: { code: 'SIGNER_FILE_UNREADABLE' } });
    expect(openPkcs12(Buffer.alloc(2_000_000), password)).toMatchObject({ error: { code: 'SIGNER_FILE_UNREADABLE' } });
    for (let length = 0; length < whole.length; length += 97) {
      expect(openPkcs12(whole.subarray(0, length), password)).toMatchObject({
        ok: false,
        error: { code: 'SIGNER_FILE_UNREADABLE' },
      });
    }
    for (let at = 0; at < whole.length; at += 41) {
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ 0x55;
      expect(openPkcs12(damaged, password).ok).toBe(false);
    }
  });
});
