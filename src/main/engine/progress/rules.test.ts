import { describe, expect, it } from 'vitest';
import type { PlanRow } from '../../../contract/routes/work.ts';
import { addWorkingDays, isWorkingDay, workingDaysBefore, workingDaysBetween } from './calendar.ts';
import { readPlan } from './paste.ts';
import { forecast, paceOf, place, shares, total, type Standing, type Stood } from './rules.ts';

const row = (year: number, kind: PlanRow['kind'], pages: number, dossiers = 0): PlanRow => ({
  fonds: 'H49.64.33',
  fondsName: 'UBND xã Lam Khê',
  year,
  kind,
  dossiers,
  pages,
  due: null,
});
const stood = (year: number, kind: Stood['kind'], pages: number, done = 0, doneDossiers = 0): Stood => ({
  fonds: 'H49.64.33',
  year,
  kind,
  standing: { dossiers: 1, pages },
  approved: done,
  done: { dossiers: doneDossiers, pages: done },
});

describe('working days', () => {
  it.each([
    ['2026-11-25', true],
    ['2026-11-28', false],
    ['2026-09-02', false],
    ['2027-02-05', false],
    ['2027-02-09', false],
    ['2027-02-10', true],
  ])('%s: %s', (day, works) => expect(isWorkingDay(day)).toBe(works));
  it('are counted back over a weekend and forward over Tết', () => {
    expect(workingDaysBefore('2026-11-23', 3)).toEqual(['2026-11-20', '2026-11-19', '2026-11-18']);
    expect(addWorkingDays('2027-02-04', 1)).toBe('2027-02-10');
    expect(addWorkingDays('2026-11-25', 0)).toBe('2026-11-25');
    expect(workingDaysBetween('2026-11-20', '2026-11-24')).toBe(2);
    expect(workingDaysBetween('2026-11-24', '2026-11-20')).toBe(0);
  });
});

describe('the pace', () => {
  const ten = workingDaysBefore('2026-11-25', 10);
  const pages = (...each: number[]) => new Map(ten.map((day, index) => [day, each[index] ?? 0]));
  it('one hurried day does not move it', () => {
    expect(paceOf('2026-11-25', '2026-01-01', pages(9000, 100, 100, 100, 100, 100, 100, 100, 100, 100))).toEqual({
      pace: 100,
      days: 10,
    });
  });
  it('days before the first work do not count as idle, days after it do', () => {
    expect(paceOf('2026-11-25', ten[5]!, pages(60, 50, 40, 30, 20, 10))).toEqual({ pace: 35, days: 6 });
    expect(paceOf('2026-11-25', '2026-01-01', pages(60, 60, 60, 60))).toEqual({ pace: 0, days: 10 });
  });
  it('nothing done yet', () => expect(paceOf('2026-11-25', null, new Map())).toEqual({ pace: 0, days: 0 }));
});

describe('when it will be finished', () => {
  const whole = (planned: number, approved: number, done: number): Standing => ({
    planned: { dossiers: 0, pages: planned },
    standing: { dossiers: 0, pages: planned },
    approved,
    done: { dossiers: 0, pages: done },
    left: planned - done,
  });
  it.each([
    ['nothing planned', whole(0, 0, 0), { pace: 100, days: 10 }, { kind: 'nothing' }],
    ['all of it done', whole(10, 10, 10), { pace: 100, days: 10 }, { kind: 'finished' }],
    ['only the line is to do', whole(100, 100, 90), { pace: 0, days: 0 }, { kind: 'sending', left: 10 }],
    ['four days are no pace', whole(100, 0, 0), { pace: 10, days: 4 }, { kind: 'unknown', left: 100, days: 4, wanted: 5 }],
    ['no pace at all', whole(100, 0, 0), { pace: 0, days: 10 }, { kind: 'unknown', left: 100, days: 10, wanted: 5 }],
    [
      'hundreds of years',
      whole(1_000_000_000, 0, 0),
      { pace: 1, days: 10 },
      { kind: 'unknown', left: 1_000_000_000, days: 10, wanted: 5 },
    ],
    [
      'in time',
      whole(1000, 0, 0),
      { pace: 300, days: 10 },
      { kind: 'dated', left: 1000, pace: 300, days: 4, finish: '2026-12-01', due: '2026-12-31', late: 0 },
    ],
    [
      'too late, by working days',
      whole(9000, 0, 0),
      { pace: 300, days: 10 },
      { kind: 'dated', left: 9000, pace: 300, days: 30, finish: '2027-01-07', due: '2026-12-31', late: 4 },
    ],
  ])('%s', (_name, standing, pace, expected) => expect(forecast('2026-11-25', standing, pace, '2026-12-31')).toEqual(expected));
});

