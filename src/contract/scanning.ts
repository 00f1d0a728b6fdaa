/** What a scanner can do, and how an office wants its papers scanned. */
import { z } from 'zod';
import { nfcText } from './nfc-text.ts';
import { RowId } from './vocabulary.ts';

/** Where the sheet lies: on the glass, in the feeder (front only), in the feeder (both sides). */
export const ScanSource = z.enum(['flatbed', 'feeder', 'duplex']);
export type ScanSource = z.infer<typeof ScanSource>;

/** Sheets of ISO 216, and the largest area the scanner has. */
export const SheetSize = z.enum(['a3', 'a4', 'a5', 'largest']);
export type SheetSize = z.infer<typeof SheetSize>;

export const ScannerDriverName = z.enum(['sane']);
export type ScannerDriverName = z.infer<typeof ScannerDriverName>;

export const DeviceView = z.object({
  /** `<driver>:<the driver's own name>`. */
  id: z.string(),
  driver: ScannerDriverName,
  name: z.string(),
  sources: z.array(ScanSource),
  /** Of the resolutions offices use, those it can do. */
  dpi: z.array(z.int()),
  colour: z.boolean(),
});
export type DeviceView = z.infer<typeof DeviceView>;

/** `map`: maps and technical drawings, which the rule wants finer. */
export const PaperKind = z.enum(['administrative', 'map']);
export type PaperKind = z.infer<typeof PaperKind>;

/** Least dots per inch: Circular 05/2025/TT-BNV, Article 8 — 200 for administrative papers, 300 for maps and drawings. */
export const leastDpi = { administrative: 200, map: 300 } as const satisfies Record<PaperKind, number>;

export const ScanProfile = z.object({
  name: nfcText(60, 1),
  paper: PaperKind,
  source: ScanSource,
  dpi: z.int().min(50).max(1200),
  /** The rule wants 24-bit colour; the other two are refused where it holds. */
  colour: z.enum(['colour', 'grey', 'bilevel']),
  size: SheetSize,
  /** −100 … 100; 0 leaves the scanner as it is. */
  brightness: z.int().min(-100).max(100),
});
export type ScanProfile = z.infer<typeof ScanProfile>;

export const ScanProfileView = ScanProfile.extend({ id: RowId });
export type ScanProfileView = z.infer<typeof ScanProfileView>;

/** The first reason why a profile breaks the rule for its papers; null when it keeps it. */
export function ruleBroken({ paper, dpi, colour }: Pick<ScanProfile, 'paper' | 'dpi' | 'colour'>): 'dpi' | 'colour' | null {
  if (dpi < leastDpi[paper]) return 'dpi';
  return colour === 'colour' ? null : 'colour';
}
