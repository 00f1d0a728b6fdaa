/** Entries of the trail as a workbook: one line each, in sentences, with what a sentence leaves out beside it. */
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { auditSentence } from '../../../contract/audit/index.ts';
import type { Lang } from '../../../contract/errors/index.ts';
import { toArchivalDate } from '../../../contract/instant.ts';
import type { AuditEntryView } from '../../../contract/routes/audit.ts';

const heads = {
  vi: ['STT', 'Ngày', 'Giờ', 'Người', 'Việc đã làm', 'Đối tượng', 'Chi tiết', 'Mã việc'],
  en: ['No.', 'Day', 'Time', 'Who', 'What was done', 'About', 'Details', 'Code'],
} as const;
const titles = { vi: 'Nhật ký', en: 'Audit trail' } as const;

export async function writeAuditWorkbook(entries: readonly AuditEntryView[], lang: Lang, path: string): Promise<void> {
  const words = (value: string) => ({ value, type: String });
  const data: SheetData = [
    heads[lang].map((value) => ({ value, fontWeight: 'bold' as const })),
    ...entries.map((entry) => [
      { value: entry.seq, type: Number },
      words(toArchivalDate(entry.at)),
      words(entry.at.slice(11, 19)),
      words(entry.actor),
      words(auditSentence(entry, lang)),
      words(entry.subject),
      words(detailsOf(entry)),
      words(entry.action),
    ]),
  ];
  await writeXlsxFile(data, {
    sheet: titles[lang],
    columns: [10, 12, 10, 20, 60, 34, 50, 24].map((width) => ({ width })),
    stickyRowsCount: 1,
  }).toFile(path);
}

export function detailsOf({ data }: Pick<AuditEntryView, 'data'>): string {
  return Object.entries(data)
    .map(([name, value]) => `${name}: ${value ?? '–'}`)
    .join('; ');
}
