/** Lines of a plan as they are pasted from a spreadsheet: cells by tabs, a line of headings or none. Every problem is told at once. */
import { dayNumber } from '../../../contract/archival-date.ts';
import { recordKindNames } from '../../../contract/record-kinds.ts';
import { PlanRow, RecordKind, type PlanProblem } from '../../../contract/routes/work.ts';
import { fold } from '../../../contract/text.ts';

type Column = Exclude<PlanProblem['column'], 'line'>;

/** The order of columns when there are no headings. */
const order: readonly Column[] = ['fonds', 'fondsName', 'year', 'kind', 'dossiers', 'pages', 'due'];
/** Folded beginnings of headings, the longer ones first. */
const headings: readonly (readonly [string, Column])[] = [
  ['ten phong', 'fondsName'],
  ['fonds name', 'fondsName'],
  ['ten', 'fondsName'],
  ['ma', 'fonds'],
  ['phong', 'fonds'],
  ['fonds', 'fonds'],
  ['nam', 'year'],
  ['year', 'year'],
  ['loai', 'kind'],
  ['kind', 'kind'],
  ['so ho so', 'dossiers'],
  ['ho so', 'dossiers'],
  ['dossiers', 'dossiers'],
  ['so trang', 'pages'],
  ['trang', 'pages'],
  ['pages', 'pages'],
  ['han', 'due'],
  ['thoi han', 'due'],
  ['due', 'due'],
];

export function readPlan(text: string): { rows: PlanRow[]; problems: PlanProblem[] } {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line, index) => ({ line: index + 1, cells: line.split('\t').map(cellOf) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const first = lines[0]?.cells.map(columnOf) ?? [];
  const headed = first.filter((column) => column !== null).length >= 3;
  const columns = headed ? first : order;
  const rows: PlanRow[] = [];
  const problems: PlanProblem[] = [];
  const seen = new Set<string>();
  for (const { line, cells } of headed ? lines.slice(1) : lines) {
    const cell = (column: Column) => cells[columns.indexOf(column)] ?? '';
    const read = readLine(cell, (column, problem) =>
      problems.push({ line, column, problem, found: column === 'line' ? '' : cell(column).slice(0, 100) }),
    );
    if (read === null) continue;
    const key = `${read.fonds} ${read.year} ${read.kind}`;
    if (seen.has(key)) problems.push({ line, column: 'line', problem: 'twice', found: `${read.fonds} · ${read.year}` });
    seen.add(key);
    rows.push(read);
  }
  return { rows, problems };
}

/** A spreadsheet puts quotes round a cell that holds quotes or line feeds. */
function cellOf(text: string): string {
  const cell = text.trim();
  const bare = /^"(.*)"$/s.exec(cell)?.[1];
  return (bare === undefined ? cell : bare.replaceAll('""', '"')).normalize('NFC').trim();
}

function columnOf(cell: string): Column | null {
  const heading = fold(cell);
  return headings.find(([beginning]) => heading.startsWith(beginning))?.[1] ?? null;
}

function readLine(
  cell: (column: Column) => string,
  complain: (column: PlanProblem['column'], problem: PlanProblem['problem']) => void,
): PlanRow | null {
  let sound = true;
  const wrong = (column: Column, problem: PlanProblem['problem']) => {
    sound = false;
    complain(column, cell(column) === '' ? 'missing' : problem);
    return null;
  };
  const fonds = PlanRow.shape.fonds.safeParse(cell('fonds'));
  if (!fonds.success) wrong('fonds', 'not-a-code');
  const fondsName = PlanRow.shape.fondsName.safeParse(cell('fondsName'));
  if (!fondsName.success) wrong('fondsName', 'too-long');
  const year = PlanRow.shape.year.safeParse(numberOf(cell('year')));
  if (!year.success) wrong('year', 'not-a-year');
  const kind = kindOf(cell('kind')) ?? wrong('kind', 'kind-unknown');
  const dossiers = PlanRow.shape.dossiers.safeParse(numberOf(cell('dossiers')));
  if (!dossiers.success) wrong('dossiers', 'not-a-number');
  const pages = PlanRow.shape.pages.safeParse(numberOf(cell('pages')));
  if (!pages.success) wrong('pages', 'not-a-number');
  const due = dayOf(cell('due'));
  if (due === undefined) wrong('due', 'not-a-day');
  if (!sound) return null;
  return {
    fonds: fonds.data!,
    fondsName: fondsName.data!,
    year: year.data!,
    kind: kind!,
    dossiers: dossiers.data!,
    pages: pages.data!,
    due: due ?? null,
  };
}

/** `1200`, `1.200`, `1,200`, `1 200`. */
function numberOf(text: string): number {
  return /^\d{1,3}(?:[.,\s\u00a0]\d{3})+$|^\d+$/.test(text) ? Number(text.replace(/\D/g, '')) : NaN;
}

function kindOf(text: string): RecordKind | null {
  const wanted = fold(text).replace(/\s+/g, ' ');
  const known = RecordKind.options.find((kind) =>
    [kind, recordKindNames[kind].vi, recordKindNames[kind].en].some((name) => fold(name) === wanted),
  );
  return known ?? shortKinds.get(wanted) ?? null;
}
const shortKinds: ReadonlyMap<string, RecordKind> = new Map([
  ['ho so thu tuc hanh chinh', 'tthc'],
  ['thu tuc hanh chinh', 'tthc'],
  ['luu tru', 'archive'],
  ['ho tich', 'civil'],
  ['dia chinh', 'land'],
  ['cong van', 'correspondence'],
  ['van ban', 'correspondence'],
  ['khac', 'other'],
]);

/** `31/12/2026`, `2026-12-31` or nothing; undefined for anything else. */
function dayOf(text: string): string | null | undefined {
  if (text === '') return null;
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  const [, d, m, y] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  const written =
    year === undefined
      ? y === undefined
        ? ''
        : `${d!.padStart(2, '0')}/${m!.padStart(2, '0')}/${y}`
      : `${day}/${month}/${year}`;
  return dayNumber(written) === null ? undefined : `${written.slice(6)}-${written.slice(3, 5)}-${written.slice(0, 2)}`;
}
