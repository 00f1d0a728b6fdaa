/** Papers in: every file a person hands over gets a row that stays, whatever becomes of the file. */
import { withoutForbiddenCharacters } from '../../../contract/characters.ts';
import { fail, ok, type CodedError, type Result } from '../../../contract/result.ts';
import type { Instant, Sha256 } from '../../../contract/vocabulary.ts';
import { docIdOf, fitsDocId } from '../../../exchange/sip/tree.ts';
import type { Db, WritableDb } from '../db/database.ts';
import { enqueue } from '../jobs/table.ts';
import { documentsWithPages, insertDocument } from '../records/documents.ts';
import { blankDescription, dossierByCode, insertDossier } from '../records/dossiers.ts';
import { integer } from '../records/rows.ts';
import {
  insertSourceFile,
  sourceFileAt,
  sourceFileWith,
  takeUpAgain,
  type Origin,
  type SourceFile,
} from '../records/source-files.ts';
import { stationOf } from '../records/station.ts';
import { advanceDossier } from './advance.ts';
import { contentChanged, isSealed } from './sealable.ts';
import { advanceNow, type Workshop } from './workshop.ts';

/**
 * A file as it was handed over. From a path, the same path, size and time again is the same file; from a window, the same bytes under the
 * same name.
 */
export interface HandedOver {
  readonly origin: Exclude<Origin, 'scan'>;
  readonly path: string;
  readonly name: string;
  readonly size: number;
  readonly modifiedMs: number;
  readonly digest: Sha256 | null;
  readonly error: CodedError | null;
}
export interface HandedOverDocument {
  readonly title: string;
  readonly files: readonly HandedOver[];
}

/** `files`: rows that were added or taken up again; `captured`: of these, files that can be captured. */
export interface Registered {
  readonly files: number;
  readonly captured: number;
}

/** Adds the files to the dossier, making it when it is not there yet. */
export function registerFiles(
  db: WritableDb,
  workshop: Workshop & { readonly actor: string },
  fileCode: string,
  documents: readonly HandedOverDocument[],
  splitEvery: number | null,
): Result<Registered> {
  const opened = openDossier(db, workshop, fileCode, documents[0]?.title ?? '', documents.length);
  if (!opened.ok) return opened;
  const registered = register(db, workshop, opened.data, documents, splitEvery);
  if (registered.files > 0) contentChanged(db, opened.data);
  advanceDossier(db, opened.data, advanceNow(workshop));
  return ok(registered);
}

/** The dossier's id, of one that still takes papers; one that is not there is made. `more`: documents that are to come. */
export function openDossier(db: WritableDb, workshop: Workshop, fileCode: string, title: string, more: number): Result<string> {
  const station = stationOf(db);
  if (station === null) return fail('STATION_NOT_MADE', { folder: '' });
  const known = dossierByCode(db, fileCode);
  if (known !== null && isSealed(db, known)) return fail('DOSSIER_SEALED', { fileCode });
  const id = known?.id ?? workshop.newId();
  // Every document carries its number behind the file code in 25 characters; better to hear it now than when all is signed.
  const most = more + (known === null ? 0 : documentsWithPages(db, known.id).length);
  if (!fitsDocId(fileCode, most)) return fail('FILE_CODE_TOO_LONG', { fileCode, example: docIdOf(fileCode, most) });
  if (known === null) {
    const description = blankDescription(withoutForbiddenCharacters(title).trim() || fileCode, station.agencyCode, fileCode);
    insertDossier(db, { id, fileCode, description, at: workshop.clock.now() });
  }
  return ok(id);
}

/** Behind everything that was ever handed over for the dossier, and every document that waits for its first page. */
export function nextPosition(db: Db, dossierId: string): number {
  return integer(
    db.get(
      `SELECT max(coalesce((SELECT max(position) FROM source_file WHERE dossier_id = ?), 0),
                  coalesce((SELECT max(place) FROM document WHERE dossier_id = ?), 0)) + 1 AS n`,
      dossierId,
      dossierId,
    )!,
    'n',
  );
}

