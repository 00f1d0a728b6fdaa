/** Step 1 for one file: its bytes into the vault, then one page image after another into the ledger. */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { CapturedFile } from '../../../contract/artefacts.ts';
import type { Sha256 } from '../../../contract/vocabulary.ts';
import { discardFile, patiently } from '../../../platform/patience.ts';
import { capture } from '../../stages/1-capture/index.ts';
import type { WritableDb } from '../db/database.ts';
import { enqueue } from '../jobs/table.ts';
import { documentById, insertDocument, resetBuilt } from '../records/documents.ts';
import { insertPage } from '../records/pages.ts';
import { paperKey } from '../pages/order.ts';
import { putInPlaceOf } from '../pages/replace.ts';
import { integer, text } from '../records/rows.ts';
import { sourceFileById, type SourceFile } from '../records/source-files.ts';
import { recordWork } from '../records/work.ts';
import { storageFailure } from '../storage-failure.ts';
import type { Vault } from '../vault/vault.ts';
import { advancePages } from './advance.ts';
import { rememberedStep } from './run-step.ts';
import { contentChanged } from './sealable.ts';
import { advanceNow, type Perform, type Workshop } from './workshop.ts';

export const captureFile: Perform = async (workshop, job, context) => {
  const file = sourceFileById(workshop.writer.db, job.subject);
  // What came from a window or a scanner was in the vault before it had a row.
  const source = file.origin === 'path' ? await takeIn(workshop.vault, file, context.signal) : ok(arrivedAs(file));
  if (!source.ok) return source;
  const captured = await rememberedStep(
    capture,
    { source: source.data, name: file.name },
    {},
    {
      ...workshop,
      ...context,
      perform: (input, settings, signal, report) => workshop.pool.run('capture', input, settings, signal, report),
    },
  );
  if (!captured.ok) return captured;
  return ok((db) => record(db, workshop, file, source.data, captured.data));
};

function arrivedAs(file: SourceFile): Sha256 {
  if (file.digest === null) throw new Error(`source file ${file.id} has not arrived`);
  return file.digest;
}

/** Copies a file into the vault. What the file refuses is said of the file, what the vault refuses of the station. */
export async function takeIn(
  vault: Pick<Vault, 'tempDir' | 'putFile'>,
  file: { path: string; name: string },
  signal: AbortSignal,
): Promise<Result<Sha256>> {
  const temp = join(vault.tempDir(), randomUUID());
  try {
    await pipeline(bytesOf(file.path), createWriteStream(temp, { flags: 'wx' }), { signal });
    return ok(await vault.putFile(temp));
  } catch (error) {
    await discardFile(temp);
    if (error instanceof SourceError) return fail(error.gone ? 'SOURCE_GONE' : 'SOURCE_UNREADABLE', { name: file.name });
    const failure = storageFailure(error);
    if (failure !== null) return failure;
    // Whatever the system calls it (the vault's folder or its disk is gone): nothing can be taken in.
    if (error instanceof Error && 'syscall' in error) return fail('STATION_NOT_WRITABLE', {});
    throw error;
  }
}

class SourceError extends Error {
  readonly gone: boolean;
  constructor(cause: unknown) {
    super('the source file', { cause });
    const code = (cause as NodeJS.ErrnoException).code;
    this.gone = code === 'ENOENT' || code === 'ENOTDIR';
  }
}

async function* bytesOf(path: string): AsyncGenerator<Buffer> {
  try {
    const file = await patiently(() => open(path), new Set(['EBUSY']));
    yield* file.createReadStream() as AsyncIterable<Buffer>;
  } catch (error) {
    throw new SourceError(error);
  }
}

function record(db: WritableDb, workshop: Workshop, file: SourceFile, source: Sha256, captured: CapturedFile): void {
  const by = advanceNow(workshop);
  db.run("UPDATE source_file SET digest = ?, state = 'captured', error_json = NULL WHERE id = ?", source, file.id);
  const documentId = captured.signed ? ownDocument(db, workshop, file, source) : documentFor(db, file);
  // A file taken up again after its document went on: what was built without these pages is built anew.
  db.run('UPDATE document SET settled = 0, proposal_json = NULL WHERE id = ?', documentId);
  resetBuilt(db, documentId);
  contentChanged(db, file.dossierId);
  const ids = captured.pages.map((image) => {
    const id = workshop.newId();
    insertPage(db, { id, dossierId: file.dossierId, documentId, sourceFileId: file.id, position: file.position, image });
    enqueue(db, 'clean', id, file.dossierId, by.now);
    return id;
  });
  recordWork(db, { at: by.now, actor: file.handedBy, kind: 'capture', pages: captured.pages.length });
  if (file.replaces !== null && !captured.signed) putInPlaceOf(db, workshop, file, ids);
  advancePages(db, file.dossierId, documentId, by);
}

/**
 * Where a file's pages belong. Usually its run; a file that comes late, after its run was parted, belongs where its neighbours went:
 * behind a separator to the document that begins there, else to the one its predecessor is in. Neighbours that a person laid elsewhere
 * say nothing about the paper.
 */
function documentFor(db: WritableDb, file: SourceFile): string {
  const neighbours = db
    .all(
      `SELECT page.document_id, page.tray, page.position, page.source_page, page.place FROM page
       JOIN source_file ON source_file.id = page.source_file_id WHERE source_file.document_id = ?
       ORDER BY page.position, page.source_page`,
      file.documentId,
    )
    .filter((row) => text(row, 'place') === paperKey(integer(row, 'position'), integer(row, 'source_page')));
  const previous = neighbours.findLast(
    (row) => integer(row, 'position') < file.position && (row['tray'] === null || row['tray'] === 'separator'),
  );
  const next = neighbours.find((row) => integer(row, 'position') > file.position && row['tray'] === null);
  const chosen = previous !== undefined && previous['tray'] === null ? previous : (next ?? previous);
  const document = chosen?.['document_id'];
  return typeof document === 'string' ? document : file.documentId;
}

/** A PDF that came in signed is a document by itself: pages of other files can never be added to it. */
function ownDocument(db: WritableDb, workshop: Workshop, file: SourceFile, source: Sha256): string {
  const files = integer(db.get('SELECT count(*) AS n FROM source_file WHERE document_id = ?', file.documentId)!, 'n');
  let id = file.documentId;
  if (files > 1) {
    const run = documentById(db, file.documentId)!;
    id = workshop.newId();
    insertDocument(db, {
      id,
      dossierId: run.dossierId,
      place: file.position,
      part: 0,
      title: file.name,
      splitEvery: null,
      settled: false,
    });
    db.run('UPDATE source_file SET document_id = ? WHERE id = ?', id, file.id);
  }
  db.run('UPDATE document SET incoming_signed = ? WHERE id = ?', source, id);
  return id;
}
