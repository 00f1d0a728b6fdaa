import type { z } from 'zod';
import { SealedPackage } from '../../../contract/artefacts.ts';
import { DeliveryState, DeliveryView, HandOver } from '../../../contract/views.ts';
import type { Instant } from '../../../contract/vocabulary.ts';
import type { RecordStatus } from '../../../exchange/transfer/protocol.ts';
import type { Db, Row, WritableDb } from '../db/database.ts';
import { integer, parsed, parsedOrNull, text, textOrNull } from './rows.ts';

const Reasons = DeliveryView.shape.reasons;

/** One package on its way to the archive. `receipt` is the JSON the archive signed, kept word for word. */
export interface Delivery {
  readonly objid: string;
  readonly dossierId: string;
  readonly package: SealedPackage;
  readonly state: DeliveryState;
  /** Smaller goes first. */
  readonly place: number;
  /** Who took it out of the line for a while. */
  readonly heldBy: string | null;
  readonly disk: HandOver | null;
  /** The rejected package whose place it takes. */
  readonly replaces: string | null;
  /** Path of the unfinished upload at the archive. */
  readonly uploadPath: string | null;
  readonly sentBytes: number;
  readonly reasons: z.infer<typeof Reasons>;
  readonly receipt: string | null;
  readonly receiptNumber: string | null;
  readonly changedAt: string;
}

/** Neither receipted nor rejected. */
export function isOpen({ state }: Pick<Delivery, 'state'>): boolean {
  return state !== 'delivered' && state !== 'rejected';
}

/** METS RECORDSTATUS of a package, inside it and beside it. A practice package says so above all else: nobody must take it for a submission. */
export function recordStatusOf(practice: boolean, replaces: string | null): Exclude<RecordStatus, 'OTHER'> {
  if (practice) return 'TEST';
  return replaces === null ? 'NEW' : 'REPLACEMENT';
}

export function deliveryOf(db: Db, objid: string): Delivery | null {
  const row = db.get('SELECT * FROM delivery WHERE objid = ?', objid);
  return row === undefined ? null : deliveryFrom(row);
}

/** A sealed package joins the line at its end. */
export function insertDelivery(
  db: WritableDb,
  delivery: { dossierId: string; package: SealedPackage; replaces: string | null; at: Instant },
): void {
  const { objid, bytes } = delivery.package;
  db.run(
    `INSERT INTO delivery (objid, dossier_id, package_json, state, replaces, place, bytes, changed_at)
     VALUES (?, ?, ?, 'waiting', ?, (SELECT coalesce(max(place), 0) + 1 FROM delivery), ?, ?)`,
    objid,
    delivery.dossierId,
    JSON.stringify(delivery.package),
    delivery.replaces,
    bytes,
    delivery.at,
  );
}

/** A package is decided: with the receipt that proves it, or with the archive's reasons. Answers false when it was decided before. */
export function decide(
  db: WritableDb,
  objid: string,
  outcome: { receipt: { number: string } } | { reasons: readonly unknown[] },
  at: Instant,
): boolean {
  const receipt = 'receipt' in outcome ? outcome.receipt : null;
  const changed = db.run(
    `UPDATE delivery SET state = ?, receipt_json = ?, receipt_number = ?, reasons_json = ?, held_by = NULL, changed_at = ?
     WHERE objid = ? AND state NOT IN ('delivered', 'rejected')`,
    receipt === null ? 'rejected' : 'delivered',
    receipt === null ? null : JSON.stringify(receipt),
    receipt?.number ?? null,
    JSON.stringify('reasons' in outcome ? outcome.reasons : []),
    at,
    objid,
  );
  return changed.changes === 1;
}

/** Moves a package of the line before all others, after all others, or past its neighbour. */
export function reorder(db: WritableDb, objid: string, to: 'first' | 'up' | 'down' | 'last'): void {
  const own = integer(db.get('SELECT place FROM delivery WHERE objid = ?', objid)!, 'place');
  const end = db.get(
    "SELECT min(place) AS first, max(place) AS last FROM delivery WHERE state NOT IN ('delivered', 'rejected')",
  )!;
  const put = (of: string, place: number) => void db.run('UPDATE delivery SET place = ? WHERE objid = ?', place, of);
  if (to === 'first') {
    if (own > integer(end, 'first')) put(objid, integer(end, 'first') - 1);
    return;
  }
  if (to === 'last') {
    if (own < integer(end, 'last')) put(objid, integer(end, 'last') + 1);
    return;
  }
  const [than, sort] = to === 'up' ? ['<', 'DESC'] : ['>', 'ASC'];
  const neighbour = db.get(
    `SELECT objid, place FROM delivery WHERE state NOT IN ('delivered', 'rejected') AND place ${than} ? ORDER BY place ${sort} LIMIT 1`,
    own,
  );
  if (neighbour === undefined) return;
  put(objid, integer(neighbour, 'place'));
  put(text(neighbour, 'objid'), own);
}

export function deliveryFrom(row: Row): Delivery {
  return {
    objid: text(row, 'objid'),
    dossierId: text(row, 'dossier_id'),
    package: parsed(SealedPackage, row['package_json']),
    state: DeliveryState.parse(row['state']),
    place: integer(row, 'place'),
    heldBy: textOrNull(row, 'held_by'),
    disk: parsedOrNull(HandOver, row['disk_json']),
    replaces: textOrNull(row, 'replaces'),
    uploadPath: textOrNull(row, 'upload_path'),
    sentBytes: integer(row, 'sent_bytes'),
    reasons: parsed(Reasons, row['reasons_json']),
    receipt: textOrNull(row, 'receipt_json'),
    receiptNumber: textOrNull(row, 'receipt_number'),
    changedAt: text(row, 'changed_at'),
  };
}
