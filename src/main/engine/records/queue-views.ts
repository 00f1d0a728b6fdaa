/** The queue as the contract shows it: one window of it, one package, the line itself. Made for twenty thousand packages. */
import type { z } from 'zod';
import { toInstant } from '../../../contract/instant.ts';
import type { LineView, QueueView } from '../../../contract/routes/queue.ts';
import { CodedErrorView, JobState, type DeliveryView } from '../../../contract/views.ts';
import { DossierDescription } from '../../../contract/vocabulary.ts';
import { packageFileName } from '../../../exchange/sip/tree.ts';
import { finishTimes, type Plan } from '../../stages/9-send/rules-pace.ts';
import type { Db, Row, SqlValue } from '../db/database.ts';
import { budgetOf, capOf, limitsOf, lockedLimits } from '../line/limits.ts';
import { lineState } from '../line/rules.ts';
import type { HandlerContext } from '../handler.ts';
import { deliveryFrom, isOpen } from './deliveries.ts';
import { lineRecord, usedBytes } from './line.ts';
import { integer, parsed, parsedOrNull, text, textOrNull } from './rows.ts';

type Out<T extends z.ZodType> = z.input<T>;

/** Not decided yet. */
const open = "state NOT IN ('delivered', 'rejected')";
/** Goes by line by itself: nobody holds it, no disk carries it, and its job is not parked. The parked are few and read once. */
const goes = `state IN ('waiting', 'sending') AND held_by IS NULL AND disk_json IS NULL
  AND objid NOT IN (SELECT subject FROM job WHERE step = 'send' AND state = 'parked')`;
const bytesLeft = `CASE WHEN ${goes} THEN max(0, bytes - sent_bytes) ELSE 0 END`;

const views: Record<QueueView, { where: string; order: string }> = {
  line: { where: open, order: 'place' },
  receipts: { where: "state = 'delivered'", order: 'changed_at DESC, objid' },
  rejections: { where: "state = 'rejected'", order: 'changed_at DESC, objid' },
  all: { where: '1', order: 'place, objid' },
};

export interface QueueQuestion {
  readonly view: QueueView;
  readonly search: string;
  readonly offset: number;
  readonly limit: number;
}

export function queueWindow(
  context: HandlerContext,
  { view, search, offset, limit }: QueueQuestion,
): { total: number; deliveries: Out<typeof DeliveryView>[] } {
  const { db } = context.writer;
  const { where, order } = views[view];
  const like = `%${search.replaceAll(/[%_\\]/g, '\\$&')}%`;
  const found = `(receipt_number LIKE ? ESCAPE '\\' OR dossier_id IN (SELECT id FROM dossier
      WHERE file_code LIKE ? ESCAPE '\\' OR json_extract(description_json, '$.title') LIKE ? ESCAPE '\\'))`;
  const matching = search === '' ? where : `${where} AND ${found}`;
  const params: SqlValue[] = search === '' ? [] : [like, like, like];
  const total = integer(db.get(`SELECT count(*) AS n FROM delivery WHERE ${matching}`, ...params)!, 'n');
  const objids = db
    .all(`SELECT objid FROM delivery WHERE ${matching} ORDER BY ${order} LIMIT ? OFFSET ?`, ...params, limit, offset)
    .map((row) => text(row, 'objid'));
  const spots = view === 'line' && search === '' ? spotsFrom(db, offset, limit) : spotsOf(db, objids);
  return { total, deliveries: withTimes(context, rowsOf(db, objids), spots) };
}

export function queueEntry(context: HandlerContext, objid: string): Out<typeof DeliveryView> | null {
  const { db } = context.writer;
  const rows = rowsOf(db, [objid]);
  return withTimes(context, rows, spotsOf(db, [objid]))[0] ?? null;
}

/** Everything that is shown of these packages, in this order. */
function rowsOf(db: Db, objids: readonly string[]): Row[] {
  const rows = db.all(
    `SELECT delivery.*, dossier.file_code, dossier.description_json, dossier.objid AS current_objid,
       job.id AS job_id, job.state AS job_state, job.attempts, job.error_json, job.not_before_ms
     FROM json_each(?) AS asked JOIN delivery ON delivery.objid = asked.value
     JOIN dossier ON dossier.id = delivery.dossier_id
     LEFT JOIN job ON job.step = 'send' AND job.subject = delivery.objid`,
    JSON.stringify(objids),
  );
  const byObjid = new Map(rows.map((row) => [row['objid'], row]));
  return objids.map((objid) => byObjid.get(objid)).filter((row) => row !== undefined);
}

