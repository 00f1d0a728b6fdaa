import { copyFile, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Sha256 } from '../../src/contract/vocabulary.ts';
import { validatePackage } from '../../src/exchange/sip/validate.ts';
import { sha256OfFile } from '../../src/exchange/digest.ts';
import { Vault } from '../../src/main/engine/vault/vault.ts';
import { packageStep } from '../../src/main/stages/8-package/index.ts';
import type { Parcel } from '../../src/main/stages/9-send/index.ts';
import { countPages, sampleDossier } from '../fixtures/sip/dossier.ts';
import { must, openArchive, send, tempFolder } from '../fixtures/transfer/office.ts';

/** A real SIP_hoso, and an archive that opens it the way the station did; only the look into the PDFs is a stand-in. */
async function scene() {
  const dir = await tempFolder();
  const blobs = await Vault.open(join(dir, 'vault'));
  const step = packageStep(() => countPages);
  const context = { settings: step.settings.parse({}), blobs, signal: new AbortController().signal, report: () => undefined };
  const sealed = must(await step.run(step.input.parse(await sampleDossier(blobs)), context));
  const path = join(dir, 'package.zip');
  await copyFile(blobs.path(sealed.zip), path);
  const { objid, fileCode, documents, pages } = sealed;
  const parcel = async (): Promise<Parcel> => ({
    path,
    objid,
    fileCode,
    documents,
    pages,
    agencyCode: 'H49.64.33',
    recordStatus: 'NEW',
    sha256: Sha256.parse(await sha256OfFile(path)),
    bytes: (await stat(path)).size,
  });
  const validate = (zip: string) => validatePackage(zip, { inspectDocument: countPages });
  return { path, parcel, url: (await openArchive(join(dir, 'archive'), { validate })).url };
}

describe('a real package at a real archive', () => {
  it('is opened, judged and receipted with the pages of every document', async () => {
    const { parcel, url } = await scene();
    const sent = must(await send(url, await parcel()));
    expect(sent).toMatchObject({ state: 'delivered', receipt: { documents: 3, pages: 6 } });
    if (sent.state !== 'delivered') return;
    expect(sent.receipt.ledger.map(({ pages }) => pages).reduce((total, pages) => total + pages)).toBe(6);
  });

  it('damaged before the station took its hash, is rejected with the file’s name', async () => {
    const { path, parcel, url } = await scene();
    const bytes = await readFile(path);
    const at = bytes.indexOf('%PDF-') + 20;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    await writeFile(path, bytes);
    const sent = must(await send(url, await parcel()));
    expect(sent).toMatchObject({
      state: 'rejected',
      reasons: expect.arrayContaining([expect.objectContaining({ path: expect.stringContaining('.pdf') })]),
    });
  });

  it('announced as another dossier, is rejected', async () => {
    const { parcel, url } = await scene();
    const sent = must(await send(url, { ...(await parcel()), fileCode: 'H49.64.33.2001.999' }));
    expect(sent).toMatchObject({ state: 'rejected', reasons: [{ code: 'ANNOUNCED_FILE_CODE_DIFFERS' }] });
  });

  it('that is no ZIP at all is rejected, not retried for ever', async () => {
    const { path, parcel, url } = await scene();
    await writeFile(path, 'PK, or so they said');
    expect(must(await send(url, await parcel()))).toMatchObject({ state: 'rejected', reasons: [{ code: 'PACKAGE_UNREADABLE' }] });
  });
});
