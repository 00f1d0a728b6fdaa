import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Sha256 } from '../../contract/vocabulary.ts';
import { decodePublicKey, encodePublicKey, keyIdOf } from './key.ts';
import { signReceipt, verifyReceipt, type ReceiptBody } from './receipt.ts';

const archive = generateKeyPairSync('ed25519');
const publicKey = encodePublicKey(archive.publicKey);
const expected = {
  objid: 'uuid-0F203B84-6641-4CDA-9F52-DAAE55FEF6B1',
  fileCode: 'H49.64.33.2001.160',
  sha256: createHash('sha256').update('package').digest('hex'),
  bytes: 7,
  documents: 2,
  pages: 5,
  practice: false,
};
const body: ReceiptBody = {
  type: 'tram.receipt.v1',
  number: 'BN-2026-000001',
  ...expected,
  sha256: Sha256.parse(expected.sha256),
  ledger: [
    { document: 'H49.64.33.2001.160.0000001', pages: 4 },
    { document: 'H49.64.33.2001.160.0000002', pages: 1 },
  ],
  state: 'accessioned',
  archive: { name: 'Kho Lưu trữ lịch sử', keyId: keyIdOf(archive.publicKey) },
  receivedAt: '2026-06-12T11:45:37.690+07:00',
  issuedAt: '2026-06-12T11:45:39.001+07:00',
};
const reasonFor = (receipt: unknown, about: Partial<typeof expected> = {}) => {
  const result = verifyReceipt(receipt, publicKey, { ...expected, ...about });
  return result.ok ? 'ok' : result.error.data['reason'];
};

describe('a receipt', () => {
  it('verifies for exactly the package it was given for', () => {
    expect(reasonFor(signReceipt(body, archive.privateKey))).toBe('ok');
  });

  it('survives a trip through JSON in another order of keys', () => {
    const receipt = signReceipt(body, archive.privateKey);
    const shuffled = Object.fromEntries(Object.entries(receipt).reverse());
    expect(reasonFor(JSON.parse(JSON.stringify(shuffled)))).toBe('ok');
  });

  it('of a later archive that says more still verifies, and its additions are under the signature', () => {
    const receipt = signReceipt({ ...body, quota: { leftBytes: 5 } }, archive.privateKey);
    expect(reasonFor(receipt)).toBe('ok');
    expect(reasonFor({ ...receipt, quota: { leftBytes: 6 } })).toBe('signature');
  });

  it.each(
    Object.entries({
      objid: 'uuid-1',
      fileCode: 'H49.2001.1',
      sha256: '0'.repeat(64),
      bytes: 8,
      documents: 3,
      pages: 6,
      practice: true,
    }),
  )('for another %s is refused', (name, other) => {
    expect(reasonFor(signReceipt(body, archive.privateKey), { [name]: other })).toBe(name);
  });

  it('whose ledger does not add up is refused, signed or not', () => {
    const short = signReceipt({ ...body, ledger: body.ledger.slice(0, 1) }, archive.privateKey);
    const wrong = signReceipt({ ...body, ledger: body.ledger.map((one) => ({ ...one, pages: 2 })) }, archive.privateKey);
    expect([reasonFor(short), reasonFor(wrong)]).toEqual(['ledger', 'ledger']);
  });

  it('with any one bit of its signature turned is refused', () => {
    const receipt = signReceipt(body, archive.privateKey);
    for (let bit = 0; bit < 512; bit += 37) {
      const bytes = Buffer.from(receipt.signature, 'base64');
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(reasonFor({ ...receipt, signature: bytes.toString('base64') })).toBe('signature');
    }
  });

  it.each([undefined, null, 1, 'x', [], {}, { type: 'tram.receipt.v1' }, { ...body, signature: 5 }])(
    'that is no receipt (%j) is refused',
    (nonsense) => {
      expect(String(reasonFor(nonsense))).toMatch(/^form: /);
    },
  );
});

describe('a public key', () => {
  it('is read from base64 DER and from PEM', () => {
    const pem = archive.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    expect([publicKey, pem].map((text) => keyIdOf(decodePublicKey(text) ?? generateKeyPairSync('ed25519').publicKey))).toEqual([
      body.archive.keyId,
      body.archive.keyId,
    ]);
  });

  it.each([
    ['an RSA key', encodePublicKey(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey)],
    ['noise', randomBytes(44).toString('base64')],
    ['a private key', archive.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
    ['nothing', ''],
    ['a novel', 'A'.repeat(5000)],
  ])('that is %s is refused', (_name, text) => {
    expect(decodePublicKey(text)).toBeNull();
  });
});