/** Adds what is not there yet: the same files twice, or after a crash, add nothing twice. */
function register(
  db: WritableDb,
  workshop: Workshop & { readonly actor: string },
  dossierId: string,
  documents: readonly HandedOverDocument[],
  splitEvery: number | null,
): Registered {
  let position = nextPosition(db, dossierId);
  const now = workshop.clock.now();
  const added: HandedOver[] = [];
  for (const { title, files } of documents) {
    const fresh = files.filter((file) => {
      const before = earlier(db, dossierId, file);
      if (before === null || isAnother(before, file)) return true;
      if (isAgain(before, file)) added.push(takenUp(db, dossierId, before, file, now));
      return false;
    });
    if (fresh.length === 0) continue;
    const documentId = workshop.newId();
    insertDocument(db, { id: documentId, dossierId, place: position, part: 0, title, splitEvery, settled: false });
    for (const file of fresh) {
      const id = workshop.newId();
      const modifiedMs = freeTime(db, dossierId, file);
      insertSourceFile(db, {
        ...file,
        id,
        dossierId,
        documentId,
        position: position++,
        modifiedMs,
        handedBy: workshop.actor,
      });
      if (file.error === null) enqueue(db, 'capture', id, dossierId, now);
      added.push(file);
    }
  }
  return { files: added.length, captured: added.filter(({ error }) => error === null).length };
}

/** What was handed over from the same place before: the same bytes if there were such, else the newest. */
function earlier(db: Db, dossierId: string, file: HandedOver): SourceFile | null {
  const same = file.digest === null ? null : sourceFileWith(db, dossierId, file.path, file.digest);
  return same ?? sourceFileAt(db, dossierId, file.path);
}

function isSame(before: SourceFile, file: HandedOver): boolean {
  return file.origin === 'upload' && file.digest !== null
    ? before.digest === file.digest
    : before.size === file.size && before.modifiedMs === file.modifiedMs;
}

/** Another file that happens to have the same name: what was captured stays, and this one comes besides. */
function isAnother(before: SourceFile, file: HandedOver): boolean {
  if (isSame(before, file)) return false;
  return before.state === 'captured' || (before.state === 'waiting' && file.origin === 'upload');
}

/** Handed over again after it could not be taken: a mended file, or a disk that is back. */
function isAgain(before: SourceFile, file: HandedOver): boolean {
  if (before.state === 'refused') return true;
  // A person went on without it, and the same file again does not undo that; unless it was only away and is back.
  return before.state === 'dismissed' && (!isSame(before, file) || wasAway(before.error));
}

/** It keeps its place. */
function takenUp(db: WritableDb, dossierId: string, before: SourceFile, file: HandedOver, now: Instant): HandedOver {
  takeUpAgain(db, before.id, { ...file, modifiedMs: freeTime(db, dossierId, file, before.id) });
  db.run("DELETE FROM job WHERE step = 'capture' AND subject = ? AND state = 'parked'", before.id);
  if (file.error === null) enqueue(db, 'capture', before.id, dossierId, now);
  return file;
}

/** Files of one place, size and time that differ in their bytes are told apart by a time that is a little later. */
function freeTime(db: Db, dossierId: string, file: HandedOver, except = ''): number {
  const taken = 'SELECT 1 FROM source_file WHERE dossier_id = ? AND path = ? AND size = ? AND modified_ms = ? AND id <> ?';
  let time = file.modifiedMs;
  while (db.get(taken, dossierId, file.path, file.size, time, except) !== undefined) time++;
  return time;
}

function wasAway(error: CodedError | null): boolean {
  return error?.code === 'SOURCE_GONE' || error?.code === 'SOURCE_UNREADABLE' || error?.code === 'FILE_NOT_ARRIVED';
}