describe('dossiers in the plan', () => {
  it('of the only kind planned for their year belong there, of two kinds a person must say', () => {
    const { lines, unplaced } = place(
      [row(2001, 'civil', 100), row(2002, 'civil', 100), row(2002, 'archive', 50)],
      [stood(2001, '', 40), stood(2002, '', 30), stood(2002, 'archive', 20), stood(1999, '', 5)],
    );
    expect(lines.map(({ standing }) => standing.pages)).toEqual([40, 0, 20]);
    expect(unplaced).toEqual([
      { fonds: 'H49.64.33', year: 2002, dossiers: 1, pages: 30, choices: ['civil', 'archive'] },
      { fonds: 'H49.64.33', year: 1999, dossiers: 1, pages: 5, choices: [] },
    ]);
  });
  it('more pages in one line do not make up for another; a line whose dossiers are all done is done', () => {
    const { lines } = place(
      [row(2001, 'civil', 100, 9), row(2002, 'civil', 100, 9), row(2003, 'civil', 100, 1)],
      [stood(2001, 'civil', 150, 150, 5), stood(2003, 'civil', 80, 80, 1)],
    );
    expect(lines.map(({ left }) => left)).toEqual([0, 100, 0]);
    expect(total(lines)).toMatchObject({ left: 100, planned: { pages: 300 }, done: { pages: 230 } });
    expect(
      shares(
        lines,
        ({ year }) => String(year),
        () => '',
      ).map(({ key, left }) => [key, left]),
    ).toEqual([
      ['2001', 0],
      ['2002', 100],
      ['2003', 0],
    ]);
  });
});

describe('a pasted plan', () => {
  it('with Vietnamese headings in another order, dots in numbers and days of both kinds', () => {
    const text =
      'Năm\tMã phông\tTên phông\tLoại hồ sơ\tSố hồ sơ\tSố trang\tHạn\n2001\tH49.64.33\tUBND xã Lam Khê\tSổ hộ tịch\t1.200\t41.200\t31/12/2026\n\n2002\tH49.64.33\t"UBND ""cũ"""\tHỒ SƠ TTHC\t5\t90\t2027-03-01\n';
    expect(readPlan(text)).toEqual({
      problems: [],
      rows: [
        { ...row(2001, 'civil', 41_200, 1200), due: '2026-12-31' },
        { ...row(2002, 'tthc', 90, 5), fondsName: 'UBND "cũ"', due: '2027-03-01' },
      ],
    });
  });
  it('tells every problem with its line and cell at once', () => {
    const { rows, problems } = readPlan(
      [
        'H49.64.33\t\t2001\tsổ hộ tịch\t1\t10\t',
        'xã Lam Khê\t\t20o1\tvở\t1,5\t\t31/02/2026',
        'H49.64.33\t\t2001\tcivil\t2\t20\t',
      ].join('\r\n'),
    );
    expect(rows).toHaveLength(2);
    expect(problems.map(({ line, column, problem }) => `${line} ${column} ${problem}`)).toEqual([
      '2 fonds not-a-code',
      '2 year not-a-year',
      '2 kind kind-unknown',
      '2 dossiers not-a-number',
      '2 pages missing',
      '2 due not-a-day',
      '3 line twice',
    ]);
  });
});
