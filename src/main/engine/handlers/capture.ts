/** Papers in: every file a person hands over gets a row that stays, whatever becomes of the file. */
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fail, ok, type CodedError, type Result } from '../../../contract/result.ts';
import { withoutForbiddenCharacters } from '../../../contract/characters.ts';
import { docIdOf, fitsDocId } from '../../../exchange/sip/tree.ts';
import { gatherSources } from '../../stages/1-capture/gather.ts';
import { recordAudit } from '../audit/audit.ts';
import type { WritableDb } from '../db/database.ts';
import { enqueue } from '../jobs/table.ts';
import { documentsWithPages, insertDocument } from '../records/documents.ts';
import { blankDescription, dossierByCode, insertDossier } from '../records/dossiers.ts';
import { integer, text } from '../records/rows.ts';
import { insertSourceFile, sourceFileAt, takeUpAgain } from '../records/source-files.ts';
import { stationOf } from '../records/station.ts';
import { advanceDossier } from '../road/advance.ts';
import { contentChanged, isSealed } from '../road/sealable.ts';
import { advanceNow } from '../road/workshop.ts';
import type { HandlerContext, Handlers } from '../handler.ts';

/** A file as it lay on the disk when it was handed over; the same path, size and time again is the same file. */
interface FoundFile {
  readonly path: string;
  readonly size: number;
  readonly modifiedMs: number;
  readonly error: CodedError | null;
}
interface FoundDocument {
  readonly title: string;
  readonly files: readonly FoundFile[];
}

export const captureHandlers: Pick<Handlers, 'capture.import' | 'capture.dismiss'> = {
  'capture.import': async (workshop, { fileCode, paths, split }) => {
    const gathered = await gatherSources(paths, split);
    const documents: FoundDocument[] = [];
    for (const { title, files } of gathered.documents) documents.push({ title, files: await Promise.all(files.map(look)) });
    for (const { source, error } of gathered.problems)
      documents.push({ title: basename(source), files: [{ path: source, size: 0, modifiedMs: 0, error }] });
    const every = /^pages:(\d+)$/.exec(split)?.[1];

    // Walking a large folder takes a while: what the dossier is now is asked only here, together with the change.
    const added = workshop.writer.tx((db) =>
      addTo(db, workshop, fileCode, documents, every === undefined ? null : Number(every)),
    );
    if (!added.ok) return added;
    workshop.wake();
    workshop.emit({ topic: 'dossier.changed', fileCode });
    return ok({ files: added.data });
  },

  'capture.dismiss': (workshop, { fileCode, reason }) => {
    const dossier = dossierByCode(workshop.writer.db, fileCode);
    if (dossier === null) return fail('DOSSIER_UNKNOWN', { fileCode });
    if (isSealed(workshop.writer.db, dossier)) return fail('DOSSIER_SEALED', { fileCode });
    const now = workshop.clock.now();
    const dismissed = workshop.writer.tx((db) => {
      const names = [...dismissFiles(db, dossier.id), ...dismissPages(db, dossier.id)];
      for (const subject of names)
        recordAudit(db, { at: now, actor: workshop.actor, action: 'capture.dismiss', subject, data: { reason } });
      contentChanged(db, dossier.id);
      advanceDossier(db, dossier.id, advanceNow(workshop));
      return names.length;
    });
    workshop.wake();
    workshop.emit({ topic: 'dossier.changed', fileCode });
    return ok({ files: dismissed });
  },
};

function addTo(
  db: WritableDb,
  workshop: HandlerContext,
  fileCode: string,
  documents: readonly FoundDocument[],
  splitEvery: number | null,
): Result<number> {
  const station = stationOf(db);
  if (station === null) return fail('STATION_NOT_MADE', { folder: '' });
  const known = dossierByCode(db, fileCode);
  if (known !== null && isSealed(db, known)) return fail('DOSSIER_SEALED', { fileCode });
  const now = workshop.clock.now();
  const dossierId = known?.id ?? workshop.newId();
  // Every document carries its number behind the file code in 25 characters; better to hear it now than when all is signed.
  const most = documents.length + (known === null ? 0 : documentsWithPages(db, known.id).length);
  if (!fitsDocId(fileCode, most)) return fail('FILE_CODE_TOO_LONG', { fileCode, example: docIdOf(fileCode, most) });
  if (known === null) {
    const description = blankDescription(
      withoutForbiddenCharacters(documents[0]?.title ?? '').trim() || fileCode,
      station.agencyCode,
      fileCode,
    );
    insertDossier(db, { id: dossierId, fileCode, description, at: now });
  }
  const added = register(db, workshop, dossierId, documents, splitEvery);
  if (added > 0) contentChanged(db, dossierId);
  recordAudit(db, { at: now, actor: workshop.actor, action: 'capture.import', subject: fileCode, data: { files: added } });
  advanceDossier(db, dossierId, advanceNow(workshop));
  return ok(added);
}

