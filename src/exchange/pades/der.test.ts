import { describe, expect, it } from 'vitest';
import { childrenOf, der, DerError, integerHexOf, oidOf, octetsOf, readDer, readWhole, timeOf } from './der.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('writing', () => {
  it.each([
    ['zero', der.integer(0), '020100'],
    ['127', der.integer(127), '02017f'],
    ['128 with its sign byte', der.integer(128), '02020080'],
    ['256', der.integer(256), '02020100'],
    ['bytes without needless zeros', der.integer(hex('0000ff01')), '020300ff01'],
    ['an identifier', der.oid('1.2.840.113549.1.7.2'), '06092a864886f70d010702'],
    ['an arc of a UUID', der.oid('2.25.340282366920938463463374607431768211455'), '06146983ffffffffffffffffffffffffffffffffff7f'],
    ['a long length', der.octets(new Uint8Array(300)).subarray(0, 4), '0482012c'],
    [
      'a set in order of its encodings',
      der.setOf(der.integer(300), der.integer(2), der.boolean(true)),
      '310a0101ff020102 0202012c',
    ],
    ['a time before 2050', der.time(new Date('2026-06-12T04:45:37Z')), '170d3236303631323034343533375a'],
    ['a time after 2049', der.time(new Date('2050-01-01T00:00:00Z')), '180f32303530303130313030303030305a'],
  ])('%s', (_, written, expected) => expect(written.toString('hex')).toBe(expected.replaceAll(' ', '')));
});

describe('reading', () => {
  it('reads back what was written', () => {
    const [number, id, text] = childrenOf(
      readWhole(der.sequence(der.integer(hex('00ff')), der.oid('2.25.12345678901234567890'), der.octets(hex('beef')))),
    );
    expect(integerHexOf(number)).toBe('ff');
    expect(oidOf(id)).toBe('2.25.12345678901234567890');
    expect(Buffer.from(octetsOf(text)).toString('hex')).toBe('beef');
  });

  it('takes the indefinite lengths of BER', () => {
    const { node, trailing } = readDer(hex('3080 2480 0401aa 0401bb 0000 020105 0000 00'));
    const [pieces, number] = childrenOf(node);
    expect(Buffer.from(octetsOf(pieces)).toString('hex')).toBe('aabb');
    expect(integerHexOf(number)).toBe('05');
    expect(trailing).toBe(1);
  });

  it.each([
    ['20260612044537Z', '2026-06-12T04:45:37.000Z'],
    ['20260612044537.69Z', '2026-06-12T04:45:37.690Z'],
  ])('time %s', (text, expected) =>
    expect(timeOf(readWhole(Buffer.concat([Buffer.of(0x18, text.length), Buffer.from(text)]))).toISOString()).toBe(expected),
  );

  it.each(['', '30', '3005', '3084ffffffff', '30850100000000', '0480', '1fffffffffff', '30030201', '3080', '30800201'])(
    'refuses %s',
    (bytes) => {
      expect(() => {
        const node = readWhole(hex(bytes));
        childrenOf(node);
      }).toThrow(DerError);
    },
  );

  it('refuses endless nesting', () => expect(() => readWhole(hex('3080'.repeat(5000)))).toThrow(DerError));
});
