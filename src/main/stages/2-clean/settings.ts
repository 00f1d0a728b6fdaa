import { z } from 'zod';

/** Everything a clerk or IT may switch; the defaults suit office paper. */
export const CleanSettings = z.object({
  /** Turn by this many degrees counter-clockwise after EXIF, instead of finding out: a person's decision. */
  rotate: z
    .union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)])
    .nullable()
    .default(null),
  orientation: z.boolean().default(true),
  deskew: z.boolean().default(true),
  /** Degrees looked through to either side. */
  maxSkew: z.number().min(1).max(20).default(15),
  evenLighting: z.boolean().default(true),
  separatorCodes: z.boolean().default(true),
  /** A page is blank when less than this share of it is ink and no single mark is `blankMark` millimetres long. */
  blankInk: z.number().min(0).max(0.1).default(0.001),
  blankMark: z.number().positive().default(2),
  ocrDpi: z.int().min(100).max(400).default(200),
  jpegQuality: z.int().min(30).max(95).default(70),
  /** Larger pages are cleaned at fewer dpi, so that memory stays bounded; the original keeps all. */
  maxMegapixels: z.number().positive().max(400).default(100),
});
export type CleanSettings = z.infer<typeof CleanSettings>;
