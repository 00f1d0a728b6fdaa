/** Step 1 for paper: scanners, how to scan, and scans as they run. */
import { z } from 'zod';
import { DeviceView, ScanProfile, ScanProfileView, ScannerDriverName } from '../scanning.ts';
import { CodedErrorView } from '../views.ts';
import { FileCode, Instant, RowId } from '../vocabulary.ts';
import { command, nothing, query } from './route.ts';

/** `running`: sheets are fed. `paused`: something stopped it, or the glass waits for the next sheet; a person goes on or ends it. */
export const ScanState = z.enum(['running', 'paused', 'done']);
export type ScanState = z.infer<typeof ScanState>;

export const ScanView = z.object({
  id: RowId,
  fileCode: z.string(),
  state: ScanState,
  deviceName: z.string(),
  profile: ScanProfile,
  /** Images that are in the vault, and the sheets they came from. */
  images: z.int(),
  sheets: z.int(),
  /** Of these, images found in the scan folder after the station had been cut off. */
  recovered: z.int(),
  /** Why it stopped before the feeder was empty. */
  error: CodedErrorView.nullable(),
  replacesPage: RowId.nullable(),
  by: z.string(),
  startedAt: Instant,
});
export type ScanView = z.infer<typeof ScanView>;

const scanners = ['clerk', 'supervisor'] as const;

export const scanRoutes = {
  /** Asks every driver; `again` looks anew instead of answering what was found last. */
  'devices.list': query(
    'person',
    z.object({ again: z.boolean().default(false) }),
    z.object({
      devices: z.array(DeviceView),
      /** What was looked for, and why a driver could not look. */
      looked: z.array(z.object({ driver: ScannerDriverName, found: z.int(), problem: CodedErrorView.nullable() })),
    }),
  ),
  'scan.profiles': query('person', nothing, z.array(ScanProfileView)),
  /** Without `id` a new one. A profile below the rule is refused with the reason. */
  'scan.saveProfile': command(
    ['clerk', 'supervisor', 'it'],
    z.object({ id: RowId.nullable().default(null), profile: ScanProfile }),
    ScanProfileView,
  ),
  'scan.removeProfile': command(['clerk', 'supervisor', 'it'], z.object({ id: RowId }), nothing),
  /**
   * Feeds until the feeder is empty; the glass gives one image. `continues`: a paused scan of the same dossier, whose document these pages
   * belong to. `replacePageId`: one image that takes the place of this page.
   */
  'scan.start': command(
    scanners,
    z.object({
      fileCode: FileCode,
      device: z.string().min(1).max(500),
      profile: RowId,
      continues: RowId.nullable().default(null),
      replacePageId: RowId.nullable().default(null),
      /** Stop after this many images. */
      pages: z.int().min(1).max(10_000).nullable().default(null),
    }),
    z.object({ scan: RowId }),
  ),
  /** No more sheets; the one that is being fed is still taken in. */
  'scan.stop': command(scanners, z.object({ scan: RowId }), nothing),
  /** A paused scan is complete as it is: its pages go on their road. */
  'scan.finish': command(scanners, z.object({ scan: RowId }), nothing),
  /** The dossier's scans, the newest first. */
  'scan.list': query('person', z.object({ fileCode: FileCode }), z.array(ScanView)),
} as const;
