import { fail, type Failure } from '../../../contract/result.ts';
import type { Db } from '../db/database.ts';
import { dossierById } from '../records/dossiers.ts';

/** Pages in and pages out of a step do not agree: the document stops here. */
export function ledgerBroken(db: Db, dossierId: string, expected: number, found: number): Failure {
  return fail('LEDGER_BROKEN', { fileCode: dossierById(db, dossierId).fileCode, in: expected, out: found, tray: 0 });
}
