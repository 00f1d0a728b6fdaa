import { generateKeyPairSync } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodePublicKey, keyIdOf } from '../../src/exchange/receipt/key.ts';
import { signReceipt, type Receipt, type ReceiptBody } from '../../src/exchange/receipt/receipt.ts';
import { must, newMemory, openArchive, send, tempFolder } from '../fixtures/transfer/office.ts';
import { makeParcel } from '../fixtures/transfer/parcel.ts';
import { between, type Tampering } from '../fixtures/transfer/proxy.ts';

const forger = generateKeyPairSync('ed25519');

/** Changes the receipt in the archive's answers. */
function receiptBecomes(forge: (receipt: Receipt) => unknown): Tampering {
  return {
    replied({ method, path }, reply) {
      if (method !== 'GET' || !path.startsWith('/v1/packages/') || reply.status !== 200) return undefined;
      const answer = JSON.parse(reply.body.toString()) as { state: string; receipt?: Receipt };
      if (answer.receipt !== undefined) reply.body = Buffer.from(JSON.stringify({ ...answer, receipt: forge(answer.receipt) }));
      return undefined;
    },
  };
}

function signedByForger(receipt: Receipt, change: Partial<ReceiptBody>): Receipt {
  const { signature: _signature, ...body } = receipt;
  return signReceipt({ ...body, ...change }, forger.privateKey);
}

async function scene(tampering: Tampering) {
  const dir = await tempFolder();
  const { url, publicKey } = await openArchive(join(dir, 'archive'));
  return { dir, url, publicKey, line: await between(url, tampering), parcel: await makeParcel(dir, 30_000) };
}

describe('a receipt that does not verify is never “delivered”', () => {
  it.each<[string, (receipt: Receipt) => unknown, string]>([
    ['changed after it was signed', (receipt) => ({ ...receipt, number: 'BN-2026-999999' }), 'signature'],
    ['about more pages than were signed', (receipt) => ({ ...receipt, pages: 6 }), 'signature'],
    ['with something added', (receipt) => ({ ...receipt, note: 'paper may be destroyed' }), 'signature'],
    ['with an addition no signature can cover', (receipt) => ({ ...receipt, note: '\ud800' }), 'signature'],
    ['signed by a stranger in the archive’s name', (receipt) => signedByForger(receipt, {}), 'signature'],
    [
      'signed by a stranger under his own name',
      (receipt) => signedByForger(receipt, { archive: { name: receipt.archive.name, keyId: keyIdOf(forger.publicKey) } }),
      'key',
    ],
    ['with a signature of the wrong length', (receipt) => ({ ...receipt, signature: 'AAAA' }), 'form: signature'],
    ['with the signature of nothing', (receipt) => ({ ...receipt, signature: Buffer.alloc(64).toString('base64') }), 'signature'],
    ['without a signature', (receipt) => ({ ...receipt, signature: undefined }), 'form: signature'],
    ['that is no receipt', () => 'OK', 'form: '],
    ['that is missing', () => null, 'form: '],
  ])('%s', async (_name, forge, reason) => {
    const { line, parcel } = await scene(receiptBecomes(forge));
    const memory = newMemory();
    expect(await send(line, parcel, memory)).toMatchObject({
      ok: false,
      error: { code: 'RECEIPT_NOT_VALID', data: { objid: parcel.objid, reason } },
    });
    expect(memory.states).not.toContain('delivered');
  });

  it('a true receipt, but of another package', async () => {
    const dir = await tempFolder();
    const { url } = await openArchive(join(dir, 'archive'));
    const other = must(await send(url, await makeParcel(dir, 30_000)));
    if (other.state !== 'delivered') throw new Error('the other package was not delivered');
    const line = await between(
      url,
      receiptBecomes(() => other.receipt),
    );
    expect(await send(line, await makeParcel(dir, 30_000))).toMatchObject({
      ok: false,
      error: { code: 'RECEIPT_NOT_VALID', data: { reason: 'objid' } },
    });
  });

  it('for fewer pages than the station sent: the archive counted otherwise, and a person must look', async () => {
    const { url, parcel } = await scene({});
    expect(await send(url, { ...parcel, pages: 6 })).toMatchObject({
      ok: false,
      error: { code: 'RECEIPT_NOT_VALID', data: { reason: 'pages' } },
    });
  });

  it('the true one, asked for again after a forged one, still delivers', async () => {
    const { url, line, parcel } = await scene(receiptBecomes(() => ({})));
    const memory = newMemory();
    expect((await send(line, parcel, memory)).ok).toBe(false);
    expect(must(await send(url, parcel, memory)).state).toBe('delivered');
  });
});

describe('the archive’s key', () => {
  it('that changed since it was pinned stops everything before a byte is sent', async () => {
    const { dir, url, publicKey, parcel } = await scene({});
    const stranger = encodePublicKey(forger.publicKey);
    const memory = newMemory(stranger);
    expect(await send(url, parcel, memory)).toMatchObject({
      ok: false,
      error: { code: 'ARCHIVE_KEY_CHANGED', data: { pinned: keyIdOf(forger.publicKey) } },
    });
    expect(memory.urls).toEqual([]);
    expect(memory.pinnedKey).toBe(stranger);
    expect(must(await send(url, await makeParcel(dir), newMemory(publicKey))).state).toBe('delivered');
  });

  it('is not taken on trust outside practice', async () => {
    const dir = await tempFolder();
    const { url, publicKey } = await openArchive(join(dir, 'archive'), { practice: false });
    const parcel = await makeParcel(dir);
    const memory = newMemory();
    expect(await send(url, parcel, memory, { practice: false })).toMatchObject({
      ok: false,
      error: { code: 'ARCHIVE_KEY_NOT_PINNED' },
    });
    expect(memory.pinnedKey).toBeNull();
    const sent = must(await send(url, parcel, newMemory(publicKey), { practice: false }));
    expect(sent).toMatchObject({ state: 'delivered', receipt: { practice: false, number: expect.stringMatching(/^BN-/) } });
  });

  it.each([true, false])('practice %s on one side only: they never meet', async (practice) => {
    const dir = await tempFolder();
    const { url, publicKey } = await openArchive(join(dir, 'archive'), { practice: !practice });
    const memory = newMemory(publicKey);
    expect(await send(url, await makeParcel(dir), memory, { practice })).toMatchObject({
      ok: false,
      error: { code: 'ARCHIVE_PRACTICE_MISMATCH' },
    });
    expect(memory.urls).toEqual([]);
  });

  it('is never made anew over a register that has seen one', async () => {
    const dir = await tempFolder();
    const first = await openArchive(join(dir, 'archive'));
    await first.archive.close();
    await rm(join(dir, 'archive', 'key'));
    await expect(openArchive(join(dir, 'archive'))).rejects.toThrow('ARCHIVE_FOLDER_UNUSABLE');
  });

  it.each([
    ['broken', () => 'half a key'],
    [
      'of another kind',
      () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
    ],
    ['another', () => forger.privateKey.export({ type: 'pkcs8', format: 'pem' })],
  ])('that is %s on the disk keeps the archive shut', async (_name, key) => {
    const dir = await tempFolder();
    const first = await openArchive(join(dir, 'archive'));
    await first.archive.close();
    await writeFile(join(dir, 'archive', 'key'), key());
    await expect(openArchive(join(dir, 'archive'))).rejects.toThrow('ARCHIVE_FOLDER_UNUSABLE');
  });
});
