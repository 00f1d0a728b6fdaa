/** Papers in: every file a person hands over gets a row that stays, whatever becomes of the file. */
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fail, ok } from '../../../contract/result.ts';
import type { SplitRule } from '../../../contract/routes/capture.ts';
import { gatherSources } from '../../stages/1-capture/gather.ts';
import { recordAudit } from '../audit/audit.ts';
import type { WritableDb } from '../db/database.ts';
import { dossierByCode } from '../records/dossiers.ts';
import { text } from '../records/rows.ts';
import { advanceDossier } from '../road/advance.ts';
import { registerFiles, type HandedOver, type HandedOverDocument } from '../road/register-files.ts';
import { contentChanged, isSealed } from '../road/sealable.ts';
import { advanceNow } from '../road/workshop.ts';
import type { HandlerContext, Handlers } from '../handler.ts';

export const captureHandlers: Pick<Handlers, 'capture.import' | 'capture.dismiss'> = {
  'capture.import': async (workshop, { fileCode, paths, split }) => {
    const gathered = await gatherSources(paths, split);
    const documents: HandedOverDocument[] = [];
    for (const { title, files } of gathered.documents) documents.push({ title, files: await Promise.all(files.map(look)) });
    for (const { source, error } of gathered.problems)
      documents.push({ title: basename(source), files: [{ ...found(source), error }] });

    // Walking a large folder takes a while: what the dossier is now is asked only here, together with the change.
    const registered = workshop.writer.tx((db) => {
      const done = registerFiles(db, workshop, fileCode, documents, splitEvery(split));
      if (done.ok) auditImport(db, workshop, fileCode, done.data.files);
      return done;
    });
    if (!registered.ok) return registered;
    workshop.wake();
    workshop.emit({ topic: 'dossier.changed', fileCode });
    return ok({ files: registered.data.files });
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

async function look(path: string): Promise<HandedOver> {
  try {
    const { size, mtimeMs } = await stat(path);
    return { ...found(path), size, modifiedMs: Math.floor(mtimeMs) };
  } catch {
    return { ...found(path), error: { code: 'SOURCE_UNREADABLE', data: { name: basename(path) } } };
  }
}

function found(path: string): HandedOver {
  return { origin: 'path', path, name: basename(path).normalize('NFC'), size: 0, modifiedMs: 0, digest: null, error: null };
}

/** `pages:2` → 2; null for every rule that does not count pages. */
export function splitEvery(split: SplitRule): number | null {
  const every = /^pages:(\d+)$/.exec(split)?.[1];
  return every === undefined ? null : Number(every);
}

export function auditImport(db: WritableDb, workshop: HandlerContext, fileCode: string, files: number): void {
  recordAudit(db, {
    at: workshop.clock.now(),
    actor: workshop.actor,
    action: 'capture.import',
    subject: fileCode,
    data: { files },
  });
}
