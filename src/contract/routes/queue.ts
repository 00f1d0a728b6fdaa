/** Step 9: packages on their way to the archive, by line or by disk, and what comes back. */
import { z } from 'zod';
import { nfcText } from '../nfc-text.ts';
import { SealedPackage } from '../artefacts.ts';
import { DownloadView } from '../download.ts';
import { Settings } from '../settings.ts';
import { Timetable } from '../timetable.ts';
import { CodedErrorView, DeliveryView } from '../views.ts';
import { Instant, Sha256 } from '../vocabulary.ts';
import { command, nothing, query, slice } from './route.ts';

const Objid = SealedPackage.shape.objid;
const about = z.object({ objid: Objid });

/** `line`: not decided yet, in the order they go. The others newest first. */
export const QueueView = z.enum(['line', 'receipts', 'rejections', 'all']);
export type QueueView = z.infer<typeof QueueView>;

/** What the line does now or why it does not, closed: every window and the command line say it in words. */
export const LineState = z.discriminatedUnion('state', [
  /** Nothing waits. */
  z.object({ state: z.literal('idle') }),
  z.object({ state: z.literal('sending'), objid: z.string(), fileCode: z.string() }),
  /** Everything is out; the archive has not decided yet. */
  z.object({ state: z.literal('asking'), packages: z.int() }),
  z.object({ state: z.literal('paused'), by: z.string(), at: Instant }),
  /** Outside the timetable; `until` null: it never opens. */
  z.object({ state: z.literal('closed'), until: Instant.nullable() }),
  z.object({ state: z.literal('budget'), which: z.enum(['day', 'month']), until: Instant }),
  z.object({ state: z.literal('noArchive') }),
  z.object({ state: z.literal('unreachable'), since: Instant, retryAt: Instant, error: CodedErrorView }),
  /** Every package that waits is held, handed over by disk or parked. */
  z.object({ state: z.literal('stopped'), held: z.int(), disk: z.int(), parked: z.int() }),
  /** Something may go: at once, or when its own wait is over. */
  z.object({ state: z.literal('ready'), at: Instant }),
]);
export type LineState = z.infer<typeof LineState>;

/** The office's rules for the line. Rates in kbit/s (1,000 bits), budgets in MB (1,000,000 bytes); null: no limit. */
export const LineLimits = z.object({
  timetable: Timetable,
  capKbit: Settings.shape['line.capKbit'].unwrap(),
  dayMb: Settings.shape['line.dayMb'].unwrap(),
  monthMb: Settings.shape['line.monthMb'].unwrap(),
});
export type LineLimits = z.infer<typeof LineLimits>;

export const LineView = z.object({
  line: LineState,
  limits: LineLimits,
  /** Limits that a policy of the province settles. */
  locked: z.array(LineLimits.keyof()),
  /** Bytes per second, measured while sending; null before anything was sent. */
  rate: z.number().nonnegative().nullable(),
  /** Bytes that left today and this month, with what had to be sent again. */
  used: z.object({ day: z.int(), month: z.int() }),
  /** What still has to go by line: packages, their bytes, and when the last is there. */
  ahead: z.object({ packages: z.int(), bytes: z.int(), finishAt: Instant.nullable() }),
  counts: z.object({ line: z.int(), disk: z.int(), receipts: z.int(), rejections: z.int() }),
  /** The set that is being written to a disk just now. */
  disk: z.object({ set: z.string(), done: z.int(), of: z.int() }).nullable(),
  now: Instant,
});
export type LineView = z.infer<typeof LineView>;

export const ReceiptView = z.object({
  objid: z.string(),
  fileCode: z.string(),
  title: z.string(),
  number: z.string(),
  archive: z.string(),
  keyId: z.string(),
  sha256: Sha256,
  bytes: z.int(),
  documents: z.int(),
  pages: z.int(),
  ledger: z.array(z.object({ document: z.string(), pages: z.int() })),
  receivedAt: Instant,
  issuedAt: Instant,
  practice: z.boolean(),
  signature: z.string(),
  /** Null: the signature is the pinned archive's, and about this very package. Otherwise what is wrong, as found just now. */
  problem: CodedErrorView.nullable(),
  agencyName: z.string(),
});
export type ReceiptView = z.infer<typeof ReceiptView>;

/** A path on the engine's own disk: never normalised, since there `ộ` may be spelt either way. */
const Folder = z
  .string()
  .min(1)
  .max(4096)
  .refine((path) => path.isWellFormed() && !path.includes('\0'), 'half a character');

export const queueRoutes = {
  'queue.list': query(
    'person',
    z.object({
      view: QueueView.default('all'),
      /** Part of a file code, a title or a receipt number. */
      search: nfcText(200).default(''),
      ...slice,
    }),
    z.object({ total: z.int(), deliveries: z.array(DeliveryView) }),
  ),
  'queue.get': query('person', about, DeliveryView),
  'queue.line': query('person', nothing, LineView),
  /** The whole line, or one package of it. What is under way stops at once; what the archive has of it stays there. */
  'queue.pause': command('person', z.object({ objid: Objid.nullable().default(null) }), nothing),
  'queue.resume': command('person', z.object({ objid: Objid.nullable().default(null) }), nothing),
  'queue.order': command('person', z.object({ objid: Objid, to: z.enum(['first', 'up', 'down', 'last']) }), nothing),
  /** Does not wait for the next try: of the line, and of each package that waits for its own. */
  'queue.tryNow': command('person', nothing, nothing),
  'queue.setLimits': command(['supervisor', 'it'], LineLimits.partial(), LineLimits),
  'queue.receipt': query('person', about, ReceiptView),
  /** The receipt as the archive signed it, to be kept or handed on. */
  'queue.receiptFile': command('person', about, DownloadView),
  /** A receipt that came back as a file: taken only if its signature holds and it is about a package of this station. */
  'queue.takeReceipt': command(
    'person',
    z.object({ content: z.string().max(16_000_000) }),
    z.object({ objid: z.string(), fileCode: z.string(), outcome: z.enum(['delivered', 'rejected', 'known']) }),
  ),
  /** Writes a set into a folder on the engine's machine; the packages are then handed over by disk. Answers when all is on the disk. */
  'queue.exportDisk': command(
    'person',
    z.object({ objids: z.array(Objid).min(1).max(20_000), folder: Folder }),
    z.object({ set: z.string(), folder: z.string(), packages: z.int(), bytes: z.int(), sheet: DownloadView }),
  ),
  'queue.stopDisk': command('person', nothing, nothing),
  /** What was handed over by disk goes by line after all. */
  'queue.takeBack': command('person', z.object({ objids: z.array(Objid).min(1).max(20_000) }), z.object({ packages: z.int() })),
  /** Gives a rejected package's documents and pages back to be mended; the mended dossier goes as its replacement. */
  'queue.returnRejected': command(
    ['clerk', 'supervisor'],
    z.object({
      objid: Objid,
      returns: z
        .array(
          z.object({ document: z.string().max(200).nullable(), page: z.int().positive().nullable(), reason: nfcText(500, 1) }),
        )
        .min(1)
        .max(10_000),
    }),
    z.object({ documents: z.int(), pages: z.int() }),
  ),
} as const;
