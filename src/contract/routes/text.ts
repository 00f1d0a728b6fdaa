/** The words on the pages: read in a box a person draws, and put right one by one. */
import { z } from 'zod';
import { Box } from '../artefacts.ts';
import { nfcText } from '../nfc-text.ts';
import { FieldName, RowId, Sha256 } from '../vocabulary.ts';
import { command, query } from './route.ts';

/** Words the machine read with less than this confidence (0…100) are shown to a person unless another limit is asked for. */
export const doubtfulBelow = 60;

export const DoubtfulWord = z.object({
  pageId: RowId,
  /** 1-based in the document. */
  page: z.int().positive(),
  /** Place of the word in the page's reading order, counted through all lines. */
  index: z.int().nonnegative(),
  text: z.string(),
  box: Box,
  confidence: z.number(),
  /** Words before and after it on its line. */
  before: z.array(z.string()),
  after: z.array(z.string()),
  /** Other readings, the likeliest first: how people put this word right before, and how it stands elsewhere in the document. */
  alternatives: z.array(z.string()),
});
export type DoubtfulWord = z.infer<typeof DoubtfulWord>;

export const TextPage = z.object({
  pageId: RowId,
  page: z.int().positive(),
  words: Sha256,
  wordCount: z.int(),
  doubtful: z.int(),
  reviewedBy: z.string().nullable(),
});
export type TextPage = z.infer<typeof TextPage>;

export const Correction = z.object({
  /** One word, or several that stand side by side on one line and are one, or wrongly parted. */
  indexes: z.array(z.int().nonnegative()).min(1).max(50),
  /** What stands on the paper; null: right as it was read; '' : no word at all, a speck or a stroke of the pen. */
  text: nfcText(200).nullable(),
});
export type Correction = z.infer<typeof Correction>;

export const textRoutes = {
  /** `box` in pixels of the page's RecognisedPage. Words already read there, or that part of the picture read once more. */
  'page.readRegion': query(
    'person',
    z.object({ pageId: RowId, box: Box, field: FieldName }),
    z.object({
      /** All that stands in the box, lines parted by line feeds. */
      text: z.string(),
      /** Made fit for the field: a date as DD/MM/YYYY, a type as its code. '' when nothing fitting stands there. */
      value: z.string(),
      /** Values of other fields that stood in the same box: `12/QĐ-UBND` is a number and a notation. */
      others: z.partialRecord(FieldName, z.string()),
      box: Box,
      confidence: z.number(),
      readAgain: z.boolean(),
    }),
  ),
  /** Words of a document below a confidence, in reading order. */
  'text.doubtful': query(
    'person',
    z.object({ documentId: RowId, below: z.int().min(1).max(100).default(doubtfulBelow) }),
    z.object({
      fileCode: z.string(),
      title: z.string(),
      docId: z.string(),
      sealed: z.boolean(),
      pages: z.array(TextPage),
      words: z.array(DoubtfulWord),
      previous: RowId.nullable(),
      next: RowId.nullable(),
    }),
  ),
  /** `words` is the reading the person looked at. What was built on the old words is built anew and approved again. */
  'text.correct': command(
    ['clerk', 'supervisor'],
    z.object({
      pageId: RowId,
      words: Sha256,
      corrections: z.array(Correction).min(1).max(500),
      below: z.int().min(1).max(100).default(doubtfulBelow),
    }),
    z.object({ words: Sha256, doubtful: z.int(), reviewed: z.boolean() }),
  ),
} as const;
