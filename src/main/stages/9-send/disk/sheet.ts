/**
 * The hand-over sheet that goes with the disk (biên bản bàn giao, laid out after Decree 30/2020/NĐ-CP): what is on it, package by package, a
 * QR code that binds sheet and disk together, and room for two signatures.
 */
import { toArchivalDate } from '../../../../contract/instant.ts';
import type { Instant } from '../../../../contract/vocabulary.ts';
import { a4, lines, measure, printPdf, type Mark, type Measure } from '../../printed.ts';
import { qrModules } from './qr.ts';

export interface SheetPackage {
  readonly fileCode: string;
  readonly title: string;
  readonly documents: number;
  readonly pages: number;
  readonly bytes: number;
  readonly sha256: string;
}

export interface SheetFacts {
  readonly set: string;
  readonly agencyName: string;
  readonly agencyCode: string;
  readonly practice: boolean;
  readonly at: Instant;
  readonly packages: readonly SheetPackage[];
  /** What the QR code says. */
  readonly code: string;
  readonly manifestSha256: string;
}

const left = 57;
const right = a4.width - 43;
const bottom = 57;
const qrSide = 104;

/** Left edge of a column; the last is the right edge of the table. */
const columns = {
  number: left,
  fileCode: left + 28,
  title: left + 158,
  documents: 385,
  pages: 425,
  size: 475,
  end: right,
} as const;

/** The sheet as a PDF. */
export async function handOverSheet(facts: SheetFacts): Promise<Uint8Array> {
  const pages = layOut(facts, await qrModules(facts.code), await measure());
  return printPdf(pages, { title: `Biên bản bàn giao ${facts.set}`, createdAt: new Date(facts.at) });
}

/** Where everything stands on how many pages. */
function layOut(facts: SheetFacts, qr: readonly boolean[][], widthOf: Measure): Mark[][] {
  const pages: Mark[][] = [[]];
  let y = heading(pages[0]!, facts, qr, widthOf);
  y = tableHead(pages[0]!, y);
  const breakUnless = (room: number) => {
    if (y - room >= bottom) return;
    pages.push([]);
    y = tableHead(pages.at(-1)!, a4.height - 60);
  };
  facts.packages.forEach((one, index) => {
    const title = lines(one.title, 10, columns.documents - columns.title - 34, widthOf).slice(0, 2);
    const codes = lines(one.fileCode, 10, columns.title - columns.fileCode - 8, widthOf);
    const rows = Math.max(title.length, codes.length);
    breakUnless(rows * 12 + 18);
    const page = pages.at(-1)!;
    const put = (x: number, text: string, align: 'left' | 'right' = 'left') =>
      page.push({ kind: 'text', x, y, size: 10, text, align });
    put(columns.number, String(index + 1));
    codes.forEach((text, row) => page.push({ kind: 'text', x: columns.fileCode, y: y - row * 12, size: 10, text }));
    title.forEach((text, row) => page.push({ kind: 'text', x: columns.title, y: y - row * 12, size: 10, text }));
    put(columns.documents, String(one.documents), 'right');
    put(columns.pages + 10, String(one.pages), 'right');
    put(columns.end, megabytes(one.bytes), 'right');
    y -= rows * 12;
    page.push({ kind: 'text', x: columns.fileCode, y, size: 7, text: `SHA-256 ${one.sha256}` });
    y -= 6;
    page.push(rule(y));
    y -= 13;
  });
  breakUnless(150);
  closing(pages.at(-1)!, facts, y, widthOf);
  pages.forEach((page, index) =>
    page.push({
      kind: 'text',
      x: right,
      y: 32,
      size: 8,
      text: `${facts.set} · trang ${index + 1}/${pages.length}`,
      align: 'right',
    }),
  );
  return pages;
}

