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

/** Of open packages: place in the line, and the bytes that go by line before and with each. */
const inLine = `SELECT objid, row_number() OVER line AS n,
    sum(CASE WHEN held_by IS NULL AND disk_json IS NULL AND parked IS NULL AND state IN ('waiting', 'sending')
        THEN max(0, bytes - sent_bytes) ELSE 0 END) OVER line AS ahead
  FROM (SELECT delivery.*, (SELECT 1 FROM job WHERE step = 'send' AND subject = objid AND job.state = 'parked') AS parked
    FROM delivery WHERE state NOT IN ('delivered', 'rejected'))
  WINDOW line AS (ORDER BY place)`;

const shown = `SELECT delivery.*, dossier.file_code, dossier.description_json, dossier.objid AS current_objid, inline.n, inline.ahead,
    job.id AS job_id, job.state AS job_state, job.attempts, job.error_json, job.not_before_ms
  FROM delivery JOIN dossier ON dossier.id = delivery.dossier_id
  LEFT JOIN inline ON inline.objid = delivery.objid
  LEFT JOIN job ON job.step = 'send' AND job.subject = delivery.objid`;

const views: Record<QueueView, { where: string; order: string }> = {
  line: { where: "delivery.state NOT IN ('delivered', 'rejected')", order: 'delivery.place' },
  receipts: { where: "delivery.state = 'delivered'", order: 'delivery.changed_at DESC, delivery.objid' },
  rejections: { where: "delivery.state = 'rejected'", order: 'delivery.changed_at DESC, delivery.objid' },
  all: { where: '1', order: 'delivery.place, delivery.objid' },
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
  const matching =
    search === ''
      ? where
      : `${where} AND (dossier.file_code LIKE ? ESCAPE '\\' OR delivery.receipt_number LIKE ? ESCAPE '\\'
          OR json_extract(dossier.description_json, '$.title') LIKE ? ESCAPE '\\')`;
  const params: SqlValue[] = search === '' ? [] : [like, like, like];
  const total = db.get(
    `SELECT count(*) AS n FROM delivery JOIN dossier ON dossier.id = delivery.dossier_id WHERE ${matching}`,
    ...params,
  )!;
  const rows = db.all(
    `WITH inline AS (${inLine}) ${shown} WHERE ${matching} ORDER BY ${order} LIMIT ? OFFSET ?`,
    ...params,
    limit,
    offset,
  );
  return { total: integer(total, 'n'), deliveries: withTimes(context, rows) };
}

export function queueEntry(context: HandlerContext, objid: string): Out<typeof DeliveryView> | null {
  const row = context.writer.db.get(`WITH inline AS (${inLine}) ${shown} WHERE delivery.objid = ?`, objid);
  return row === undefined ? null : withTimes(context, [row])[0]!;
}

/** When each will be there, in one pass over the days to come; in the order of the line, whatever order they are shown in. */
function withTimes(context: HandlerContext, rows: readonly Row[]): Out<typeof DeliveryView>[] {
  const plan = planOf(context);
  const goes = (row: Row) =>
    row['n'] !== null &&
    row['held_by'] === null &&
    row['disk_json'] === null &&
    row['job_state'] !== 'parked' &&
    (row['state'] === 'waiting' || row['state'] === 'sending');
  const going = plan === null ? [] : rows.filter(goes).toSorted((a, b) => integer(a, 'ahead') - integer(b, 'ahead'));
  const times =
    plan === null
      ? []
      : finishTimes(
          plan,
          context.clock.epochMs(),
          going.map((row) => integer(row, 'ahead')),
        );
  const finish = new Map(going.map((row, index) => [row['objid'], times[index] ?? null]));
  return rows.map((row) => deliveryView(row, finish.get(row['objid'] ?? null) ?? null));
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

function deliveryView(row: Row, finishAt: number | null): Out<typeof DeliveryView> {
  const delivery = deliveryFrom(row);
  const { documents, pages, bytes, zip } = delivery.package;
  const open = isOpen(delivery);
  return {
    current: row['current_objid'] === delivery.objid,
    objid: delivery.objid,
    fileCode: text(row, 'file_code'),
    title: parsed(DossierDescription, row['description_json']).title,
    dossierId: delivery.dossierId,
    state: delivery.state,
    order: row['n'] === null ? null : integer(row, 'n'),
    heldBy: delivery.heldBy,
    disk: open ? delivery.disk : null,
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
       count(*) FILTER (WHERE disk_json IS NULL AND held_by IS NULL AND job = 'parked') AS parked,
       count(*) FILTER (WHERE disk_json IS NULL AND held_by IS NULL AND job IS NOT 'parked' AND state IN ('sent', 'received', 'validated')) AS asking,
       count(*) FILTER (WHERE disk_json IS NULL AND held_by IS NULL AND job IS NOT 'parked' AND state IN ('waiting', 'sending')) AS free,
       coalesce(sum(max(0, bytes - sent_bytes)) FILTER (
         WHERE disk_json IS NULL AND held_by IS NULL AND job IS NOT 'parked' AND state IN ('waiting', 'sending')), 0) AS bytes,
       coalesce(min(coalesce(not_before_ms, 0)) FILTER (
         WHERE disk_json IS NULL AND held_by IS NULL AND job = 'ready' AND state IN ('waiting', 'sending')), ?) AS first
     FROM (SELECT delivery.*, job.state AS job, job.not_before_ms FROM delivery
       LEFT JOIN job ON job.step = 'send' AND job.subject = delivery.objid
       WHERE delivery.state NOT IN ('delivered', 'rejected'))`,
    nowMs,
  )!;
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
    firstStartMs: n('first'),
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
