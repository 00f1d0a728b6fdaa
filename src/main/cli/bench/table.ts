/** From runs to the table: medians, ratios, Markdown. Pure. */
import type { ContenderId, Measured } from './contenders.ts';
import type { Score } from './word-f1.ts';

export type Row = {
  readonly id: ContenderId;
  readonly name: string;
  readonly makes: string;
} & (
  | { readonly state: 'measured'; readonly figures: Figures }
  /** `what` is the program that is missing, or why it failed. */
  | { readonly state: 'not-installed' | 'failed'; readonly what: string }
  | { readonly state: 'not-asked' }
);

export interface Figures {
  /** Of every run, in order. */
  readonly allSeconds: readonly number[];
  /** Their median. */
  readonly seconds: number;
  readonly secondsPerPage: number;
  /** 1024 bytes of PDF for each page image given; null for those that make no PDF. */
  readonly kbPerPage: number | null;
  /** Highest over the runs. */
  readonly sampledPeakMiB: number | null;
  readonly reportedPeakMiB: number | null;
  readonly score: Score | null;
}

export function figuresOf(runs: readonly Omit<Measured, 'ok' | 'texts'>[], pages: number, score: Score | null): Figures {
  const seconds = median(runs.map((run) => run.seconds));
  const bytes = runs[0]?.pdfBytes ?? null;
  return {
    allSeconds: runs.map((run) => run.seconds),
    seconds,
    secondsPerPage: seconds / pages,
    kbPerPage: bytes === null ? null : bytes / 1024 / pages,
    sampledPeakMiB: highest(runs.map((run) => run.sampledPeakBytes)),
    reportedPeakMiB: highest(runs.map((run) => run.reportedPeakBytes)),
    score,
  };
}

/** Of an even number the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}

function highest(bytes: readonly (number | null)[]): number | null {
  const known = bytes.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known) / 1024 / 1024;
}

/** Seconds of each row to those of bare tesseract in the same run; null where one of the two was not measured. */
export function ratioOf(row: Row, rows: readonly Row[]): number | null {
  const bare = rows.find(({ id }) => id === 'tesseract');
  return row.state === 'measured' && bare?.state === 'measured' ? row.figures.seconds / bare.figures.seconds : null;
}

export interface TableWords {
  readonly head: readonly string[];
  readonly notInstalled: string;
  readonly failed: string;
  readonly notAsked: string;
}

/** Lines of a Markdown table, rows in the order given; "–" is what a row does not have. */
export function table(rows: readonly Row[], words: TableWords): string[] {
  const cells = rows.map((row) => [`\`${row.name}\``, row.makes, ...figureCells(row, rows, words)]);
  return [line(words.head), line(words.head.map((_, index) => (index < 2 ? '---' : '---:'))), ...cells.map(line)];
}

function figureCells(row: Row, rows: readonly Row[], words: TableWords): string[] {
  switch (row.state) {
    case 'measured': {
      const { allSeconds, secondsPerPage, kbPerPage, sampledPeakMiB, reportedPeakMiB, score } = row.figures;
      return [
        secondsCell(row.figures.seconds, allSeconds),
        secondsPerPage.toFixed(2),
        number(ratioOf(row, rows), 2),
        number(kbPerPage, 1),
        number(reportedPeakMiB ?? sampledPeakMiB, 0),
        number(score?.f1 ?? null, 4),
      ];
    }
    case 'not-installed':
      return [`${words.notInstalled}: ${row.what}`, ...none(5)];
    case 'failed':
      return [`${words.failed}: ${row.what}`, ...none(5)];
    case 'not-asked':
      return [words.notAsked, ...none(5)];
  }
}

/** With more than one run also the fastest and the slowest: a busy machine shows. */
function secondsCell(seconds: number, all: readonly number[]): string {
  const range = all.length > 1 ? ` (${Math.min(...all).toFixed(1)}–${Math.max(...all).toFixed(1)})` : '';
  return seconds.toFixed(1) + range;
}

function none(count: number): string[] {
  return new Array<string>(count).fill('–');
}

function number(value: number | null, digits: number): string {
  return value === null ? '–' : value.toFixed(digits);
}

export function line(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ')).join(' | ')} |`;
}