/** Adds what is not there yet and answers how many files that was: the same import twice, or after a crash, adds nothing twice. */
function register(
  db: WritableDb,
  workshop: HandlerContext,
  dossierId: string,
  documents: readonly FoundDocument[],
  splitEvery: number | null,
): number {
  let position = integer(db.get('SELECT coalesce(max(position), 0) AS n FROM source_file WHERE dossier_id = ?', dossierId)!, 'n');
  let added = 0;
  for (const { title, files } of documents) {
    const fresh = files.filter((file) => {
      const before = sourceFileAt(db, dossierId, file.path);
      if (before === null || (before.state === 'captured' && !isSame(before, file))) return true;
      if (before.state !== 'refused' && before.state !== 'dismissed') return false;
      // A person went on without it, and the same file again does not undo that; unless it was only away and is back.
      if (before.state === 'dismissed' && isSame(before, file) && !wasAway(before.error)) return false;
      // Handed over again after it could not be taken: a mended file, or a disk that is back. It keeps its place.
      takeUpAgain(db, before.id, file);
      db.run("DELETE FROM job WHERE step = 'capture' AND subject = ? AND state = 'parked'", before.id);
      if (file.error === null) enqueue(db, 'capture', before.id, dossierId, workshop.clock.now());
      added++;
      return false;
    });
    if (fresh.length === 0) continue;
    const documentId = workshop.newId();
    insertDocument(db, { id: documentId, dossierId, place: position + 1, part: 0, title, splitEvery, settled: false });
    for (const file of fresh) {
      const id = workshop.newId();
      insertSourceFile(db, {
        id,
        dossierId,
        documentId,
        position: ++position,
        name: basename(file.path).normalize('NFC'),
        ...file,
      });
      if (file.error === null) enqueue(db, 'capture', id, dossierId, workshop.clock.now());
      added++;
    }
  }
  return added;
}

function isSame(before: { size: number; modifiedMs: number }, file: FoundFile): boolean {
  return before.size === file.size && before.modifiedMs === file.modifiedMs;
}

function wasAway(error: CodedError | null): boolean {
  return error?.code === 'SOURCE_GONE' || error?.code === 'SOURCE_UNREADABLE';
}

function dismissFiles(db: WritableDb, dossierId: string): string[] {
  const refused = db.all("SELECT id, name FROM source_file WHERE dossier_id = ? AND state = 'refused'", dossierId);
  for (const row of refused) {
    db.run("UPDATE source_file SET state = 'dismissed' WHERE id = ?", text(row, 'id'));
    db.run("DELETE FROM job WHERE step = 'capture' AND subject = ? AND state = 'parked'", text(row, 'id'));
  }
  return refused.map((row) => text(row, 'name'));
}

/** Pages no machine could clean or read: into the tray, where they stay in the ledger. */
function dismissPages(db: WritableDb, dossierId: string): string[] {
  const parked = db.all(
    "SELECT subject FROM job WHERE dossier_id = ? AND step IN ('clean', 'recognise') AND state = 'parked'",
    dossierId,
  );
  for (const row of parked) {
    db.run(
      "UPDATE page SET home_document_id = coalesce(document_id, home_document_id), document_id = NULL, tray = 'clerk' WHERE id = ?",
      text(row, 'subject'),
    );
    db.run("DELETE FROM job WHERE subject = ? AND step IN ('clean', 'recognise')", text(row, 'subject'));
  }
  return parked.map((row) => text(row, 'subject'));
}

async function look(path: string): Promise<FoundFile> {
  try {
    const { size, mtimeMs } = await stat(path);
    return { path, size, modifiedMs: Math.floor(mtimeMs), error: null };
  } catch {
    return { path, size: 0, modifiedMs: 0, error: { code: 'SOURCE_UNREADABLE', data: { name: basename(path) } } };
  }
}
