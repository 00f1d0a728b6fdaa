/** What every way of driving a scanner has in common. A driver runs the device in a process that can be killed; it owns no state of the station. */
import type { Result } from '../../../../contract/result.ts';
import type { DeviceView, ScannerDriverName, ScanProfile } from '../../../../contract/scanning.ts';

export interface ScanJob {
  /** The driver's own name of the device, without the driver's prefix. */
  readonly device: string;
  readonly profile: ScanProfile;
  /** Empty folder, or one that holds pages of this scan with lower numbers. */
  readonly folder: string;
  readonly firstNumber: number;
  /** Stop after so many images; null feeds until the feeder is empty. */
  readonly most: number | null;
}

/** One image, whole, in a file that nobody writes to any more. */
export interface ScannedImage {
  readonly path: string;
  readonly number: number;
}

/** `enough`: as many as were asked for. */
export type ScanEnd = 'feeder-empty' | 'enough' | 'stopped';

/**
 * Images as they arrive. The driver feeds the next sheet only when the next image is asked for, so that whoever asks has the last one in
 * safety by then. Troubles are answered with the codes of contract/errors/scan.ts, without `images`.
 */
export type Scanned = AsyncGenerator<ScannedImage, Result<ScanEnd>, void>;

export interface ScanSignals {
  /** No more sheets; the one that is being fed is still delivered. */
  readonly stop: AbortSignal;
  /** Let go of the device at once. */
  readonly kill: AbortSignal;
}

export interface ScannerDriver {
  readonly name: ScannerDriverName;
  /** Looks for devices and asks each what it can do. One that is busy is answered as it was last seen. */
  list(signal: AbortSignal): Promise<Result<DeviceView[]>>;
  /** Whether the device can do what the profile asks, as far as `list` has seen it. */
  check(device: string, profile: ScanProfile): Result<null>;
  scan(job: ScanJob, signals: ScanSignals): Scanned;
  /** Ends whatever a station that was killed left feeding `folder`: it would hold the device, and might still write there. */
  letGo(folder: string): Promise<void>;
}

/** Name of an image's file in the scan folder; while it is written it ends in `.part`. */
export const imageFile = /^p(\d{5,9})\.tif$/;
