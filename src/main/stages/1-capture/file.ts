import type { CapturedFile, PageImage } from '../../../contract/artefacts.ts';
import type { Result } from '../../../contract/result.ts';
import type { Sha256 } from '../../../contract/vocabulary.ts';
import type { Blobs } from '../step.ts';
import type { CaptureSettings } from './settings.ts';

/** One file being captured. `name` is for messages; the bytes are the blob `source`, on this disk at `path`. */
export interface SourceFile {
  readonly source: Sha256;
  readonly name: string;
  readonly path: string;
  readonly blobs: Blobs;
  readonly settings: CaptureSettings;
  readonly signal: AbortSignal;
  report(done: number, of: number): void;
}

/** One capturer per kind of file; each puts one page at a time into the vault. */
export type Capturer = (file: SourceFile) => Promise<Result<CapturedFile>>;

export const mimeOf = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp', tiff: 'image/tiff' } as const satisfies Record<
  string,
  PageImage['mime']
>;
