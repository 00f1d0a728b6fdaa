import { expect, test } from 'vitest';
import { toInstant } from '../../../contract/instant.ts';
import type { LineState } from '../../../contract/routes/queue.ts';
import { lineState, type LineFacts } from './rules.ts';

const now = Date.parse('2026-11-23T12:00:00+07:00');
const at = toInstant(now);
const silent = { since: at, error: { code: 'ARCHIVE_UNREACHABLE', data: {} } } as const;
const nights = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '22:00', to: '06:00' }));
const none = { free: 0, asking: 0, held: 0, disk: 0, parked: 0 };
const facts = (change: Partial<LineFacts>): LineFacts => ({
  now,
  paused: null,
  hasArchive: true,
  silent: null,
  retryAtMs: 0,
  timetable: null,
  budget: { day: null, month: null },
  used: { day: 0, month: 0 },
  onLine: null,
  counts: { ...none, free: 3 },
  firstStartMs: now - 1000,
  ...change,
});
const onLine = { objid: 'uuid-1', fileCode: 'H49', whole: false };

test.each<[string, Partial<LineFacts>, Partial<LineState>]>([
  ['nothing waits', { counts: none }, { state: 'idle' }],
  [
    'a pause is said even when nothing waits: the next package would not go',
    { counts: none, paused: { by: 'lan', at } },
    { state: 'paused', by: 'lan' },
  ],
  ['a pause comes before everything else', { paused: { by: 'lan', at }, hasArchive: false, silent }, { state: 'paused' }],
  ['no address, nothing to send it with', { hasArchive: false }, { state: 'noArchive' }],
  ['no address, but nothing to send either', { hasArchive: false, counts: none }, { state: 'idle' }],
  ['a package is on the line', { onLine }, { state: 'sending', fileCode: 'H49' }],
  ['a piece that left just before the line closed is still under way', { onLine, timetable: nights }, { state: 'sending' }],
  ['nobody answers', { silent, retryAtMs: now + 5000 }, { state: 'unreachable', retryAt: toInstant(now + 5000) }],
  ['nobody answered, and it is being tried again', { silent, retryAtMs: now + 5000, onLine }, { state: 'sending' }],
  ['the wait is over and the next try is due', { silent, retryAtMs: now - 1 }, { state: 'ready' }],
  ['all is out, the archive examines', { counts: { ...none, asking: 2 } }, { state: 'asking', packages: 2 }],
  ['outside the timetable', { timetable: nights }, { state: 'closed', until: '2026-11-23T22:00:00.000+07:00' }],
  ['a timetable that never opens', { timetable: [] }, { state: 'closed', until: null }],
  [
    'outside the timetable, yet nothing would go but the archive’s answers',
    { timetable: nights, counts: { ...none, asking: 1 } },
    { state: 'asking' },
  ],
  [
    'the day’s budget is used up',
    { budget: { day: 5, month: null }, used: { day: 5, month: 5 } },
    { state: 'budget', which: 'day', until: '2026-11-24T00:00:00.000+07:00' },
  ],
  [
    'the month’s budget is used up',
    { budget: { day: 5, month: 9 }, used: { day: 5, month: 9 } },
    { state: 'budget', which: 'month', until: '2026-12-01T00:00:00.000+07:00' },
  ],
  [
    'everything that waits is kept back',
    { counts: { ...none, held: 1, disk: 2, parked: 3 } },
    { state: 'stopped', held: 1, disk: 2, parked: 3 },
  ],
  ['one package asks for its receipt, others may go', { onLine: { ...onLine, whole: true } }, { state: 'asking', packages: 1 }],
  ['it may go at once', {}, { state: 'ready', at }],
  ['every package waits for its own next try', { firstStartMs: now + 60_000 }, { state: 'ready', at: toInstant(now + 60_000) }],
])('%s', (_, change, expected) => {
  expect(lineState(facts(change))).toMatchObject(expected);
});
