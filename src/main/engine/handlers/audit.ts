import { fail, ok } from '../../../contract/result.ts';
import { recordAudit, verifyAuditInSteps } from '../audit/audit.ts';
import { auditEntries, auditFacets, countEntries } from '../audit/read.ts';
import { writeAuditWorkbook } from '../audit/workbook.ts';
import type { Handlers } from '../handler.ts';

type Names = 'audit.list' | 'audit.facets' | 'audit.verify' | 'audit.export';

/** More lines help nobody in a workbook, and cost memory: a period is to be chosen. */
const mostLines = 100_000;
const mime = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const auditHandlers: Pick<Handlers, Names> = {
  'audit.list': ({ writer: { db } }, { offset, limit, ...filter }) =>
    ok({ total: countEntries(db, filter), entries: auditEntries(db, filter, offset, limit) }),

  'audit.facets': ({ writer }) => ok(auditFacets(writer.db)),

  'audit.verify': async ({ writer }) => ok(await verifyAuditInSteps(writer.db)),

  'audit.export': async ({ writer, clock, actor, downloads }, { language, ...filter }) => {
    const lines = countEntries(writer.db, filter);
    if (lines > mostLines) return fail('EXPORT_TOO_LARGE', { lines, most: mostLines });
    const entries = auditEntries(writer.db, filter, 0, mostLines);
    const at = clock.now();
    const name = `${language === 'vi' ? 'Nhật ký' : 'Audit trail'} ${at.slice(0, 10)}.xlsx`;
    const download = await downloads.offer({ name, mime }, (path) => writeAuditWorkbook(entries, language, path));
    writer.tx((db) => recordAudit(db, { at, actor, action: 'audit.export', subject: name, data: { lines } }));
    return ok(download);
  },
};
