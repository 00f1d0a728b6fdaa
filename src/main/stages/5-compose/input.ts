/** What step 5 is given. */
import { z } from 'zod';
import { Instant, Sha256 } from '../../../contract/vocabulary.ts';

export const ComposePage = z.object({
  image: Sha256,
  mime: z.enum(['image/jpeg', 'image/png']),
  width: z.int().positive(),
  height: z.int().positive(),
  dpi: z.number().positive(),
  colour: z.enum(['colour', 'grey', 'bilevel']),
  /** Blob of the page's `RecognisedPage`; null for a page that is not to be read. */
  words: Sha256.nullable(),
});
export type ComposePage = z.infer<typeof ComposePage>;

export const ComposeInput = z.object({
  docId: z.string().min(1).max(100),
  title: z.string().max(4000),
  /** The agency that issued the document (`organName`). */
  author: z.string().max(4000),
  subject: z.string().max(4000),
  keywords: z.string().max(4000).optional(),
  language: z.literal('vi'),
  createdAt: Instant,
  /** Name and version of the program, for the metadata. */
  producer: z.string().min(1).max(200),
  pages: z.array(ComposePage).min(1),
});
export type ComposeInput = z.infer<typeof ComposeInput>;

export const ComposeSettings = z.object({
  /** A page below this is composed with the warning `low-dpi`: 200 for administrative paper, 300 for maps and drawings (article 8). */
  minimumDpi: z.number().positive().default(200),
  /** `layers`: paper, ink and pictures coded apart, a tenth of the size. `master`: page images as the step before left them. */
  images: z.enum(['layers', 'master']).default('layers'),
  /** Of a page in layers: what is left of the paper when its ink is taken out, and pictures on it. */
  backgroundDpi: z.number().min(25).max(300).default(50),
  pictureDpi: z.number().min(72).max(600).default(150),
  backgroundQuality: z.int().min(20).max(95).default(45),
});
export type ComposeSettings = z.infer<typeof ComposeSettings>;
