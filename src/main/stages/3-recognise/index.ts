/** Step 3, `recognise`: the OCR image of one page → its words with boxes and confidence. Offline, in this process, one page at a time. */
import { z } from 'zod';
import { Box, PageText } from '../../../contract/artefacts.ts';
import { fail, ok } from '../../../contract/result.ts';
import { Sha256 } from '../../../contract/vocabulary.ts';
import { step } from '../step.ts';
import { languages } from './language-data.ts';
import { cropOf, cutOut } from './region.ts';
import { pageOf, summaryOf } from './rules.ts';
import { Recogniser } from './tesseract.ts';

export const RecogniseSettings = z.object({
  /** First the main one. Vietnamese alone reads office paper better and quicker than together with English. */
  languages: z.array(z.enum(languages)).min(1).default(['vie']),
  /** Tesseract's page segmentation mode; 3 finds columns and tables by itself. */
  pageSegmentation: z.int().min(1).max(13).default(3),
  /** 0 Otsu, 1 tiled Otsu, 2 Sauvola. The step before lights pages evenly, and then Otsu reads best. */
  thresholding: z.int().min(0).max(2).default(0),
});
export type RecogniseSettings = z.infer<typeof RecogniseSettings>;

export const RecogniseInput = z.object({
  /** The image made for OCR by the step before; `dpi` is its own resolution. */
  ocr: Sha256,
  width: z.int().positive(),
  height: z.int().positive(),
  dpi: z.number().positive(),
  /** Only this part of the image, for a person who drew a box: words come in pixels of the whole image all the same. */
  region: Box.optional(),
});

const recogniser = new Recogniser();

export const recognise = step({
  name: 'recognise',
  version: 1,
  input: RecogniseInput,
  settings: RecogniseSettings,
  output: PageText,
  async run({ ocr, width, height, dpi, region }, { settings, blobs, signal }) {
    const crop = region === undefined ? null : cropOf(region, width, height);
    const whole = await blobs.read(ocr);
    const image = crop === null ? whole : await cutOut(whole, crop);
    if (image === null) return fail('PAGE_UNREADABLE');
    const reading = await recogniser.read(image, dpi, settings, blobs.tempDir(), signal);
    switch (reading.kind) {
      case 'aborted':
        return fail('RECOGNISER_STOPPED');
      case 'crashed':
        return fail('RECOGNISER_CRASHED', { reason: reading.reason });
      case 'unreadable':
        return fail('PAGE_UNREADABLE');
      case 'no-language':
        return fail('LANGUAGE_DATA_MISSING', { language: reading.language });
      case 'read': {
        const page = pageOf(reading.blocks, width, height, dpi, crop === null ? [0, 0] : crop.offset);
        return ok({ words: await blobs.put(Buffer.from(JSON.stringify(page))), ...summaryOf(page) });
      }
    }
  },
});

/** Ends the OCR thread of this process, so that the process can end. */
export function closeRecogniser(): Promise<void> {
  return recogniser.close();
}
