import { promisify } from 'node:util';
import { deflate as deflateCallback } from 'node:zlib';

const zlibDeflate = promisify(deflateCallback) as (data: Uint8Array, options: { level: number }) => Promise<Buffer>;

/** FlateDecode data at the highest level, off the event loop. */
export function deflate(data: Uint8Array): Promise<Buffer> {
  return zlibDeflate(data, { level: 9 });
}
