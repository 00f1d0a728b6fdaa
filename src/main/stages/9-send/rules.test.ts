import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DeliveryState } from '../../../contract/views.ts';
import { encodePublicKey, keyIdOf } from '../../../exchange/receipt/key.ts';
import type { ArchiveIdentity } from '../../../exchange/transfer/protocol.ts';
import {
  afterFault,
  chunkOffsetFault,
  errorOf,
  nextChunkBytes,
  nextState,
  resumeOffsetFault,
  trustArchive,
  waitBeforeAsking,
  waitBeforeRetry,
  type DeliveryEvent,
  type Fault,
} from './rules.ts';

const status = (code: number, refusal: string | null = null): Fault => ({ kind: 'status', status: code, refusal, message: '' });
const network = (code: string): Fault => ({ kind: 'network', code });

describe('what a fault on the line means', () => {
  it.each<[Fault, ReturnType<typeof afterFault>, string]>([
    [network('ECONNREFUSED'), 'again', 'ARCHIVE_UNREACHABLE'],
    [network('ECONNRESET'), 'again', 'ARCHIVE_UNREACHABLE'],
    [network('ETIMEDOUT'), 'again', 'ARCHIVE_UNREACHABLE'],
    [network('ENETUNREACH'), 'again', 'ARCHIVE_UNREACHABLE'],
    [network('ENOTFOUND'), 'give-up', 'ARCHIVE_NAME_UNKNOWN'],
    [network('EAI_AGAIN'), 'give-up', 'ARCHIVE_NAME_UNKNOWN'],
    [network('CERT_HAS_EXPIRED'), 'give-up', 'ARCHIVE_TLS_UNTRUSTED'],
    [network('DEPTH_ZERO_SELF_SIGNED_CERT'), 'give-up', 'ARCHIVE_TLS_UNTRUSTED'],
    [network('ERR_TLS_CERT_ALTNAME_INVALID'), 'give-up', 'ARCHIVE_TLS_UNTRUSTED'],
    [status(302), 'give-up', 'ARCHIVE_ANSWER_UNREADABLE'],
    [status(400), 'give-up', 'ARCHIVE_REFUSED'],
    [status(401), 'give-up', 'ARCHIVE_REFUSED'],
    [status(404), 'anew', 'UPLOAD_DAMAGED'],
    [status(408), 'again', 'ARCHIVE_BUSY'],
    [status(409), 'again', 'ARCHIVE_BUSY'],
    [status(409, 'PACKAGE_ALREADY_HERE'), 'done', 'ARCHIVE_BUSY'],
    [status(409, 'OBJID_TAKEN'), 'give-up', 'OBJID_TAKEN'],
    [status(410), 'anew', 'UPLOAD_DAMAGED'],
    [status(413), 'give-up', 'PACKAGE_TOO_LARGE'],
    [status(423), 'again', 'ARCHIVE_BUSY'],
    [status(429), 'again', 'ARCHIVE_BUSY'],
    [status(460), 'again', 'UPLOAD_DAMAGED'],
    [status(500), 'again', 'ARCHIVE_BUSY'],
    [status(501), 'give-up', 'ARCHIVE_REFUSED'],
    [status(503), 'again', 'ARCHIVE_BUSY'],
    [status(507), 'give-up', 'ARCHIVE_FULL'],
    [{ kind: 'unreadable', reason: 'x' }, 'give-up', 'ARCHIVE_ANSWER_UNREADABLE'],
    [{ kind: 'source', code: 'EIO' }, 'give-up', 'PACKAGE_FILE_UNREADABLE'],
    [{ kind: 'stranger' }, 'anew', 'UPLOAD_DAMAGED'],
    [{ kind: 'offset', claimed: 5, sent: 4 }, 'anew', 'ARCHIVE_OFFSET_WRONG'],
  ])('%j → %s, else %s', (fault, next, code) => {
    expect(afterFault(fault)).toBe(next);
    expect(errorOf(fault, { host: 'kho', objid: 'uuid-1', bytes: 9 }).code).toBe(code);
  });
});

describe('an offset', () => {
  it.each([
    [101, 100, 50, true],
    [150, 100, 50, true],
    [100, 100, 50, false],
    [151, 100, 50, false],
    [99, 100, 50, false],
    [Number.NaN, 100, 50, false],
    [2 ** 53, 100, 2 ** 53, false],
  ])('%d after a chunk at %d of %d bytes: believable %s', (claimed, start, length, believable) => {
    expect(chunkOffsetFault(claimed, start, length) === null).toBe(believable);
  });

  it.each([
    [0, 0, 0, true],
    [70, 50, 100, true],
    [49, 50, 100, false],
    [101, 50, 100, false],
    [Number.NaN, 0, 100, false],
  ])('%d on resuming with %d acknowledged and %d sent: believable %s', (claimed, acknowledged, sent, believable) => {
    expect(resumeOffsetFault(claimed, acknowledged, sent) === null).toBe(believable);
  });
});

