/**
 * ASN.1 in both directions. Writing is DER (X.690 §10–11). Reading also takes the BER indefinite lengths that some signers leave
 * in CMS, and treats every byte as hostile: depth, lengths and the number of nodes are bounded.
 */

/** The bytes are not the ASN.1 they should be. Caught at the border of this folder; never reaches a caller. */
export class DerError extends Error {}

const maxDepth = 32;
const maxChildren = 100_000;

export const derTag = {
  boolean: 1,
  integer: 2,
  bitString: 3,
  octetString: 4,
  null: 5,
  oid: 6,
  enumerated: 10,
  utf8: 12,
  sequence: 16,
  set: 17,
  utcTime: 23,
  generalizedTime: 24,
  bmpString: 30,
} as const;

/** One TLV. `raw` is the whole of it, `value` its content; both are views on the input. */
export interface DerNode {
  /** 0 universal · 1 application · 2 context · 3 private */
  readonly tagClass: number;
  readonly constructed: boolean;
  readonly tag: number;
  readonly raw: Uint8Array;
  readonly value: Uint8Array;
  readonly depth: number;
}

/** Reads one node that must fill `bytes` from the start; `trailing` says how many bytes come after it. */
export function readDer(bytes: Uint8Array): { node: DerNode; trailing: number } {
  const node = readAt(bytes, 0, 0);
  return { node, trailing: bytes.length - node.raw.length };
}

/** Reads one node and refuses anything after it. */
export function readWhole(bytes: Uint8Array): DerNode {
  const { node, trailing } = readDer(bytes);
  if (trailing !== 0) throw new DerError('bytes after the value');
  return node;
}

export function childrenOf(node: DerNode): DerNode[] {
  if (!node.constructed) throw new DerError('a primitive has no parts');
  const children: DerNode[] = [];
  let at = 0;
  while (at < node.value.length) {
    const child = readAt(node.value, at, node.depth + 1);
    children.push(child);
    if (children.length > maxChildren) throw new DerError('too many parts');
    at += child.raw.length;
  }
  return children;
}

function readAt(bytes: Uint8Array, start: number, depth: number): DerNode {
  if (depth > maxDepth) throw new DerError('too deep');
  let at = start;
  const next = (): number => {
    const byte = bytes[at++];
    if (byte === undefined) throw new DerError('cut short');
    return byte;
  };
  const first = next();
  const constructed = (first & 0x20) !== 0;
  let tag = first & 0x1f;
  if (tag === 0x1f) {
    tag = 0;
    for (let more = true; more;) {
      const byte = next();
      if (tag > 0xff_ffff) throw new DerError('tag too large');
      tag = tag * 128 + (byte & 0x7f);
      more = (byte & 0x80) !== 0;
    }
  }
  let length = next();
  const base = { tagClass: first >> 6, constructed, tag, depth };
  if (length === 0x80) {
    if (!constructed) throw new DerError('indefinite length of a primitive');
    const bodyStart = at;
    while (bytes[at] !== 0 || bytes[at + 1] !== 0) at += readAt(bytes, at, depth + 1).raw.length;
    return { ...base, raw: bytes.subarray(start, at + 2), value: bytes.subarray(bodyStart, at) };
  }
  if (length > 0x80) {
    const size = length & 0x7f;
    if (size > 4) throw new DerError('length too large');
    length = 0;
    for (let i = 0; i < size; i++) length = length * 256 + next();
  }
  if (at + length > bytes.length) throw new DerError('cut short');
  return { ...base, raw: bytes.subarray(start, at + length), value: bytes.subarray(at, at + length) };
}

export function isUniversal(node: DerNode | undefined, tag: number): node is DerNode {
  return node !== undefined && node.tagClass === 0 && node.tag === tag;
}

export function isContext(node: DerNode | undefined, tag: number): node is DerNode {
  return node !== undefined && node.tagClass === 2 && node.tag === tag;
}

/** The node, or a refusal: for places where the structure leaves no choice. */
export function expectUniversal(node: DerNode | undefined, tag: number): DerNode {
  if (!isUniversal(node, tag)) throw new DerError(`expected universal ${tag}`);
  return node;
}

export function oidOf(node: DerNode | undefined): string {
  const { value } = expectUniversal(node, derTag.oid);
  if (value.length === 0 || value.length > 64) throw new DerError('bad object identifier');
  const arcs: bigint[] = [];
  let arc = 0n;
  for (const byte of value) {
    arc = (arc << 7n) | BigInt(byte & 0x7f);
    if (byte & 0x80) continue;
    if (arcs.length === 0) {
      const top = arc < 40n ? 0n : arc < 80n ? 1n : 2n;
      arcs.push(top, arc - top * 40n);
    } else arcs.push(arc);
    arc = 0n;
  }
  return arcs.join('.');
}

