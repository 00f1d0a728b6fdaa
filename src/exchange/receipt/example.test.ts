import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { canonicalJson } from '../canonical-json.ts';
import { ArchiveIdentity } from '../transfer/protocol.ts';
import { Receipt, verifyReceipt } from './receipt.ts';

const page = await readFile(join(import.meta.dirname, '../../../docs/transfer-protocol.md'), 'utf8');
const block = (language: string, start: string) => {
  const found = [...page.matchAll(/```(\w+)\n([\s\S]*?)\n```/g)].find(
    (match) => match[1] === language && match[2]?.startsWith(start),
  );
  if (found?.[2] === undefined) throw new Error(`docs/transfer-protocol.md has no ${language} block that starts with ${start}`);
  return found[2];
};
const identity = ArchiveIdentity.parse(JSON.parse(block('json', '{"type":"tram.archive.v1"')));
const receipt = Receipt.parse(JSON.parse(block('json', '{"type":"tram.receipt.v1"')));
const signed = block('text', '{"archive":');
const parcel = block('text', '{"objid":').replace('⏎', '\n');

it('the receipt printed in docs/transfer-protocol.md verifies under the key printed there, for the package printed there', () => {
  const sha256 = createHash('sha256').update(parcel).digest('hex');
  const expected = {
    objid: receipt.objid,
    fileCode: receipt.fileCode,
    sha256,
    bytes: parcel.length,
    documents: 2,
    pages: 5,
    practice: true,
  };
  expect(verifyReceipt(receipt, identity.publicKey, expected).ok).toBe(true);
});

it('the signed bytes printed there are its canonical JSON, and OpenSSL agrees about the signature', async () => {
  const { signature, ...body } = receipt;
  expect(canonicalJson(body)).toBe(signed);
  const dir = await mkdtemp(join(tmpdir(), 'tram-example-'));
  try {
    await writeFile(join(dir, 'signed'), signed);
    await writeFile(join(dir, 'signature'), Buffer.from(signature, 'base64'));
    await writeFile(join(dir, 'key.der'), Buffer.from(identity.publicKey, 'base64'));
    const said = execFileSync(
      'openssl',
      [
        'pkeyutl',
        '-verify',
        '-rawin',
        '-pubin',
        '-keyform',
        'DER',
        '-inkey',
        'key.der',
        '-in',
        'signed',
        '-sigfile',
        'signature',
      ],
      { cwd: dir, encoding: 'utf8' },
    );
    expect(said).toContain('Verified Successfully');
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
});

it('the chunks printed there have the checksums printed there', () => {
  const bytes = Buffer.from(parcel);
  for (const chunk of [bytes.subarray(0, 60), bytes.subarray(60)]) {
    expect(page).toContain(`Upload-Checksum: sha256 ${createHash('sha256').update(chunk).digest('base64')}`);
  }
});
