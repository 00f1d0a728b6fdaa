/** Step 1 for one file: its bytes into the vault, then one page image after another into the ledger. */
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { CapturedFile } from '../../../contract/artefacts.ts';
import type { Sha256 } from '../../../contract/vocabulary.ts';
import { capture } from '../../stages/1-capture/index.ts';
import type { WritableDb } from '../db/database.ts';
import { enqueue } from '../jobs/table.ts';
import { documentById, insertDocument, resetBuilt } from '../records/documents.ts';
import { insertPage } from '../records/pages.ts';
import { integer } from '../records/rows.ts';
import { sourceFileById, type SourceFile } from '../records/source-files.ts';
import type { Vault } from '../vault/vault.ts';
import { advancePages } from './advance.ts';
import { rememberedStep } from './run-step.ts';
import { advanceNow, type Perform, type Workshop } from './workshop.ts';

export const captureFile: Perform = async (workshop, job, context) => {
  const file = sourceFileById(workshop.writer.db, job.subject);
  const source = await takeIn(workshop.vault, file, context.signal);
  if (!source.ok) return source;
  const captured = await rememberedStep(capture, { source: source.data, name: file.name }, {}, {
    ...workshop,
    ...context,
    perform: (input, settings, signal, report) => workshop.pool.run('capture', input, settings, signal, report),
  });
  if (!captured.ok) return captured;
  return ok((db) => record(db, workshop, file, source.data, captured.data));
};

async function takeIn(vault: Vault, file: SourceFile, signal: AbortSignal): Promise<Result<Sha256>> {
  const temp = join(vault.tempDir(), randomUUID());
  try {
    await pipeline(createReadStream(file.path), createWriteStream(temp, { flags: 'wx' }), { signal });
    return ok(await vault.putFile(temp));
  } catch (error) {
    await rm(temp, { force: true });
    switch ((error as NodeJS.ErrnoException).code) {
      case 'ENOENT':
        return fail('SOURCE_GONE', { name: file.name });
      case 'EACCES':
      case 'EPERM':
      case 'EBUSY':
      case 'EISDIR':
      case 'EIO':
        return fail('SOURCE_UNREADABLE', { name: file.name });
      case 'ENOSPC':
        return fail('DISK_FULL', {});
      default:
        throw error;
    }
  }
}

function record(db: WritableDb, workshop: Workshop, file: SourceFile, source: Sha256, captured: CapturedFile): void {
  const by = advanceNow(workshop);
  db.run("UPDATE source_file SET digest = ?, state = 'captured', error_json = NULL WHERE id = ?", source, file.id);
  const documentId = captured.signed ? ownDocument(db, workshop, file, source) : file.documentId;
  // A file taken up again after its document went on: what was built without these pages is built anew.
  db.run('UPDATE document SET settled = 0, proposal_json = NULL WHERE id = ?', documentId);
  resetBuilt(db, documentId);
  for (const image of captured.pages) {
    const id = workshop.newId();
    insertPage(db, { id, dossierId: file.dossierId, documentId, sourceFileId: file.id, position: file.position, image });
    enqueue(db, 'clean', id, file.dossierId, by.now);
  }
  advancePages(db, file.dossierId, documentId, by);
}

/** A PDF that came in signed is a document by itself: pages of other files can never be added to it. */
function ownDocument(db: WritableDb, workshop: Workshop, file: SourceFile, source: Sha256): string {
  const files = integer(db.get('SELECT count(*) AS n FROM source_file WHERE document_id = ?', file.documentId)!, 'n');
  let id = file.documentId;
  if (files > 1) {
    const run = documentById(db, file.documentId)!;
    id = workshop.newId();
    insertDocument(db, { id, dossierId: run.dossierId, place: file.position, part: 0, title: file.name, splitEvery: null, settled: false });
    db.run('UPDATE source_file SET document_id = ? WHERE id = ?', id, file.id);
  }
  db.run('UPDATE document SET incoming_signed = ? WHERE id = ?', source, id);
  return id;
}
