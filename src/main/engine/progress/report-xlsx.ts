/** The report as a workbook: one sheet of words, one for each table; figures stay numbers. */
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import type { Report, ReportTable } from './report.ts';

export async function writeReportXlsx(report: Report, path: string): Promise<void> {
  const { agency, title, period, sentence, notes, tables } = report;
  const cover: SheetData = [
    [{ value: agency }],
    [{ value: title, fontWeight: 'bold', fontSize: 16 }],
    [{ value: period }],
    [],
    [{ value: sentence, fontWeight: 'bold', fontSize: 13 }],
    ...notes.map((note) => [{ value: note }]),
  ];
  await writeXlsxFile([
    { data: cover, sheet: sheetName(title), columns: [{ width: 110 }] },
    ...tables.map((table) => ({
      data: rowsOf(table),
      sheet: sheetName(table.title),
      columns: table.columns.map(({ figure }, index) => ({ width: figure ? 16 : index === 0 ? 44 : 20 })),
      stickyRowsCount: 1,
    })),
  ]).toFile(path);
}

function rowsOf({ columns, rows }: ReportTable): SheetData {
  return [
    columns.map(({ label, figure }) => ({
      value: label,
      fontWeight: 'bold' as const,
      align: figure ? ('right' as const) : ('left' as const),
      wrap: true,
    })),
    ...rows.map((row) =>
      row.map((value) => (typeof value === 'number' ? { value, type: Number, format: '#,##0' } : { value, type: String })),
    ),
  ];
}

/** Excel takes at most 31 characters, and none of these. */
function sheetName(title: string): string {
  return title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31);
}
