/**
 * Makes `srgb.icc`, the colour profile every PDF/A of the station names as its output intent: a matrix/TRC display profile after
 * ICC.1:2001-04 (version 2.1) for the colour space of IEC 61966-2-1. Written from the published numbers, so it carries nobody's licence (CC0).
 * Run `node resources/icc/make-srgb.ts` to write it again; a test holds that the file beside this one is what this makes.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Primaries and white of sRGB adapted to D50 by Bradford, as ICC asks of a version 2 profile. */
const d50 = [0.9642, 1, 0.8249] as const;
const red = [0.4360747, 0.2225045, 0.0139322] as const;
const green = [0.3850649, 0.7168786, 0.0971045] as const;
const blue = [0.1430804, 0.0606169, 0.7141733] as const;
const bradfordD65ToD50 = [1.0478112, 0.0228866, -0.050127, 0.0295424, 0.9904844, -0.0170491, -0.0092345, 0.0150436, 0.7521316];

export function makeSrgbProfile(): Buffer {
  const curve = toneCurve();
  const tags: [string, Buffer][] = [
    ['desc', description('sRGB IEC61966-2.1')],
    ['cprt', Buffer.concat([typed('text'), Buffer.from('CC0 1.0, no rights reserved\0', 'latin1')])],
    ['wtpt', Buffer.concat([typed('XYZ '), fixed(...d50)])],
    ['chad', Buffer.concat([typed('sf32'), fixed(...bradfordD65ToD50)])],
    ['rXYZ', Buffer.concat([typed('XYZ '), fixed(...red)])],
    ['gXYZ', Buffer.concat([typed('XYZ '), fixed(...green)])],
    ['bXYZ', Buffer.concat([typed('XYZ '), fixed(...blue)])],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
  const table = Buffer.alloc(4 + 12 * tags.length);
  table.writeUInt32BE(tags.length, 0);
  const placed = new Map<Buffer, number>();
  const bodies: Buffer[] = [];
  let offset = 128 + table.length;
  tags.forEach(([signature, body], index) => {
    let at = placed.get(body);
    if (at === undefined) {
      at = offset;
      placed.set(body, at);
      const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
      bodies.push(padded);
      offset += padded.length;
    }
    table.write(signature, 4 + 12 * index, 'latin1');
    table.writeUInt32BE(at, 8 + 12 * index);
    table.writeUInt32BE(body.length, 12 + 12 * index);
  });
  return Buffer.concat([header(offset), table, ...bodies]);
}

function header(size: number): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.writeUInt32BE(size, 0);
  bytes.writeUInt32BE(0x02100000, 8);
  bytes.write('mntrRGB XYZ ', 12, 'latin1');
  [2026, 1, 1, 0, 0, 0].forEach((part, index) => bytes.writeUInt16BE(part, 24 + 2 * index));
  bytes.write('acsp', 36, 'latin1');
  fixed(...d50).copy(bytes, 68);
  return bytes;
}

/** 256 entries lie exactly on the 256 levels of an 8-bit channel, so nothing is interpolated for such images. */
function toneCurve(): Buffer {
  const bytes = Buffer.alloc(4 + 2 * 256);
  bytes.writeUInt32BE(256, 0);
  for (let level = 0; level < 256; level++) {
    const v = level / 255;
    const linear = v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    bytes.writeUInt16BE(Math.round(linear * 65535), 4 + 2 * level);
  }
  return Buffer.concat([typed('curv'), bytes]);
}

/** textDescriptionType: the ASCII name, then empty Unicode and ScriptCode names of fixed size. */
function description(text: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length + 1);
  return Buffer.concat([typed('desc'), length, Buffer.from(`${text}\0`, 'latin1'), Buffer.alloc(4 + 4 + 2 + 1 + 67)]);
}

function typed(signature: string): Buffer {
  return Buffer.concat([Buffer.from(signature, 'latin1'), Buffer.alloc(4)]);
}

/** s15Fixed16Number each. */
function fixed(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => bytes.writeInt32BE(Math.round(value * 65536), 4 * index));
  return bytes;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(fileURLToPath(new URL('srgb.icc', import.meta.url)), makeSrgbProfile());
}
