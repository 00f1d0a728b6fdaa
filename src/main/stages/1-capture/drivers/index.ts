import type { ScannerDriver } from './driver.ts';
import { saneDriver } from './sane.ts';

export type { ScannerDriver, ScanEnd, ScannedImage } from './driver.ts';
export { imageFile } from './driver.ts';

/** The drivers that can work on this system. */
export function driversHere(): ScannerDriver[] {
  return process.platform === 'win32' ? [] : [saneDriver()];
}
