import { describe, expect, it } from 'vitest';
import { stampText, vietnamTime } from './profiles.ts';
import type { StampFacts } from './profiles.ts';
import { planStamp } from './stamp.ts';
import type { PageView, Rect } from './stamp.ts';

const a4: PageView = { x: 0, y: 0, width: 595, height: 842, rotate: 0, unit: 1 };
/** Every character half an em wide. */
const widthOf = (text: string) => text.length * 0.5;
const facts: StampFacts = {
  agencyName: 'UBND phường Hà An',
  signerName: 'Nguyễn Văn A',
  notation: '12/QĐ-UBND',
  at: new Date('2026-06-12T04:45:37.690Z'),
  practice: false,
};

describe('what a stamp says', () => {
  it.each([
    ['ARCHIVE_TT05', 'top-right', ['UBND phường Hà An', 'Thời gian ký: 2026-06-12T11:45:37+07:00']],
    ['TTHC_SCAN', 'top-left', ['Người sao chụp: Nguyễn Văn A', 'Thời gian ký: 2026-06-12T11:45:37+07:00']],
    ['SAO_Y_ND30', 'top-right', ['Sao y', 'UBND phường Hà An', 'Thời gian ký: 2026-06-12T11:45:37+07:00']],
    ['ANNEX_ND30', 'top-right', ['Kèm theo văn bản số 12/QĐ-UBND', 'Thời gian ký: 2026-06-12T11:45:37+07:00']],
  ] as const)('%s', (profile, corner, paragraphs) => {
    expect(stampText(profile, facts)).toEqual({ ok: true, data: { corner, paragraphs } });
    const practice = stampText(profile, { ...facts, practice: true });
    expect(practice.ok && practice.data.paragraphs[0]).toBe('LUYỆN TẬP — không có giá trị pháp lý');
  });

  it('keeps to one line each: no line breaks or decomposed letters from outside', () => {
    const text = stampText('ARCHIVE_TT05', { ...facts, agencyName: ' Hà\n\u0000An '.normalize('NFD') });
    expect(text.ok && text.data.paragraphs[0]).toBe('Hà An');
  });

  it('crosses midnight and the year as the clock in Vietnam does', () => {
    expect(vietnamTime(new Date('2026-12-31T17:00:00Z'))).toBe('2027-01-01T00:00:00+07:00');
  });
});

describe('where a stamp goes', () => {
  const plan = (page: PageView, taken: Rect[] = [], paragraphs = ['a'.repeat(20), 'b'.repeat(30)]) =>
    planStamp(paragraphs, 'top-right', page, taken, widthOf);

  it.each([
    [0, [433, 806, 587, 834]],
    [90, [8, 680, 36, 834]],
    [180, [8, 8, 162, 36]],
    [270, [559, 8, 587, 162]],
  ] as const)('A4 turned %i', (rotate, rect) => expect(plan({ ...a4, rotate })?.rect).toEqual(rect));

  it('is measured from the visible box and in the page’s own unit', () => {
    expect(plan({ ...a4, x: 100, y: -50 })?.rect).toEqual([533, 756, 687, 784]);
    expect(plan({ ...a4, width: 297.5, height: 421, unit: 2 })).toMatchObject({ rect: [216.5, 403, 293.5, 417], fontSize: 5 });
  });

  it('breaks long names at a word, never the time', () => {
    const lines = plan(a4, [], [Array.from({ length: 12 }, () => 'nhân').join(' '), 'T'.repeat(80)])?.lines;
    expect(lines?.length).toBe(3);
    expect(lines?.at(-1)).toBe('T'.repeat(80));
  });

  it('goes below what is there, then to the next column, and says when nothing is left', () => {
    expect(plan(a4, [[433, 806, 587, 834]])?.rect).toEqual([433, 776, 587, 804]);
    expect(plan(a4, [[440, 0, 595, 842]])?.rect).toEqual([277, 806, 431, 834]);
    expect(plan(a4, [[0, 0, 595, 842]])).toBeNull();
  });

  it('shrinks only where the page is too small, and never to nothing', () => {
    expect(plan({ ...a4, width: 100 })?.fontSize).toBeLessThan(10);
    expect(plan({ ...a4, width: 200 })?.fontSize).toBe(10);
    expect(plan({ ...a4, width: 30 })).toBeNull();
  });
});
