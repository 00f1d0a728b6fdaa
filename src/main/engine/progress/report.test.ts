import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../../tests/support/folders.ts';
import type { ProgressView, Share } from '../../../contract/routes/work.ts';
import { openZip } from '../../../exchange/zip/read.ts';
import { textOfPdf } from '../../cli/bench/pdf-text.ts';
import { addDays } from './calendar.ts';
import { reportOf, type Report } from './report.ts';
import { writeReportPdf } from './report-pdf.ts';
import { writeReportXlsx } from './report-xlsx.ts';

const folder = temporaryFolder('report');
const share = (key: string, name: string, planned: number, done: number): Share => ({
  key,
  name,
  planned: { dossiers: 900, pages: planned },
  standing: { dossiers: 300, pages: done + 500 },
  approved: done + 100,
  done: { dossiers: 200, pages: done },
  left: planned - done,
});
const view: ProgressView = {
  today: '2026-11-25',
  planned: true,
  forecast: { kind: 'dated', left: 41_200, pace: 540, days: 77, finish: '2027-03-18', due: '2026-12-31', late: 50 },
  whole: share('', '', 53_200, 12_000),
  unplaced: { dossiers: 3, pages: 60 },
  byFonds: [share('H49.64.33', 'Ủy ban nhân dân phường Hồng Gai', 53_200, 12_000)],
  byYear: Array.from({ length: 60 }, (_, index) => share(String(1960 + index), String(1960 + index), 900, 200)),
  byKind: [share('civil', 'Sổ hộ tịch', 40_000, 9000), share('', '', 13_200, 3000)],
  days: Array.from({ length: 14 }, (_, index) => ({
    day: addDays('2026-11-16', index),
    capture: 600,
    describe: 540,
    approve: 500,
    receipt: 480,
  })),
  work: [
    { account: 'lan', kind: 'describe', today: 120, week: 540, documents: 41 },
    { account: null, kind: 'receipt', today: 100, week: 480, documents: 30 },
  ],
  stuck: [],
};
const agency = 'Ủy ban nhân dân phường Hồng Gai, thành phố Hạ Long, tỉnh Quảng Ninh';

async function pdf(report: Report, name: string): Promise<string[]> {
  const path = join(folder, name);
  await writeReportPdf(report, path, '2026-11-25');
  return textOfPdf(path);
}

it('the sheets say the sentence, carry every year once, and are numbered', async () => {
  const pages = await pdf(reportOf(view, [], agency, 'vi'), 'report.pdf');
  const text = pages.join('\n').normalize('NFC');
  for (const words of [
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Ngày 25 tháng 11 năm 2026',
    'BÁO CÁO TIẾN ĐỘ SỐ HÓA',
    'Còn 41.200 trang; với nhịp này xong ngày 18/03/2027.',
    'Trễ 50 ngày làm việc so với hạn 31/12/2026.',
    'Sổ hộ tịch',
    'Chưa xếp loại',
    'lan',
    'Máy trạm',
  ])
    expect(text).toContain(words);
  for (let year = 1960; year < 2020; year++) expect(text.split(`${year}`).length - 1).toBe(1);
  expect(pages.length).toBeGreaterThan(2);
  pages.forEach((page, index) => expect(page).toContain(`Trang ${index + 1}/${pages.length}`));
});

it('a name of 200 characters without a space, and letters the font lacks, stay within the sheet', async () => {
  const long = 'Ằ'.repeat(200);
  const pages = await pdf(reportOf({ ...view, byFonds: [share('H49', `${long}漢`, 10, 1)] }, [], agency, 'en'), 'long.pdf');
  expect(pages.join('').replace(/\s/g, '').normalize('NFC')).toContain(long.normalize('NFC').slice(0, 150));
  expect(pages[0]).not.toContain('CỘNG HÒA');
});

it('the workbook has a sheet for each table, and its figures are numbers', async () => {
  const path = join(folder, 'report.xlsx');
  const report = reportOf(view, [], agency, 'vi');
  await writeReportXlsx(report, path);
  const zip = await openZip(path);
  if (!zip.ok) throw new Error(zip.error.code);
  const read = async (name: string) => {
    const bytes = await zip.data.read(zip.data.entries.find((entry) => entry.name === name)!);
    return bytes.ok ? bytes.bytes.toString('utf8') : '';
  };
  const sheets = [...(await read('xl/workbook.xml')).matchAll(/<sheet [^>]*name="([^"]*)"/g)].map((match) => match[1]);
  expect(sheets).toEqual(['BÁO CÁO TIẾN ĐỘ SỐ HÓA', ...report.tables.map(({ title }) => title.slice(0, 31))]);
  expect(await read('xl/worksheets/sheet2.xml')).toMatch(/<v>53200<\/v>/);
  await zip.data.close();
});

it('nothing at all is a report, too', async () => {
  const empty: ProgressView = {
    ...view,
    planned: false,
    forecast: { kind: 'nothing' },
    byFonds: [],
    byYear: [],
    byKind: [],
    work: [],
    unplaced: { dossiers: 0, pages: 0 },
  };
  const text = (await pdf(reportOf(empty, [], agency, 'vi'), 'empty.pdf')).join('\n').normalize('NFC');
  expect(text).toContain('Trạm chưa có trang nào.');
  expect(text).toContain('Chưa có kế hoạch');
});
