import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

describe('canonical JSON', () => {
  it('writes the sample of RFC 8785 §3.2.2 and §3.2.3 byte for byte', () => {
    const sample: unknown = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    );
    expect(canonicalJson(sample)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('orders keys by UTF-16 code units, not by code points or locale', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\u{1f600}', '\u0080', '\u00f6'];
    const value = Object.fromEntries(keys.map((key) => [key, 0]));
    const order = [...canonicalJson(value).matchAll(/"((?:\\r|[^"])+)":0/gu)].map((match) => match[1]);
    expect(order).toEqual(['\\r', '1', '\u0080', '\u00f6', '\u20ac', '\u{1f600}', '\ufb33']);
  });

  it('gives the same bytes whatever order the keys were written in', () => {
    expect(canonicalJson({ b: [1, { d: 1, c: 2 }], a: 'Hồ sơ' })).toBe('{"a":"Hồ sơ","b":[1,{"c":2,"d":1}]}');
    expect(canonicalJson({ a: 'Hồ sơ', b: [1, { c: 2, d: 1 }] })).toBe('{"a":"Hồ sơ","b":[1,{"c":2,"d":1}]}');
  });

  it.each([
    ['undefined', { a: undefined }],
    ['NaN', [Number.NaN]],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['a lone surrogate', 'x\ud800'],
    ['a lone surrogate in a key', { '\udc00': 1 }],
    ['a bigint', 1n],
    ['a Date', new Date(0)],
    ['a hole in an array', new Array(1)],
    ['bytes', new Uint8Array(1)],
  ])('refuses %s rather than sign something another reader would spell differently', (_name, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });

  it('refuses a value too deep to be honest', () => {
    let value: unknown = 0;
    for (let level = 0; level < 100; level += 1) value = [value];
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });

  it('writes minus zero as zero', () => {
    expect(canonicalJson(-0)).toBe('0');
  });
});
