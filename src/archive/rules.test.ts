import { describe, expect, it } from 'vitest';
import { problem } from '../exchange/sip/problems.ts';
import {
  admit,
  readMetadata,
  reasonFromFailure,
  reasonsToReject,
  receiptNumber,
  type Known,
  type PackageFindings,
} from './rules.ts';

const raw = {
  protocol: '1',
  objid: 'uuid-0F203B84-6641-4CDA-9F52-DAAE55FEF6B1',
  fileCode: 'H49.64.33.2001.160',
  sha256: 'a'.repeat(64),
  bytes: '10',
  agencyCode: 'H49.64.33',
  recordStatus: 'NEW',
};

describe('what an upload announces', () => {
  it('is read whole, unknown keys aside', () => {
    expect(readMetadata({ ...raw, later: 'x' }, 10)).toEqual({ ok: true, value: { ...raw, bytes: 10 } });
  });

  it('names every key that is wrong, at once', () => {
    const verdict = readMetadata({ ...raw, objid: '../x', bytes: null }, 10);
    expect(verdict).toMatchObject({ ok: false, code: 'METADATA_INVALID', message: expect.stringMatching(/objid.*bytes/) });
  });

  it.each([undefined, 9, 11, Number.NaN])('must have the length of the upload (%s)', (length) => {
    expect(readMetadata(raw, length).ok).toBe(false);
  });

  it('may be missing altogether, and is refused', () => {
    expect(readMetadata(undefined, 10).ok).toBe(false);
  });
});

describe('admission: one OBJID, one package', () => {
  const known = (state: Known['state'], sha256 = 'old'): Known => ({ state, sha256 });
  it.each<[string, 'NEW' | 'REPLACEMENT' | 'SUPPLEMENT', readonly Known[], string]>([
    ['new', 'NEW', [], 'taken in'],
    ['new', 'REPLACEMENT', [], 'taken in'],
    ['old', 'NEW', [known('received')], 'PACKAGE_ALREADY_HERE'],
    ['old', 'NEW', [known('accessioned')], 'PACKAGE_ALREADY_HERE'],
    ['old', 'REPLACEMENT', [known('rejected')], 'PACKAGE_ALREADY_HERE'],
    ['new', 'NEW', [known('rejected')], 'OBJID_TAKEN'],
    ['new', 'SUPPLEMENT', [known('rejected')], 'OBJID_TAKEN'],
    ['new', 'REPLACEMENT', [known('rejected')], 'taken in'],
    ['new', 'REPLACEMENT', [known('received')], 'OBJID_TAKEN'],
    ['new', 'REPLACEMENT', [known('validated')], 'OBJID_TAKEN'],
    ['new', 'REPLACEMENT', [known('accessioned')], 'OBJID_TAKEN'],
    ['new', 'REPLACEMENT', [known('accessioned', 'second'), known('rejected')], 'OBJID_TAKEN'],
    ['old', 'REPLACEMENT', [known('accessioned', 'second'), known('rejected')], 'PACKAGE_ALREADY_HERE'],
  ])('bytes %s as %s onto %j: %s', (sha256, recordStatus, packages, outcome) => {
    const verdict = admit({ sha256, recordStatus }, packages);
    expect(verdict.ok ? 'taken in' : verdict.code).toBe(outcome);
  });
});

describe('reasons to reject', () => {
  const announced = { objid: raw.objid, fileCode: raw.fileCode, recordStatus: 'NEW' as const };
  const sound: PackageFindings = {
    ok: true,
    ...announced,
    replaces: null,
    documents: [{ docId: `${raw.fileCode}.0000001`, pages: 3 }],
    problems: [],
  };
  const codes = (change: Partial<PackageFindings>, practice = false) =>
    reasonsToReject(announced, { ...sound, ...change }, practice, null).map(({ code }) => code);

  it('none for a sound package, and none for mere warnings', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ problems: [problem('PDF_NO_TEXT')] })).toEqual([]);
  });

  it('every error, each with its words and its page', () => {
    const problems = [
      problem('PDF_UNSIGNED', { document: 'a' }),
      problem('PDF_PAGES', { document: 'b', page: 2, path: 'b.pdf' }, { found: 3, declared: 4 }),
    ];
    expect(reasonsToReject(announced, { ...sound, ok: false, problems }, false, null)).toEqual([
      { code: 'PDF_UNSIGNED', message: 'Tài liệu chưa có chữ ký số.', document: 'a', page: null, path: null },
      { code: 'PDF_PAGES', message: 'Tệp PDF có 3 trang, siêu dữ liệu ghi 4.', document: 'b', page: 2, path: 'b.pdf' },
    ]);
  });

  it.each<[string, Partial<PackageFindings>, string]>([
    ['another objid inside', { objid: 'uuid-X' }, 'ANNOUNCED_OBJID_DIFFERS'],
    ['another file code inside', { fileCode: 'H49.2001.1' }, 'ANNOUNCED_FILE_CODE_DIFFERS'],
    ['another record status inside', { recordStatus: 'OTHER' }, 'ANNOUNCED_RECORD_STATUS_DIFFERS'],
    ['no objid inside', { objid: null }, 'PACKAGE_INCOMPLETE'],
    ['no documents', { documents: [] }, 'PACKAGE_INCOMPLETE'],
    ['a document without pages', { documents: [{ docId: 'a', pages: 0 }] }, 'PACKAGE_INCOMPLETE'],
    ['a check that says no and not why', { ok: false }, 'PACKAGE_INCOMPLETE'],
  ])('%s', (_name, change, code) => {
    expect(codes(change)).toEqual([code]);
  });

  it('a TEST package, except in practice', () => {
    const test = { ...announced, recordStatus: 'TEST' as const };
    const inside = { ...sound, recordStatus: 'TEST' };
    expect(reasonsToReject(test, inside, false, null).map(({ code }) => code)).toEqual(['TEST_RECORD']);
    expect(reasonsToReject(test, inside, true, null)).toEqual([]);
  });

  it('a replacement of what was never rejected', () => {
    const inside = { ...sound, replaces: 'uuid-OLD' };
    const codesFor = (state: Parameters<typeof reasonsToReject>[3]) =>
      reasonsToReject(announced, inside, false, state).map(({ code }) => code);
    expect(codesFor('accessioned')).toEqual(['REPLACES_LIVE_PACKAGE']);
    expect(codesFor('received')).toEqual(['REPLACES_LIVE_PACKAGE']);
    expect(codesFor('rejected')).toEqual([]);
    // Rejected elsewhere, or before this archive's register began: nothing here speaks against it.
    expect(codesFor(null)).toEqual([]);
  });

  it('a package nobody could open, in the opener’s words', () => {
    expect(reasonFromFailure({ code: 'PACKAGE_CHANGED', data: { objid: 'uuid-1' } })).toMatchObject({
      code: 'PACKAGE_CHANGED',
      message: expect.stringContaining('uuid-1'),
    });
  });
});

describe('a receipt’s number', () => {
  it('says the year, and whether it was only practice', () => {
    expect(receiptNumber(42, '2026-06-12T11:45:37.690+07:00', false)).toBe('BN-2026-000042');
    expect(receiptNumber(1_234_567, '2026-06-12T11:45:37.690+07:00', true)).toBe('LT-2026-1234567');
  });
});
