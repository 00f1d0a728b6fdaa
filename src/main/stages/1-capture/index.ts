/** Step 1, capture: one file in, its page images out exactly as they arrived, each in the vault before the next is touched. */
import { open } from 'node:fs/promises';
import { z } from 'zod';
import { CapturedFile } from '../../../contract/artefacts.ts';
import { fail } from '../../../contract/result.ts';
import { Sha256 } from '../../../contract/vocabulary.ts';
import { step } from '../step.ts';
import { captureBmp } from './bmp.ts';
import type { SourceFile } from './file.ts';
import { capturePdf } from './pdf.ts';
import { CaptureSettings } from './settings.ts';
import { sniff, sniffLength } from './sniff.ts';
import { captureStill } from './still.ts';
import { captureTiff } from './tiff.ts';

export { CaptureSettings } from './settings.ts';
export { gatherSources } from './gather.ts';
export type { Gathered } from './gather.ts';

/**
 * `source` is the original file, already in the vault; `name` its base name, for messages only.
 * Fails with the codes of contract/errors/capture.ts; a file is captured whole or not at all.
 */
export const capture = step({
  name: 'capture',
  version: 1,
  input: z.object({ source: Sha256, name: z.string() }),
  settings: CaptureSettings,
  output: CapturedFile,
  async run({ source, name }, { blobs, settings, signal, report }) {
    const path = blobs.path(source);
    const file: SourceFile = { source, name, path, blobs, settings, signal, report: (done, of) => report({ done, of }) };
    const head = await firstBytes(path);
    if (head.length === 0) return fail('FILE_EMPTY', { name });
    const what = sniff(head);
    switch (what.kind) {
      case 'jpeg':
      case 'png':
      case 'webp':
        return captureStill(file);
      case 'tiff':
        return captureTiff(file);
      case 'bmp':
        return captureBmp(file);
      case 'pdf':
        return capturePdf(file);
      case 'other':
        return fail('FILE_FORMAT_UNSUPPORTED', { name, format: what.format });
      case 'unknown':
        return fail('FILE_NOT_AN_IMAGE', { name });
    }
  },
});

async function firstBytes(path: string): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(sniffLength);
    const { bytesRead } = await handle.read(buffer, 0, sniffLength, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