describe('the size of the next chunk', () => {
  const rule = { minBytes: 16, maxBytes: 1024, targetMs: 8000 };
  it.each([
    [256, 1000, 512],
    [256, 8000, 256],
    [256, 30_000, 128],
    [256, null, 128],
    [16, null, 16],
    [1024, 1, 1024],
  ])('after %d bytes in %s ms: %d', (bytes, ms, next) => {
    expect(nextChunkBytes(bytes, ms, rule)).toBe(next);
  });
});

describe('waiting', () => {
  it('doubles up to a quarter of an hour, never less than half of that, and is finite for any attempt', () => {
    expect([1, 2, 3].map((attempt) => waitBeforeRetry(attempt, 0))).toEqual([1000, 2000, 4000]);
    expect([1, 2, 3].map((attempt) => waitBeforeRetry(attempt, 0.999999))).toEqual([2000, 4000, 8000]);
    expect([20, 1000, 1e9].map((attempt) => waitBeforeRetry(attempt, 0))).toEqual([450_000, 450_000, 450_000]);
    expect(waitBeforeRetry(0, 0)).toBe(1000);
  });

  it('for the archive’s decision grows to five seconds', () => {
    expect([0, 1, 2, 3, 4, 5, 100].map(waitBeforeAsking)).toEqual([200, 400, 800, 1600, 3200, 5000, 5000]);
  });
});

describe('the state of a delivery', () => {
  const events: DeliveryEvent[] = [
    'upload-begun',
    'upload-ended',
    'archive-received',
    'archive-validated',
    'archive-rejected',
    'receipt-verified',
  ];

  it('becomes “delivered” by a verified receipt and by nothing else', () => {
    const undecided = DeliveryState.options.filter((state) => state !== 'delivered');
    const ways = undecided.flatMap((state) => events.filter((event) => nextState(state, event) === 'delivered'));
    expect(new Set(ways)).toEqual(new Set(['receipt-verified']));
  });

  it('once decided is moved by nothing', () => {
    for (const event of events) {
      expect(nextState('delivered', event)).toBe('delivered');
      expect(nextState('rejected', event)).toBe('rejected');
    }
  });

  it('goes back to sending when the archive lost what it had', () => {
    expect(nextState('sent', 'upload-begun')).toBe('sending');
  });
});

describe('whom the station trusts', () => {
  const { publicKey } = generateKeyPairSync('ed25519');
  const identity: ArchiveIdentity = {
    type: 'tram.archive.v1',
    name: 'Kho',
    protocol: 1,
    publicKey: encodePublicKey(publicKey),
    keyId: keyIdOf(publicKey),
    practice: true,
    limits: { maxPackageBytes: 1, maxChunkBytes: 1 },
  };
  const other = encodePublicKey(generateKeyPairSync('ed25519').publicKey);
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();

  it.each<[string, Partial<ArchiveIdentity>, { pinnedKey: string | null; practice: boolean }, string]>([
    ['first contact in practice', {}, { pinnedKey: null, practice: true }, 'ok'],
    ['the pinned key', {}, { pinnedKey: identity.publicKey, practice: true }, 'ok'],
    ['the pinned key, set as PEM', {}, { pinnedKey: pem, practice: true }, 'ok'],
    ['another key', {}, { pinnedKey: other, practice: true }, 'ARCHIVE_KEY_CHANGED'],
    ['an unreadable pinned key', {}, { pinnedKey: 'x', practice: true }, 'ARCHIVE_KEY_CHANGED'],
    ['first contact for real', { practice: false }, { pinnedKey: null, practice: false }, 'ARCHIVE_KEY_NOT_PINNED'],
    [
      'a real archive for a practice station',
      { practice: false },
      { pinnedKey: null, practice: true },
      'ARCHIVE_PRACTICE_MISMATCH',
    ],
    [
      'a practice archive for a real station',
      {},
      { pinnedKey: identity.publicKey, practice: false },
      'ARCHIVE_PRACTICE_MISMATCH',
    ],
    ['a protocol of tomorrow', { protocol: 2 }, { pinnedKey: null, practice: true }, 'ARCHIVE_PROTOCOL_UNKNOWN'],
    ['a key that is none', { publicKey: 'AAAA' }, { pinnedKey: null, practice: true }, 'ARCHIVE_ANSWER_UNREADABLE'],
    ['a key under another’s name', { keyId: '0'.repeat(64) }, { pinnedKey: null, practice: true }, 'ARCHIVE_ANSWER_UNREADABLE'],
  ])('%s', (_name, change, station, outcome) => {
    const result = trustArchive({ ...identity, ...change }, station, 'kho');
    expect(result.ok ? 'ok' : result.error.code).toBe(outcome);
  });
});
