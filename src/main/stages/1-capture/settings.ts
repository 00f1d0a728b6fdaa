import { z } from 'zod';

export const CaptureSettings = z.object({
  /** An image that claims more is refused by its header, before a byte is decoded. */
  maxMegapixels: z.number().positive().max(2000).default(400),
  maxPages: z.int().positive().default(10_000),
  /** For born-digital and mixed PDF pages. */
  renderDpi: z.int().min(72).max(600).default(300),
  /** A huge PDF page (a plan, a poster) is rendered at fewer dpi rather than refused. */
  maxRenderMegapixels: z.number().positive().max(200).default(40),
});
export type CaptureSettings = z.infer<typeof CaptureSettings>;
