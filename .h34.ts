import { readFileSync, mkdirSync, writeFileSync, rmSync } from 'node:fs';
import sharp from 'sharp';
import { Vault } from '/work/main/src/main/engine/vault/vault.ts';
import { clean } from '/work/main/src/main/stages/2-clean/index.ts';
const vault = await Vault.open('/tmp/h34/vault');
rmSync('/tmp/h34/cl', { recursive: true, force: true }); mkdirSync('/tmp/h34/cl', { recursive: true });
for (let i = 0; i < 12; i++) {
  const n = 'p' + String(i).padStart(2, '0');
  const image = await vault.put(readFileSync(`/work/shared/corpus/typed-a4/${n}.jpg`));
  const t = performance.now();
  const input: any = { image, mime: 'image/jpeg', width: 2480, height: 3508, orientation: 1, dpiX: 300, dpiY: 300, dpiAssumed: false, colour: 'colour', origin: 'file', source: image, sourcePage: 1 };
  const r: any = await clean.run(clean.input.parse({ page: input }), { settings: clean.settings.parse({}), blobs: vault, signal: new AbortController().signal, report() {} });
  if (!r.ok) { console.log(n, r.error); continue; }
  const b = await vault.read(r.data.ocr);
  writeFileSync(`/tmp/h34/cl/${n}.png`, b);
  console.log(n, Math.round(performance.now() - t), r.data.ocrWidth, r.data.ocrHeight, r.data.dpi, r.data.skew, b.length, b.subarray(0, 4).toString('latin1'));
}
