/** Step 4: a person finds what waits, sees what is wrong, and confirms what a document is about. */
import { fail, ok, type CodedError } from '../../../contract/result.ts';
import type { DocumentFields } from '../../../contract/vocabulary.ts';
import { describeProblem, errorsOf, type Problem } from '../../../exchange/sip/problems.ts';
import { docIdOf } from '../../../exchange/sip/tree.ts';
import { recordAudit } from '../audit/audit.ts';
import { digestOf } from '../audit/digest-of.ts';
import { describeEntry, describeView } from './describe-views.ts';
import { describedBy } from '../records/describers.ts';
import { documentById, resetBuilt } from '../records/documents.ts';
import { dossierByCode, dossierById } from '../records/dossiers.ts';
import { fieldProblem } from '../records/field-problems.ts';
import { learnTerms, suggestTerms } from '../records/terms.ts';
import { countWaiting, documentIds, neighboursOf, nextWaiting, waitingDocuments } from '../records/waiting.ts';
import { recordDocumentWork } from '../records/work.ts';
import { advanceDocument } from '../road/advance.ts';
import { documentDescriptionProblems, markOf } from '../road/check-description.ts';
import { contentChanged, isSealed } from '../road/sealable.ts';
import { advanceNow } from '../road/workshop.ts';
import type { Handlers } from '../handler.ts';

type Names =
  'describe.queue' | 'describe.documents' | 'describe.open' | 'describe.check' | 'describe.suggest' | 'describe.confirm';

export const describeHandlers: Pick<Handlers, Names> = {
  'describe.queue': ({ writer: { db } }, { fileCode, offset, limit }) => {
    const dossier = fileCode === null ? null : dossierByCode(db, fileCode);
    if (fileCode !== null && dossier === null) return fail('DOSSIER_UNKNOWN', { fileCode });
    const ids = waitingDocuments(db, dossier?.id ?? null, offset, limit);
    return ok({ ...countWaiting(db, dossier?.id ?? null), documents: ids.map((id) => describeEntry(db, id)) });
  },

  'describe.documents': ({ writer: { db } }, { fileCode, offset, limit }) => {
    const dossier = dossierByCode(db, fileCode);
    if (dossier === null) return fail('DOSSIER_UNKNOWN', { fileCode });
    const ids = documentIds(db, dossier.id, offset, limit);
    const [first] = documentIds(db, dossier.id, 0, 1);
    const total = first === undefined ? 0 : neighboursOf(db, documentById(db, first)!).of;
    return ok({ total, documents: ids.map((id) => describeEntry(db, id)) });
  },

  'describe.open': ({ writer: { db } }, { fileCode, documentId }) => {
    const dossier = fileCode === null ? null : dossierByCode(db, fileCode);
    if (fileCode !== null && dossier === null) return fail('DOSSIER_UNKNOWN', { fileCode });
    const [waiting] = documentId === null ? waitingDocuments(db, dossier?.id ?? null, 0, 1) : [];
    const [first] = dossier === null ? [] : documentIds(db, dossier.id, 0, 1);
    const id = documentId ?? waiting ?? first;
    if (id === undefined) return ok(null);
    const view = describeView(db, id);
    return view === null ? fail('DOCUMENT_UNKNOWN', { docId: id }) : ok(view);
  },

  'describe.check': async (workshop, { documentId, fields }) => {
    const { db } = workshop.writer;
    const document = documentById(db, documentId);
    if (document === null) return fail('DOCUMENT_UNKNOWN', { docId: documentId });
    const by = { now: workshop.clock.now(), mark: await markOf(db, workshop.vault, document) };
    const dossier = dossierById(db, document.dossierId);
    return ok({ problems: documentDescriptionProblems(db, dossier, document, fields, by).map(fieldProblem) });
  },

  'describe.suggest': ({ writer: { db } }, { field, text, limit }) => ok({ values: suggestTerms(db, field, text, limit) }),

  'describe.confirm': async (workshop, { documentId, fields, sources }) => {
    const { db: reader } = workshop.writer;
    const known = documentById(reader, documentId);
    if (known === null) return fail('DOCUMENT_UNKNOWN', { docId: documentId });
    const mark = await markOf(reader, workshop.vault, known);
    const now = workshop.clock.now();
    const confirmed = workshop.writer.tx((db) => {
      const document = documentById(db, documentId);
      if (document === null) return fail('DOCUMENT_UNKNOWN', { docId: documentId });
      const dossier = dossierById(db, document.dossierId);
      const docId = document.ordinal === null ? documentId : docIdOf(dossier.fileCode, document.ordinal);
      if (isSealed(db, dossier)) return fail('DOSSIER_SEALED', { fileCode: dossier.fileCode });
      if (document.proposal === null) return fail('NOT_READY', { docId, state: 'recognise' });
      const problems = documentDescriptionProblems(db, dossier, document, fields, { now, mark });
      const refusal = refusalOf(docId, errorsOf(problems), fields);
      if (refusal !== null) return fail(refusal.code, refusal.data);
      // A correction takes back the PDF, the signature and the approval that were built on the old words.
      resetBuilt(db, documentId);
      db.run(
        `UPDATE document SET fields_json = ?, sources_json = ?, remarks_json = ?, described_by = ?, described_at = ?, returned_json = NULL
         WHERE id = ?`,
        JSON.stringify(fields),
        JSON.stringify(sources),
        JSON.stringify(problems),
        workshop.actor,
        now,
        documentId,
      );
      db.run('UPDATE page SET returned = NULL WHERE document_id = ?', documentId);
      learnTerms(db, document.fields, fields, now);
      describedBy(db, dossier.id, documentId, workshop.actor);
      recordDocumentWork(db, { at: now, actor: workshop.actor, kind: 'describe' }, documentId);
      contentChanged(db, dossier.id);
      recordAudit(db, {
        at: now,
        actor: workshop.actor,
        action: 'describe.confirm',
        subject: docId,
        data: { fields: digestOf(fields), warnings: problems.map(({ code }) => code).join(' ') },
      });
      advanceDocument(db, documentId, advanceNow(workshop));
      return ok({ fileCode: dossier.fileCode, next: nextWaiting(db, document), remarks: problems.map(fieldProblem) });
    });
    if (!confirmed.ok) return confirmed;
    const { fileCode, ...answer } = confirmed.data;
    workshop.wake();
    workshop.emit({ topic: 'dossier.changed', fileCode });
    return ok(answer);
  },
};

/** Mandatory in EAD_doc (Circular 05/2025, Annex III); number and notation are not: many papers have none. */
function refusalOf(docId: string, errors: readonly Problem[], fields: DocumentFields): CodedError | null {
  const [first] = errors;
  if (first === undefined) return null;
  const missing = (['issuedDate', 'organName', 'subject'] as const).filter((name) => fields[name].trim() === '');
  if (missing.length > 0) return { code: 'FIELDS_MISSING', data: { docId, fields: missing.join(', ') } };
  return {
    code: 'DESCRIPTION_WRONG',
    data: { docId, count: errors.length, firstVi: describeProblem(first, 'vi'), firstEn: describeProblem(first, 'en') },
  };
}
