import type { z } from 'zod';
import { SealedPackage } from '../../../contract/artefacts.ts';
import { DeliveryState, DeliveryView } from '../../../contract/views.ts';
import type { Db, Row } from '../db/database.ts';
import { integer, parsed, text, textOrNull } from './rows.ts';

const Reasons = DeliveryView.shape.reasons;

/** One package on its way to the archive. `receipt` is the JSON the archive signed, kept word for word. */
export interface Delivery {
  readonly objid: string;
  readonly dossierId: string;
  readonly package: SealedPackage;
  readonly state: DeliveryState;
  /** Path of the unfinished upload at the archive. */
  readonly uploadPath: string | null;
  readonly sentBytes: number;
  readonly reasons: z.infer<typeof Reasons>;
  readonly receipt: string | null;
  readonly changedAt: string;
}

export function deliveryOf(db: Db, objid: string): Delivery | null {
  const row = db.get('SELECT * FROM delivery WHERE objid = ?', objid);
  return row === undefined ? null : fromRow(row);
}

export function listDeliveries(db: Db): Delivery[] {
  return db.all('SELECT * FROM delivery ORDER BY changed_at, objid').map(fromRow);
}

function fromRow(row: Row): Delivery {
  return {
    objid: text(row, 'objid'),
    dossierId: text(row, 'dossier_id'),
    package: parsed(SealedPackage, row['package_json']),
    state: DeliveryState.parse(row['state']),
    uploadPath: textOrNull(row, 'upload_path'),
    sentBytes: integer(row, 'sent_bytes'),
    reasons: parsed(Reasons, row['reasons_json']),
    receipt: textOrNull(row, 'receipt_json'),
    changedAt: text(row, 'changed_at'),
  };
}
