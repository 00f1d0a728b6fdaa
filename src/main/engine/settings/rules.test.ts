import { expect, it } from 'vitest';
import { readPolicy, type PolicyFile } from './rules.ts';

const machine = (text: string | null): PolicyFile => ({ place: 'machine', path: '/etc/policy.json', text });
const station = (text: string | null): PolicyFile => ({ place: 'station', path: '/data/policy.json', text });
const publicKey = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.alloc(32, 7)]).toString('base64');

it('settles what it names, and says where', () => {
  const policy = readPolicy([station('\uFEFF{"lock.minutes": 5}')]);
  expect(policy.values).toEqual({ 'lock.minutes': 5 });
  expect(policy.locked).toEqual([{ key: 'lock.minutes', place: 'station', path: '/data/policy.json' }]);
  expect(policy.problems).toEqual([]);
});

it('the machine’s policy stands over the one in the station folder, which whoever works here could write', () => {
  const policy = readPolicy([machine('{"lock.minutes": 5}'), station('{"lock.minutes": 240, "window.language": "en"}')]);
  expect(policy.values).toEqual({ 'lock.minutes': 5, 'window.language': 'en' });
  expect(policy.locked.map(({ key, place }) => [key, place])).toEqual([
    ['lock.minutes', 'machine'],
    ['window.language', 'station'],
  ]);
});

it.each([
  [null, null, 'unreadable'],
  ['{"lock.minutes": 5', null, 'no-json'],
  ['[5]', null, 'no-json'],
  ['{"lock.minutes": "five"}', 'lock.minutes', 'bad-value'],
  ['{"lock.minutes": 0}', 'lock.minutes', 'bad-value'],
  ['{"lock.minute": 5}', 'lock.minute', 'unknown-key'],
  ['{"archive": {"url": "https://luutru.example.vn"}}', 'archive', 'bad-value'],
  ['{"archive": {"url": "ftp://luutru.example.vn", "publicKey": "x"}}', 'archive', 'bad-value'],
])('a broken policy %s is complained of and locks nothing', (text, key, reason) => {
  const { locked, values, archive, problems } = readPolicy([machine(text)]);
  expect({ locked, values, archive }).toEqual({ locked: [], values: {}, archive: null });
  expect(problems).toEqual([{ place: 'machine', path: '/etc/policy.json', key, reason }]);
});

it('one slip does not take the other locks away', () => {
  const policy = readPolicy([machine('{"lock.minutes": -1, "ocr.workers": 2}')]);
  expect(policy.values).toEqual({ 'ocr.workers': 2 });
  expect(policy.problems.map(({ key }) => key)).toEqual(['lock.minutes']);
});

it('address and key of the archive come together', () => {
  const archive = { url: 'https://luutru.example.vn/tiep-nhan', publicKey };
  expect(readPolicy([machine(JSON.stringify({ archive }))])).toMatchObject({
    archive,
    locked: [{ key: 'archive' }],
    problems: [],
  });
});