/** Where in the line a package is: its number, and the bytes that go by line up to its end. */
interface Spot {
  readonly n: number;
  readonly ahead: number;
}
type Spots = ReadonlyMap<string, Spot>;

/** Of the packages from `offset` on: what lies before them is only added up. */
function spotsFrom(db: Db, offset: number, limit: number): Spots {
  const before = db.get(
    `SELECT coalesce(sum(bytes_left), 0) AS bytes
     FROM (SELECT ${bytesLeft} AS bytes_left FROM delivery WHERE ${open} ORDER BY place LIMIT ?)`,
    offset,
  )!;
  let ahead = integer(before, 'bytes');
  const spots = new Map<string, Spot>();
  const rows = db.all(
    `SELECT objid, ${bytesLeft} AS bytes_left FROM delivery WHERE ${open} ORDER BY place LIMIT ? OFFSET ?`,
    limit,
    offset,
  );
  rows.forEach((row, index) => {
    ahead += integer(row, 'bytes_left');
    spots.set(text(row, 'objid'), { n: offset + index + 1, ahead });
  });
  return spots;
}

/** Of packages that stand anywhere in the line; those that are decided have no place in it. */
function spotsOf(db: Db, objids: readonly string[]): Spots {
  const rows = db.all(
    `SELECT objid, n, ahead FROM (
       SELECT objid, row_number() OVER line AS n, sum(${bytesLeft}) OVER line AS ahead
       FROM delivery WHERE ${open} WINDOW line AS (ORDER BY place))
     WHERE objid IN (SELECT value FROM json_each(?))`,
    JSON.stringify(objids),
  );
  return new Map(rows.map((row) => [text(row, 'objid'), { n: integer(row, 'n'), ahead: integer(row, 'ahead') }]));
}

/** When each will be there, in one pass over the days to come; in the order of the line, whatever order they are shown in. */
function withTimes(context: HandlerContext, rows: readonly Row[], spots: Spots): Out<typeof DeliveryView>[] {
  const plan = planOf(context);
  const goesByLine = (row: Row) =>
    row['held_by'] === null &&
    row['disk_json'] === null &&
    row['job_state'] !== 'parked' &&
    (row['state'] === 'waiting' || row['state'] === 'sending');
  const going = rows
    .filter(goesByLine)
    .flatMap((row) => spots.get(text(row, 'objid')) ?? [])
    .toSorted((a, b) => a.n - b.n);
  const times =
    plan === null
      ? []
      : finishTimes(
          plan,
          context.clock.epochMs(),
          going.map(({ ahead }) => ahead),
        );
  const finish = new Map(going.map(({ n }, index) => [n, times[index] ?? null]));
  return rows.map((row) => {
    const spot = spots.get(text(row, 'objid'));
    return deliveryView(row, spot?.n ?? null, spot !== undefined && goesByLine(row) ? (finish.get(spot.n) ?? null) : null);
  });
}

/** Null while nothing was measured and no cap says how fast it could be. */
function planOf(context: HandlerContext): Plan | null {
  const limits = limitsOf(context);
  const cap = capOf(limits);
  const { rate } = lineRecord(context.writer.db);
  const pace = Math.min(rate ?? Infinity, cap ?? Infinity);
  if (!Number.isFinite(pace) || pace <= 0) return null;
  const used = usedBytes(context.writer.db, context.clock.epochMs());
  return { rate: pace, timetable: limits.timetable, budget: budgetOf(limits), used };
}

function deliveryView(row: Row, order: number | null, finishAt: number | null): Out<typeof DeliveryView> {
  const delivery = deliveryFrom(row);
  const { documents, pages, bytes, zip } = delivery.package;
  return {
    current: row['current_objid'] === delivery.objid,
    objid: delivery.objid,
    fileCode: text(row, 'file_code'),
    title: parsed(DossierDescription, row['description_json']).title,
    dossierId: delivery.dossierId,
    state: delivery.state,
    order,
    heldBy: delivery.heldBy,
    disk: isOpen(delivery) ? delivery.disk : null,
    replaces: delivery.replaces,
    job:
      row['job_id'] === null
        ? null
        : {
            id: integer(row, 'job_id'),
            state: JobState.parse(row['job_state']),
            notBefore: integer(row, 'not_before_ms') === 0 ? null : toInstant(integer(row, 'not_before_ms')),
          },
    finishAt: finishAt === null ? null : toInstant(finishAt),
    documents,
    pages,
    digest: zip,
    fileName: packageFileName(delivery.objid, 'guid'),
    bytes,
    sentBytes: delivery.sentBytes,
    attempts: row['job_id'] === null ? 0 : integer(row, 'attempts'),
    error: parsedOrNull(CodedErrorView, row['error_json'] ?? null),
    reasons: delivery.reasons,
    receiptNumber: textOrNull(row, 'receipt_number'),
    changedAt: delivery.changedAt,
  };
}

