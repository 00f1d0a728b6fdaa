/** The records of a ZIP file as bytes. Pure. PKWARE APPNOTE 6.3, §4.3. */
import type { Instant } from '../../contract/vocabulary.ts';

export interface ZipRecord {
  readonly name: string;
  /** Where the local header stands. */
  readonly offset: number;
  readonly crc: number;
  readonly size: number;
  /** Bytes in the archive. */
  readonly packed: number;
  readonly deflated: boolean;
  readonly modified: Instant;
}

const utf8Names = 0x0800;
const most32 = 0xffff_ffff;
const most16 = 0xffff;
/** Unix, so that the mode below is honoured; version 4.5 where Zip64 is used, else 2.0. */
const madeByUnix = 3 << 8;
const plainFile = (0o100644 << 16) >>> 0;

export function localHeader(record: ZipRecord): Buffer {
  const name = Buffer.from(record.name, 'utf8');
  const big = record.size >= most32 || record.packed >= most32;
  const extra = big ? zip64Extra([record.size, record.packed]) : Buffer.alloc(0);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  writeCommon(head, 4, record, big);
  head.writeUInt32LE(big ? most32 : record.packed, 18);
  head.writeUInt32LE(big ? most32 : record.size, 22);
  head.writeUInt16LE(name.length, 26);
  head.writeUInt16LE(extra.length, 28);
  return Buffer.concat([head, name, extra]);
}

export function centralHeader(record: ZipRecord): Buffer {
  const name = Buffer.from(record.name, 'utf8');
  const bigSize = record.size >= most32 || record.packed >= most32;
  const bigOffset = record.offset >= most32;
  const wide = [...(bigSize ? [record.size, record.packed] : []), ...(bigOffset ? [record.offset] : [])];
  const extra = wide.length > 0 ? zip64Extra(wide) : Buffer.alloc(0);
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(madeByUnix | (wide.length > 0 ? 45 : 20), 4);
  writeCommon(head, 6, record, wide.length > 0);
  head.writeUInt32LE(bigSize ? most32 : record.packed, 20);
  head.writeUInt32LE(bigSize ? most32 : record.size, 24);
  head.writeUInt16LE(name.length, 28);
  head.writeUInt16LE(extra.length, 30);
  head.writeUInt32LE(plainFile, 38);
  head.writeUInt32LE(bigOffset ? most32 : record.offset, 42);
  return Buffer.concat([head, name, extra]);
}

/** End of central directory, preceded by its Zip64 form when a number does not fit. */
export function endRecords(entries: number, offset: number, length: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(entries, most16), 8);
  end.writeUInt16LE(Math.min(entries, most16), 10);
  end.writeUInt32LE(Math.min(length, most32), 12);
  end.writeUInt32LE(Math.min(offset, most32), 16);
  if (entries < most16 && length < most32 && offset < most32) return end;

  const wide = Buffer.alloc(56);
  wide.writeUInt32LE(0x06064b50, 0);
  wide.writeBigUInt64LE(44n, 4);
  wide.writeUInt16LE(madeByUnix | 45, 12);
  wide.writeUInt16LE(45, 14);
  wide.writeBigUInt64LE(BigInt(entries), 24);
  wide.writeBigUInt64LE(BigInt(entries), 32);
  wide.writeBigUInt64LE(BigInt(length), 40);
  wide.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + length), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([wide, locator, end]);
}

/** The fields both headers share: version needed, flags, method, time, date, CRC. */
function writeCommon(head: Buffer, at: number, record: ZipRecord, zip64: boolean): void {
  const { time, date } = dosTime(record.modified);
  head.writeUInt16LE(zip64 ? 45 : 20, at);
  head.writeUInt16LE(utf8Names, at + 2);
  head.writeUInt16LE(record.deflated ? 8 : 0, at + 4);
  head.writeUInt16LE(time, at + 6);
  head.writeUInt16LE(date, at + 8);
  head.writeUInt32LE(record.crc, at + 10);
}

function zip64Extra(values: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + values.length * 8);
  extra.writeUInt16LE(0x0001, 0);
  extra.writeUInt16LE(values.length * 8, 2);
  values.forEach((value, index) => extra.writeBigUInt64LE(BigInt(value), 4 + index * 8));
  return extra;
}

/** MS-DOS date and time of the wall clock in the text itself, so that the machine's zone does not matter. */
function dosTime(instant: Instant): { time: number; date: number } {
  const part = (from: number, to: number) => Number(instant.slice(from, to));
  const year = Math.min(Math.max(part(0, 4), 1980), 2107);
  return {
    time: (part(11, 13) << 11) | (part(14, 16) << 5) | (part(17, 19) >> 1),
    date: ((year - 1980) << 9) | (part(5, 7) << 5) | part(8, 10),
  };
}
