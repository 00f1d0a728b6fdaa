/** A QR code (ISO/IEC 18004) as dark squares, by ZXing loaded from the package on this disk, never from a network. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';

const require = createRequire(import.meta.url);
let ready: Promise<unknown> | null = null;

async function load(): Promise<unknown> {
  const bytes = await readFile(require.resolve('zxing-wasm/writer/zxing_writer.wasm'));
  return prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(bytes).buffer }, fireImmediately: true });
}

/** Rows of modules, true where dark; without the quiet zone. */
export async function qrModules(text: string): Promise<boolean[][]> {
  ready ??= load();
  await ready;
  const { symbol, error } = await writeBarcode(text, { format: 'QRCode', options: 'ecLevel=M', addQuietZones: false });
  if (error !== '') throw new Error(`QR code: ${error}`);
  const { data, width, height } = symbol;
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (__, column) => (data[row * width + column] ?? 255) < 128),
  );
}
