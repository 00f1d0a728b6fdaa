import type { DownloadView } from '../../contract/download.ts';

/** Saves a file the engine made for this window, the way its host saves files; it can be fetched once. */
export function saveDownload({ token, name }: DownloadView): void {
  const link = document.createElement('a');
  link.href = `/download/${token}`;
  link.download = name;
  link.click();
}
