/** The report on sheets of A4: the agency's head as Decree 30/2020 has it, the sentence, the tables, and a number on every page. */
import { writeFile } from 'node:fs/promises';
import type { Lang } from '../../../contract/errors/index.ts';
import { figure, type Report, type ReportTable } from './report.ts';
import { words } from './report-words.ts';
import { Sheets } from './sheets.ts';

export async function writeReportPdf(report: Report, path: string, day: string): Promise<void> {
  const { agency, title, period, sentence, notes, tables, lang } = report;
  const sheets = await Sheets.open();
  head(sheets, agency, day, lang);
  sheets.paragraph(title, { size: 15, bold: true, align: 'centre' });
  sheets.paragraph(period, { size: 11, align: 'centre' });
  sheets.gap(12);
  sheets.paragraph(sentence, { size: 14, bold: true });
  for (const note of notes) sheets.paragraph(note, { size: 11 });
  for (const table of tables) layTable(sheets, table, lang);
  await writeFile(path, await sheets.save(title, words[lang].page));
}

/** Agency at the left, the state's name and motto at the right (Decree 30/2020, Annex I): only on a paper in Vietnamese. */
function head(sheets: Sheets, agency: string, day: string, lang: Lang): void {
  if (lang === 'en') {
    sheets.paragraph(agency, { size: 11, bold: true });
    sheets.gap(18);
    return;
  }
  const { top, left, width } = sheets;
  const leftWidth = width * 0.42;
  const below = Math.max(
    sheets.lines(agency.toLocaleUpperCase('vi'), { x: left, y: top, width: leftWidth, size: 11, bold: true, align: 'centre' }),
    sheets.lines('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc', {
      x: left + leftWidth,
      y: top,
      width: width - leftWidth,
      size: 11,
      bold: true,
      align: 'centre',
    }),
  );
  sheets.rule(left + leftWidth / 2 - 35, top + below + 3, 70);
  sheets.rule(left + leftWidth + (width - leftWidth) / 2 - 75, top + below + 3, 150);
  sheets.gap(below + 14);
  sheets.paragraph(`Ngày ${day.slice(8)} tháng ${day.slice(5, 7)} năm ${day.slice(0, 4)}`, { size: 11, align: 'right' });
  sheets.gap(14);
}

const size = 10;
const leading = 13;
const padding = 4;

function layTable(sheets: Sheets, { title, columns, rows }: ReportTable, lang: Lang): void {
  const figureWidth = Math.min(64, (sheets.width * 0.62) / Math.max(1, columns.filter((column) => column.figure).length));
  const others = columns.filter((column) => !column.figure).length;
  const rest = (sheets.width - figureWidth * (columns.length - others)) / others;
  const widths = columns.map((column) => (column.figure ? figureWidth : rest));
  const lay = (cells: readonly string[], bold: boolean) => {
    const texts = cells.map((cell, index) => sheets.wrap(cell, widths[index]! - 2 * padding, size));
    const height = Math.max(...texts.map((lines) => lines.length)) * leading + 2 * padding;
    // A row is never parted; on a new sheet the headings come again.
    if (!sheets.fits(height)) {
      sheets.turn();
      if (!bold)
        lay(
          columns.map(({ label }) => label),
          true,
        );
    }
    let x = sheets.left;
    texts.forEach((lines, index) => {
      sheets.lines(lines.join('\n'), {
        x: x + padding,
        y: sheets.top + padding,
        width: widths[index]! - 2 * padding,
        size,
        bold,
        align: columns[index]!.figure ? 'right' : 'left',
      });
      x += widths[index]!;
    });
    sheets.gap(height);
    sheets.rule(sheets.left, sheets.top, sheets.width, !bold);
  };
  // The title stays with the head and a first row.
  if (!sheets.fits(90)) sheets.turn();
  else sheets.gap(16);
  sheets.paragraph(title, { size: 12, bold: true });
  sheets.gap(2);
  lay(
    columns.map(({ label }) => label),
    true,
  );
  for (const row of rows)
    lay(
      row.map((cell) => (typeof cell === 'number' ? figure(cell, lang) : cell)),
      false,
    );
}