/** Content of an OCTET STRING, also of the BER form that comes in pieces. */
export function octetsOf(node: DerNode | undefined): Uint8Array {
  const string = expectUniversal(node, derTag.octetString);
  return string.constructed ? Buffer.concat(childrenOf(string).map(octetsOf)) : string.value;
}

/** INTEGER as lower-case hex without leading zero bytes, the way certificates print their serial number. */
export function integerHexOf(node: DerNode | undefined): string {
  const { value } = expectUniversal(node, derTag.integer);
  if (value.length === 0) throw new DerError('empty number');
  const hex = Buffer.from(value).toString('hex');
  return hex.replace(/^(?:00)+(?=..)/, '');
}

/** UTCTime or GeneralizedTime in UTC (RFC 5280 §4.1.2.5, RFC 3161 §2.4.2 with fractions). */
export function timeOf(node: DerNode | undefined): Date {
  if (node === undefined) throw new DerError('no time');
  const text = Buffer.from(node.value).toString('latin1');
  const parts = isUniversal(node, derTag.utcTime)
    ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(\.\d+)?Z$/.exec(text)
    : isUniversal(node, derTag.generalizedTime)
      ? /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(\.\d+)?Z$/.exec(text)
      : null;
  if (parts === null) throw new DerError('bad time');
  const written = Number(parts[1]);
  const year = parts[1]?.length === 4 ? written : written >= 50 ? 1900 + written : 2000 + written;
  const time = new Date(
    `${String(year).padStart(4, '0')}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6] ?? '00'}.${(parts[7] ?? '.000').slice(1, 4).padEnd(3, '0')}Z`,
  );
  if (Number.isNaN(time.getTime())) throw new DerError('no such day');
  return time;
}

/** Text of any of the string types a name may hold. */
export function textOf(node: DerNode): string {
  const bytes = Buffer.from(node.value);
  if (node.tag === derTag.bmpString) return bytes.length % 2 === 0 ? bytes.swap16().toString('utf16le') : '';
  return bytes.toString(node.tag === derTag.utf8 ? 'utf8' : 'latin1');
}

/** One TLV with a single-byte identifier. */
export function tlv(identifier: number, ...content: Uint8Array[]): Buffer {
  const length = content.reduce((sum, part) => sum + part.length, 0);
  const size: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) size.unshift(rest & 0xff);
  const header = length < 0x80 ? [identifier, length] : [identifier, 0x80 | size.length, ...size];
  return Buffer.concat([Uint8Array.from(header), ...content]);
}

export const der = {
  sequence: (...parts: Uint8Array[]) => tlv(0x30, ...parts),
  /** SET OF in DER order: ascending by encoding (X.690 §11.6). */
  setOf: (...parts: Uint8Array[]) => tlv(0x31, ...[...parts].sort(Buffer.compare)),
  /** `[n]` around whole values (EXPLICIT, or IMPLICIT of a constructed type). */
  context: (n: number, ...parts: Uint8Array[]) => tlv(0xa0 | n, ...parts),
  /** `[n]` IMPLICIT of a primitive type. */
  contextPrimitive: (n: number, content: Uint8Array) => tlv(0x80 | n, content),
  boolean: (value: boolean) => tlv(0x01, Uint8Array.of(value ? 0xff : 0)),
  null: () => tlv(0x05),
  octets: (content: Uint8Array) => tlv(0x04, content),
  bits: (content: Uint8Array, unused = 0) => tlv(0x03, Uint8Array.of(unused), content),
  utf8: (text: string) => tlv(0x0c, Buffer.from(text, 'utf8')),
  /** Unsigned big-endian INTEGER; a sign byte is added where needed. */
  integer: (value: number | Uint8Array) => {
    const bytes = typeof value === 'number' ? bigEndian(value) : Buffer.from(value);
    let start = 0;
    while (start < bytes.length - 1 && bytes[start] === 0) start++;
    const body = bytes.subarray(start);
    return tlv(0x02, (body[0] ?? 0) & 0x80 ? Buffer.concat([Uint8Array.of(0), body]) : body);
  },
  oid: (dotted: string) => {
    const [top = 0n, second = 0n, ...rest] = dotted.split('.').map(BigInt);
    const bytes: number[] = [];
    for (const arc of [top * 40n + second, ...rest]) {
      const groups = [Number(arc & 0x7fn)];
      for (let high = arc >> 7n; high > 0n; high >>= 7n) groups.unshift(Number(high & 0x7fn) | 0x80);
      bytes.push(...groups);
    }
    return tlv(0x06, Uint8Array.from(bytes));
  },
  /** UTCTime until 2049, GeneralizedTime after (RFC 5280 §4.1.2.5). */
  time: (date: Date) => {
    const digits = date.toISOString().replace(/[-:T]|\.\d+/g, '');
    return date.getUTCFullYear() < 2050
      ? tlv(0x17, Buffer.from(digits.slice(2), 'latin1'))
      : tlv(0x18, Buffer.from(digits, 'latin1'));
  },
};

function bigEndian(value: number): Buffer {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}
