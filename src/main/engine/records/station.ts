import type { Db, Row } from '../db/database.ts';
import { integer, text, textOrNull } from './rows.ts';

/** Whose station this is. `archiveKey` is the archive's public key, pinned at first contact or by IT. */
export interface Station {
  readonly agencyCode: string;
  readonly agencyName: string;
  readonly fondsCode: string;
  readonly practice: boolean;
  readonly archiveUrl: string | null;
  readonly archiveKey: string | null;
}

export function stationOf(db: Db): Station | null {
  const row: Row | undefined = db.get('SELECT * FROM station');
  if (row === undefined) return null;
  return {
    agencyCode: text(row, 'agency_code'),
    agencyName: text(row, 'agency_name'),
    fondsCode: text(row, 'fonds_code'),
    practice: integer(row, 'practice') === 1,
    archiveUrl: textOrNull(row, 'archive_url'),
    archiveKey: textOrNull(row, 'archive_key'),
  };
}
