/** Codes on a page, by ZXing (WebAssembly) loaded from the package on this disk, never from a network. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { CleanPage } from '../../../contract/artefacts.ts';
import type { Reduced } from './raster.ts';

const require = createRequire(import.meta.url);
let ready: Promise<unknown> | null = null;

async function load(): Promise<unknown> {
  const bytes = await readFile(require.resolve('zxing-wasm/reader/zxing_reader.wasm'));
  return prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(bytes).buffer }, fireImmediately: true });
}

/** QR codes on the reduced page, any way up, in reading order of the decoder. */
export async function findBarcodes(page: Reduced): Promise<CleanPage['barcodes']> {
  ready ??= load();
  await ready;
  const { width, height, luma } = page;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0, to = 0; i < luma.length; i++, to += 4) {
    data[to] = data[to + 1] = data[to + 2] = luma[i]!;
    data[to + 3] = 255;
  }
  const image = { data, width, height, colorSpace: 'srgb' } as const;
  const found = await readBarcodes(image, {
    formats: ['QRCode'],
    tryHarder: false,
    tryInvert: false,
    tryDownscale: false,
    maxNumberOfSymbols: 8,
  });
  return found.filter((code) => code.isValid).map((code) => ({ format: String(code.format), text: code.text }));
}