function heading(page: Mark[], facts: SheetFacts, qr: readonly boolean[][], widthOf: Measure): number {
  const centre = (x: number, y: number, size: number, text: string, bold = false) =>
    page.push({ kind: 'text', x, y, size, text, bold, align: 'centre' });
  let y = a4.height - 62;
  centre(left + 110, y, 11, 'CƠ QUAN NỘP HỒ SƠ');
  lines(facts.agencyName, 11, 220, widthOf).forEach((text, row) => centre(left + 110, y - 15 - row * 14, 11, text, true));
  centre(right - 130, y, 11, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', true);
  centre(right - 130, y - 15, 11, 'Độc lập - Tự do - Hạnh phúc', true);
  page.push(rule(y - 20, right - 205, right - 55));
  y -= 78;
  centre(a4.width / 2, y, 15, 'BIÊN BẢN BÀN GIAO', true);
  centre(a4.width / 2, y - 19, 12, 'Gói hồ sơ số nộp Lưu trữ bằng thiết bị lưu trữ', true);
  if (facts.practice) centre(a4.width / 2, y - 36, 11, 'LUYỆN TẬP – KHÔNG CÓ GIÁ TRỊ BÀN GIAO', true);
  y -= 62;
  drawCode(page, qr, right - qrSide, y - qrSide + 12);
  const sums = facts.packages.reduce(
    (sum, one) => ({ documents: sum.documents + one.documents, pages: sum.pages + one.pages, bytes: sum.bytes + one.bytes }),
    { documents: 0, pages: 0, bytes: 0 },
  );
  const told: readonly (readonly [string, string])[] = [
    ['Mã bộ bàn giao', facts.set],
    ['Cơ quan nộp', `${facts.agencyName} (${facts.agencyCode})`],
    ['Thời điểm lập', `${facts.at.slice(11, 16)} ngày ${toArchivalDate(facts.at)}`],
    ['Số gói', `${facts.packages.length} gói, ${sums.documents} văn bản, ${sums.pages} trang`],
    ['Dung lượng', megabytes(sums.bytes)],
  ];
  for (const [label, value] of told) {
    page.push({ kind: 'text', x: left, y, size: 11, text: `${label}:` });
    const broken = lines(value, 11, right - qrSide - 20 - left - 92, widthOf);
    broken.forEach((text, row) => page.push({ kind: 'text', x: left + 92, y: y - row * 14, size: 11, text }));
    y -= 14 * Math.max(1, broken.length) + 3;
  }
  page.push({ kind: 'text', x: left, y, size: 8, text: `SHA-256 của danh mục: ${facts.manifestSha256.slice(0, 32)}` });
  page.push({ kind: 'text', x: left + 92, y: y - 10, size: 8, text: facts.manifestSha256.slice(32) });
  return Math.min(y - 34, a4.height - 62 - 78 - 62 - qrSide - 8);
}

function tableHead(page: Mark[], y: number): number {
  const put = (x: number, text: string, align: 'left' | 'right' = 'left') =>
    page.push({ kind: 'text', x, y, size: 10, text, align, bold: true });
  put(columns.number, 'TT');
  put(columns.fileCode, 'Mã hồ sơ');
  put(columns.title, 'Tiêu đề hồ sơ');
  put(columns.documents, 'Văn bản', 'right');
  put(columns.pages + 10, 'Trang', 'right');
  put(columns.end, 'Dung lượng', 'right');
  page.push(rule(y - 5), rule(y + 12));
  return y - 19;
}

function closing(page: Mark[], facts: SheetFacts, from: number, widthOf: Measure): void {
  let y = from - 4;
  const note =
    'Bên nhận đối chiếu mã QR và danh mục với thiết bị trước khi ký. Gói hồ sơ chỉ được coi là đã nộp khi có biên nhận do Lưu trữ ký số; bản giấy được giữ cho đến khi đó.';
  for (const text of lines(note, 10, right - left, widthOf)) {
    page.push({ kind: 'text', x: left, y, size: 10, text });
    y -= 13;
  }
  y -= 14;
  for (const [x, text] of [
    [left + 115, 'BÊN GIAO'],
    [right - 115, 'BÊN NHẬN (LƯU TRỮ)'],
  ] as const) {
    page.push({ kind: 'text', x, y, size: 11, text, bold: true, align: 'centre' });
    page.push({ kind: 'text', x, y: y - 14, size: 10, text: '(Ký, ghi rõ họ tên, ngày tháng năm)', align: 'centre' });
  }
  if (facts.practice) page.push({ kind: 'text', x: left, y: 32, size: 8, text: 'LUYỆN TẬP' });
}

function drawCode(page: Mark[], qr: readonly boolean[][], x: number, y: number): void {
  const side = qrSide / qr.length;
  qr.forEach((row, line) =>
    row.forEach((dark, column) => {
      if (dark) page.push({ kind: 'box', x: x + column * side, y: y + qrSide - (line + 1) * side, width: side, height: side });
    }),
  );
}

function rule(y: number, from = left, to = right): Mark {
  return { kind: 'box', x: from, y, width: to - from, height: 0.6 };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toLocaleString('vi-VN', { minimumFractionDigits: 1, maximumFractionDigits: 1 })} MB`;
}
