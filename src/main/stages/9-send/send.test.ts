import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeParcel } from '../../../../tests/fixtures/transfer/parcel.ts';
import { between } from '../../../../tests/fixtures/transfer/proxy.ts';
import { must, newMemory, openArchive, send, tempFolder } from '../../../../tests/fixtures/transfer/office.ts';

describe('a package on the line', () => {
  it('goes whole to the archive and comes back as a receipt about that very package', async () => {
    const dir = await tempFolder();
    const { url, publicKey } = await openArchive(join(dir, 'archive'));
    const parcel = await makeParcel(dir, 700_000);
    const memory = newMemory();

    const sent = must(await send(url, parcel, memory));

    expect(sent).toMatchObject({
      state: 'delivered',
      receipt: {
        objid: parcel.objid,
        sha256: parcel.sha256,
        bytes: parcel.bytes,
        pages: 5,
        documents: 2,
        practice: true,
        number: expect.stringMatching(/^LT-\d{4}-000001$/),
      },
    });
    expect(memory.pinnedKey).toBe(publicKey);
    expect(memory.states.filter((state) => state !== 'received' && state !== 'validated')).toEqual([
      'sending',
      'sent',
      'delivered',
    ]);
    expect(await readFile(join(dir, 'archive', 'packages', parcel.sha256))).toEqual(await readFile(parcel.path));
    expect(await readdir(join(dir, 'archive', 'incoming'))).toEqual([]);
  });

  it('sent twice is received once: same receipt, and not a byte goes over the line again', async () => {
    const dir = await tempFolder();
    const { url } = await openArchive(join(dir, 'archive'));
    const parcel = await makeParcel(dir);
    const first = must(await send(url, parcel));
    const again = newMemory();
    const second = must(await send(url, parcel, again));
    expect(second).toEqual(first);
    expect(again.urls).toEqual([]);
    expect(await readdir(join(dir, 'archive', 'packages'))).toEqual([parcel.sha256]);
  });

  it('is rejected with the archive’s reasons and their pages', async () => {
    const dir = await tempFolder();
    const { url } = await openArchive(join(dir, 'archive'));
    const parcel = await makeParcel(dir, 50_000, {}, { problem: 'PDF_NOT_ARCHIVAL' });
    const memory = newMemory();
    const sent = must(await send(url, parcel, memory));
    expect(sent).toEqual({
      state: 'rejected',
      reasons: [
        {
          code: 'PDF_NOT_ARCHIVAL',
          message: 'Tệp PDF không phải PDF/A.',
          document: 'H49.64.33.2001.160.0000001',
          page: 2,
          path: 'representations/rep1/data/1.pdf',
        },
      ],
    });
    expect(memory.states.at(-1)).toBe('rejected');
  });

  it('stopped by the user answers at once and goes on later from where it was', async () => {
    const dir = await tempFolder();
    const { url } = await openArchive(join(dir, 'archive'));
    const parcel = await makeParcel(dir, 600_000);
    const memory = newMemory();
    const stop = new AbortController();
    const chunks = { minBytes: 20_000, maxBytes: 20_000 };
    const stopped = await send(url, parcel, memory, {
      chunks,
      signal: stop.signal,
      onSent: (bytes) => bytes > 200_000 && stop.abort(),
    });
    expect(stopped).toMatchObject({ ok: false, error: { code: 'SEND_STOPPED' } });
    const reached = memory.sent.at(-1) ?? 0;
    memory.sent = [];
    expect(must(await send(url, parcel, memory, { chunks })).state).toBe('delivered');
    expect(memory.sent[0]).toBeGreaterThanOrEqual(reached);
    expect(memory.urls).toHaveLength(1);
  });

  it('that changed on the disk after it was sealed never leaves', async () => {
    const dir = await tempFolder();
    const { url } = await openArchive(join(dir, 'archive'));
    const parcel = await makeParcel(dir, 50_000);
    const bytes = await readFile(parcel.path);
    bytes[40_000] = (bytes[40_000] ?? 0) ^ 1;
    await writeFile(parcel.path, bytes);
    expect(await send(url, parcel)).toMatchObject({ ok: false, error: { code: 'PACKAGE_CHANGED' } });
    expect(await readdir(join(dir, 'archive', 'incoming'))).toEqual([]);
  });

  it('of a real office is not sent over a line that anybody can read', async () => {
    const parcel = await makeParcel(await tempFolder());
    for (const base of ['http://luu-tru.invalid/', 'http://127.0.0.1.luu-tru.invalid/', 'http://localhost@luu-tru.invalid/']) {
      expect(await send(base, parcel, newMemory(), { practice: false })).toMatchObject({
        ok: false,
        error: { code: 'ARCHIVE_LINE_OPEN' },
      });
    }
  });

  it('that is gone from the disk says so', async () => {
    const dir = await tempFolder();
    const { url } = await openArchive(join(dir, 'archive'));
    const parcel = { ...(await makeParcel(dir)), path: join(dir, 'gone.zip') };
    expect(await send(url, parcel)).toMatchObject({
      ok: false,
      error: { code: 'PACKAGE_FILE_UNREADABLE', data: { reason: 'ENOENT' } },
    });
  });

  it('works through a base address with a path in front of it', async () => {
    const dir = await tempFolder();
    const { url } = await openArchive(join(dir, 'archive'));
    const proxied = await between(url, { prefix: '/luu-tru' });
    expect(must(await send(proxied, await makeParcel(dir))).state).toBe('delivered');
  });
});
