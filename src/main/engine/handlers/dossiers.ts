import { fail, ok } from '../../../contract/result.ts';
import { withoutForbiddenCharacters } from '../../../contract/characters.ts';
import { docIdOf, fitsDocId } from '../../../exchange/sip/tree.ts';
import { recordAudit } from '../audit/audit.ts';
import { digestOf } from '../audit/digest-of.ts';
import type { Db } from '../db/database.ts';
import { describedBy } from '../records/describers.ts';
import { documentsWithPages } from '../records/documents.ts';
import { blankDescription, dossierByCode, insertDossier, nameDossier, nextFileCode } from '../records/dossiers.ts';
import { stationOf } from '../records/station.ts';
import { listDossiers } from '../records/dossier-list.ts';
import { fieldProblem } from '../records/field-problems.ts';
import { dossierDetail } from '../records/views.ts';
import { advanceDossier } from '../road/advance.ts';
import { dossierDescriptionProblems, proposedDates, totalsOf } from '../road/check-description.ts';
import { contentChanged, isSealed } from '../road/sealable.ts';
import { advanceNow } from '../road/workshop.ts';
import type { Handlers } from '../handler.ts';

type Names =
  'dossier.list' | 'dossier.nextCode' | 'dossier.make' | 'dossier.get' | 'dossier.form' | 'dossier.check' | 'dossier.describe';

export const dossierHandlers: Pick<Handlers, Names> = {
  'dossier.list': ({ writer: { db } }, wanted) => ok(listDossiers(db, wanted)),

  'dossier.nextCode': ({ writer: { db } }, { year }) => {
    const station = stationOf(db);
    if (station === null) return fail('STATION_NOT_MADE', { folder: '' });
    return ok({ fileCode: nextFileCode(db, `${station.agencyCode}.${year}.`) });
  },

  'dossier.make': (workshop, { fileCode, title }) => {
    const made = workshop.writer.tx((db) => {
      const station = stationOf(db);
      if (station === null) return fail('STATION_NOT_MADE', { folder: '' });
      if (dossierByCode(db, fileCode) !== null) return fail('DOSSIER_EXISTS', { fileCode });
      if (!fitsDocId(fileCode, 1)) return fail('FILE_CODE_TOO_LONG', { fileCode, example: docIdOf(fileCode, 1) });
      const at = workshop.clock.now();
      const description = blankDescription(withoutForbiddenCharacters(title).trim() || fileCode, station.agencyCode, fileCode);
      insertDossier(db, { id: workshop.newId(), fileCode, description, at });
      recordAudit(db, { at, actor: workshop.actor, action: 'dossier.make', subject: fileCode, data: {} });
      return ok({ fileCode });
    });
    if (made.ok) workshop.emit({ topic: 'dossier.changed', fileCode });
    return made;
  },

  'dossier.get': ({ writer: { db } }, { fileCode }) => {
    const dossier = dossierByCode(db, fileCode);
    return dossier === null ? fail('DOSSIER_UNKNOWN', { fileCode }) : ok(dossierDetail(db, dossier));
  },

  'dossier.form': ({ writer: { db } }, { fileCode }) => {
    const dossier = dossierByCode(db, fileCode);
    if (dossier === null) return fail('DOSSIER_UNKNOWN', { fileCode });
    return ok({
      fileCode,
      description: dossier.description,
      sealed: isSealed(db, dossier),
      codeFixed: isCodeFixed(db, dossier.id),
      totals: totalsOf(db, dossier),
      proposed: proposedDates(db, dossier),
    });
  },

  'dossier.check': ({ writer: { db } }, { fileCode, description, newFileCode }) => {
    const dossier = dossierByCode(db, fileCode);
    if (dossier === null) return fail('DOSSIER_UNKNOWN', { fileCode });
    const codeFixed = isCodeFixed(db, dossier.id);
    const problems = dossierDescriptionProblems(db, dossier, description, newFileCode, codeFixed);
    return ok({ problems: problems.map(fieldProblem) });
  },

  'dossier.describe': (workshop, { fileCode, description, newFileCode }) => {
    const dossier = dossierByCode(workshop.writer.db, fileCode);
    if (dossier === null) return fail('DOSSIER_UNKNOWN', { fileCode });
    if (isSealed(workshop.writer.db, dossier)) return fail('DOSSIER_SEALED', { fileCode });
    const code = newFileCode ?? fileCode;
    const documents = Math.max(1, documentsWithPages(workshop.writer.db, dossier.id).length);
    if (!fitsDocId(code, documents)) return fail('FILE_CODE_TOO_LONG', { fileCode: code, example: docIdOf(code, documents) });
    const taken = code !== fileCode && dossierByCode(workshop.writer.db, code) !== null;
    if (taken || (isCodeFixed(workshop.writer.db, dossier.id) && code !== fileCode))
      return fail('FILE_CODE_FIXED', { fileCode, wanted: code });
    workshop.writer.tx((db) => {
      nameDossier(db, dossier.id, code, description);
      // The second person answers for title, term and access too: what they approved before is to be approved again.
      db.run('UPDATE document SET approved_by = NULL, approved_at = NULL WHERE dossier_id = ?', dossier.id);
      describedBy(db, dossier.id, '', workshop.actor);
      contentChanged(db, dossier.id);
      recordAudit(db, {
        at: workshop.clock.now(),
        actor: workshop.actor,
        action: 'dossier.describe',
        subject: dossier.id,
        data: { fileCode: code, description: digestOf(description) },
      });
      advanceDossier(db, dossier.id, advanceNow(workshop));
    });
    workshop.wake();
    workshop.emit({ topic: 'dossier.changed', fileCode: code });
    return ok({});
  },
};

/** A file code is in every docId and so in every PDF: it is settled before the first one is composed. */
function isCodeFixed(db: Db, dossierId: string): boolean {
  return db.get('SELECT 1 FROM document WHERE dossier_id = ? AND composed_json IS NOT NULL LIMIT 1', dossierId) !== undefined;
}
