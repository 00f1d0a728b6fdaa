/** What waits, how far it is, and the same as a file. */
import { ok } from '../../../contract/result.ts';
import { progressView } from '../progress/progress.ts';
import { reportOf } from '../progress/report.ts';
import { writeReportPdf } from '../progress/report-pdf.ts';
import { writeReportXlsx } from '../progress/report-xlsx.ts';
import { place } from '../progress/rules.ts';
import { planRows, stoodInStation } from '../records/plan.ts';
import { stationOf } from '../records/station.ts';
import { workSummary } from '../records/status.ts';
import type { Handlers } from '../handler.ts';

const mimes = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

export const workHandlers: Pick<Handlers, 'work.summary' | 'progress.get' | 'progress.export'> = {
  'work.summary': ({ writer: { db }, caller, actor }) =>
    ok(workSummary(db, actor, caller.account === null ? caller.operator : [caller.account.role])),

  'progress.get': ({ writer: { db }, clock }) => ok(progressView(db, clock.now())),

  'progress.export': async ({ writer: { db }, clock, downloads }, { format, lang }) => {
    const view = progressView(db, clock.now());
    const { lines } = place(planRows(db), stoodInStation(db));
    const report = reportOf(view, lines, stationOf(db)?.agencyName ?? '', lang);
    const name = `${lang === 'vi' ? 'tiến độ số hóa' : 'digitisation progress'} ${view.today}.${format}`;
    const write = (path: string) => (format === 'pdf' ? writeReportPdf(report, path, view.today) : writeReportXlsx(report, path));
    return ok(await downloads.offer({ name, mime: mimes[format] }, write));
  },
};
