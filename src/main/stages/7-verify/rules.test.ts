import { expect, it } from 'vitest';
import { refuseApproval, type ToApprove } from './index.ts';

const good: ToApprove = { docId: 'd.1', state: 'signed', described: true, signed: true, returned: false, describers: ['lan'] };

it.each([
  ['a second person approves finished work', 'hùng', [good, { ...good, docId: 'd.2' }], null],
  ['the one who described it may not', 'lan', [good], { code: 'OWN_WORK', data: { name: 'lan', docId: 'd.1' } }],
  [
    'nor one of several who did',
    'lan',
    [{ ...good, describers: ['mai', 'lan'] }],
    { code: 'OWN_WORK', data: { name: 'lan', docId: 'd.1' } },
  ],
  [
    'one own document among others is enough',
    'mai',
    [good, { ...good, docId: 'd.2', describers: ['mai'] }],
    { code: 'OWN_WORK', data: { name: 'mai', docId: 'd.2' } },
  ],
  [
    'an unsigned document is not ready',
    'hùng',
    [{ ...good, state: 'composed', signed: false }],
    { code: 'NOT_READY', data: { docId: 'd.1', state: 'composed' } },
  ],
  [
    'nor one that nobody described',
    'hùng',
    [{ ...good, state: 'proposed', described: false }],
    { code: 'NOT_READY', data: { docId: 'd.1', state: 'proposed' } },
  ],
  [
    'nor one that was sent back',
    'hùng',
    [{ ...good, state: 'returned', returned: true }],
    { code: 'NOT_READY', data: { docId: 'd.1', state: 'returned' } },
  ],
] as const)('%s', (_, actor, documents, refusal) => expect(refuseApproval(actor, documents)).toEqual(refusal));
