import { ScanProfile, type ScanProfileView } from '../../../contract/scanning.ts';
import type { Instant } from '../../../contract/vocabulary.ts';
import type { Db, Row, WritableDb } from '../db/database.ts';
import { parsed, text } from './rows.ts';

/** In the order they were made: the shipped ones first. */
export function scanProfiles(db: Db): ScanProfileView[] {
  return db.all('SELECT * FROM scan_profile ORDER BY made_at, id').map(profileOf);
}

export function scanProfile(db: Db, id: string): ScanProfileView | null {
  const row = db.get('SELECT * FROM scan_profile WHERE id = ?', id);
  return row === undefined ? null : profileOf(row);
}

/** False when another profile has the name. */
export function saveScanProfile(db: WritableDb, { id, ...profile }: ScanProfileView, at: Instant): boolean {
  if (db.get('SELECT 1 FROM scan_profile WHERE name = ? AND id <> ?', profile.name, id) !== undefined) return false;
  db.run(
    `INSERT INTO scan_profile (id, name, profile_json, made_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, profile_json = excluded.profile_json`,
    id,
    profile.name,
    JSON.stringify(profile),
    at,
  );
  return true;
}

export function removeScanProfile(db: WritableDb, id: string): void {
  db.run('DELETE FROM scan_profile WHERE id = ?', id);
}

function profileOf(row: Row): ScanProfileView {
  return { id: text(row, 'id'), ...parsed(ScanProfile, row['profile_json']) };
}
