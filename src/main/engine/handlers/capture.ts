import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fail, ok, type CodedError } from '../../../contract/result.ts';
import { gatherSources } from '../../stages/1-capture/gather.ts';
import { recordAudit } from '../audit/audit.ts';
import type { WritableDb } from '../db/database.ts';
import { enqueue } from '../jobs/table.ts';
import { insertDocument } from '../records/documents.ts';
import { blankDescription, dossierByCode, insertDossier } from '../records/dossiers.ts';
import { integer, text } from '../records/rows.ts';
import { insertSourceFile } from '../records/source-files.ts';
import { stationOf } from '../records/station.ts';
import { advanceDossier } from '../road/advance.ts';
import { advanceNow } from '../road/workshop.ts';
import type { HandlerContext, Handlers } from '../router.ts';

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
    if (stationOf(workshop.writer.db) === null) return fail('STATION_NOT_MADE', { folder: '' });
    const known = dossierByCode(workshop.writer.db, fileCode);
    if (known !== null && known.objid !== null) return fail('DOSSIER_SEALED', { fileCode });
    const gathered = await gatherSources(paths, split);
    const documents: FoundDocument[] = [];
    for (const { title, files } of gathered.documents) documents.push({ title, files: await Promise.all(files.map(look)) });
    for (const { source, error } of gathered.problems) documents.push({ title: basename(source), files: [{ path: source, size: 0, modifiedMs: 0, error }] });
    const every = /^pages:(\d+)$/.exec(split)?.[1];

    const now = workshop.clock.now();
    const files = workshop.writer.tx((db) => {
      const dossierId = known?.id ?? workshop.newId();
      if (known === null) {
        const title = gathered.documents[0]?.title ?? fileCode;
        insertDossier(db, { id: dossierId, fileCode, description: blankDescription(title, stationOf(db)!.agencyCode, fileCode), at: now });
      }
      const added = register(db, workshop, dossierId, documents, every === undefined ? null : Number(every));
      recordAudit(db, { at: now, actor: workshop.actor, action: 'capture.import', subject: fileCode, data: { files: added } });
      advanceDossier(db, dossierId, advanceNow(workshop));
      return added;
    });
    workshop.wake();
    workshop.emit({ topic: 'dossier.changed', fileCode });
    return ok({ files });
  },

  'capture.dismiss': (workshop, { fileCode, reason }) => {
    const dossier = dossierByCode(workshop.writer.db, fileCode);
    if (dossier === null) return fail('DOSSIER_UNKNOWN', { fileCode });
    const refused = workshop.writer.db.all("SELECT id, name FROM source_file WHERE dossier_id = ? AND state = 'refused'", dossier.id);
    const now = workshop.clock.now();
    workshop.writer.tx((db) => {
      for (const row of refused) {
        db.run("UPDATE source_file SET state = 'dismissed' WHERE id = ?", text(row, 'id'));
        db.run("DELETE FROM job WHERE step = 'capture' AND subject = ? AND state = 'parked'", text(row, 'id'));
        recordAudit(db, { at: now, actor: workshop.actor, action: 'capture.dismiss', subject: text(row, 'name'), data: { reason } });
      }
      advanceDossier(db, dossier.id, advanceNow(workshop));
    });
    workshop.wake();
    workshop.emit({ topic: 'dossier.changed', fileCode });
    return ok({ files: refused.length });
  },
};

/** Adds what is not there yet and answers how many files that was: the same import twice, or after a crash, adds nothing twice. */
function register(db: WritableDb, workshop: HandlerContext, dossierId: string, documents: readonly FoundDocument[], splitEvery: number | null): number {
  let position = integer(db.get('SELECT coalesce(max(position), 0) AS n FROM source_file WHERE dossier_id = ?', dossierId)!, 'n');
  let added = 0;
  for (const { title, files } of documents) {
    const fresh = files.filter((file) => !isKnown(db, dossierId, file));
    if (fresh.length === 0) continue;
    const documentId = workshop.newId();
    insertDocument(db, { id: documentId, dossierId, place: position + 1, part: 0, title, splitEvery, settled: false });
    for (const file of fresh) {
      const id = workshop.newId();
      insertSourceFile(db, { id, dossierId, documentId, position: ++position, name: basename(file.path).normalize('NFC'), ...file });
      if (file.error === null) enqueue(db, 'capture', id, dossierId, workshop.clock.now());
      added++;
    }
  }
  return added;
}

function isKnown(db: WritableDb, dossierId: string, file: FoundFile): boolean {
  return (
    db.get(
      'SELECT 1 FROM source_file WHERE dossier_id = ? AND path = ? AND size = ? AND modified_ms = ?',
      dossierId,
      file.path,
      file.size,
      file.modifiedMs,
    ) !== undefined
  );
}

async function look(path: string): Promise<FoundFile> {
  try {
    const { size, mtimeMs } = await stat(path);
    return { path, size, modifiedMs: Math.floor(mtimeMs), error: null };
  } catch {
    return { path, size: 0, modifiedMs: 0, error: { code: 'SOURCE_UNREADABLE', data: { name: basename(path) } } };
  }
}