/** How many packages stand where, and what still has to go by line. Aggregates only: nothing is read package by package. */
export function queueCounts(db: Db, nowMs: number) {
  const row = db.get(
    `SELECT count(*) AS line,
       count(*) FILTER (WHERE disk_json IS NOT NULL) AS disk,
       count(*) FILTER (WHERE disk_json IS NULL AND held_by IS NOT NULL) AS held,
       count(*) FILTER (WHERE disk_json IS NULL AND held_by IS NULL AND parked) AS parked,
       count(*) FILTER (WHERE disk_json IS NULL AND held_by IS NULL AND NOT parked AND state NOT IN ('waiting', 'sending')) AS asking,
       count(*) FILTER (WHERE disk_json IS NULL AND held_by IS NULL AND NOT parked AND state IN ('waiting', 'sending')) AS free,
       coalesce(sum(max(0, bytes - sent_bytes)) FILTER (
         WHERE disk_json IS NULL AND held_by IS NULL AND NOT parked AND state IN ('waiting', 'sending')), 0) AS bytes
     FROM (SELECT state, held_by, disk_json, bytes, sent_bytes,
         objid IN (SELECT subject FROM job WHERE step = 'send' AND state = 'parked') AS parked
       FROM delivery WHERE ${open})`,
  )!;
  const first = db.get("SELECT not_before_ms FROM job WHERE state = 'ready' AND step = 'send' ORDER BY not_before_ms LIMIT 1");
  const decided = db.get(
    `SELECT count(*) FILTER (WHERE state = 'delivered') AS receipts,
       count(*) FILTER (WHERE state = 'rejected' AND EXISTS (SELECT 1 FROM dossier WHERE dossier.objid = delivery.objid)) AS rejections
     FROM delivery WHERE state IN ('delivered', 'rejected')`,
  )!;
  const n = (name: string) => integer(row, name);
  return {
    line: n('line'),
    disk: n('disk'),
    held: n('held'),
    parked: n('parked'),
    asking: n('asking'),
    free: n('free'),
    bytes: n('bytes'),
    /** When the first that waits for a time of its own may start. */
    firstStartMs: first === undefined ? nowMs : integer(first, 'not_before_ms'),
    receipts: integer(decided, 'receipts'),
    /** Rejected and not yet on their way as another package. */
    rejections: integer(decided, 'rejections'),
  };
}

export function lineView(context: HandlerContext): Out<typeof LineView> {
  const { writer, clock, disks } = context;
  const { db } = writer;
  const now = clock.epochMs();
  const record = lineRecord(db);
  const limits = limitsOf(context);
  const used = usedBytes(db, now);
  const counts = queueCounts(db, now);
  const plan = planOf(context);
  const finish = plan === null || counts.free === 0 ? null : (finishTimes(plan, now, [counts.bytes])[0] ?? null);
  return {
    line: lineState({
      now,
      paused: record.paused,
      hasArchive: context.archive() !== null,
      silent: record.silent,
      retryAtMs: record.retryAtMs,
      timetable: limits.timetable,
      budget: budgetOf(limits),
      used,
      onLine: onLine(db, context.sending()),
      counts,
      firstStartMs: counts.firstStartMs,
    }),
    limits,
    locked: lockedLimits(context),
    rate: record.rate,
    used,
    ahead: { packages: counts.free, bytes: counts.bytes, finishAt: finish === null ? null : toInstant(finish) },
    counts: { line: counts.line, disk: counts.disk, receipts: counts.receipts, rejections: counts.rejections },
    disk: disks.progress,
    now: clock.now(),
  };
}

function onLine(db: Db, objid: string | null): { objid: string; fileCode: string; whole: boolean } | null {
  if (objid === null) return null;
  const row = db.get(
    'SELECT file_code, state FROM delivery JOIN dossier ON dossier.id = delivery.dossier_id WHERE delivery.objid = ?',
    objid,
  );
  if (row === undefined) return null;
  return { objid, fileCode: text(row, 'file_code'), whole: row['state'] !== 'waiting' && row['state'] !== 'sending' };
}
