import { sortKey } from '../../../contract/sort-key.ts';
import { fold } from '../../../contract/text.ts';
import { DossierDescription, type Instant, type Ledger } from '../../../contract/vocabulary.ts';
import type { Db, Row, WritableDb } from '../db/database.ts';
import { integer, parsed, text, textOrNull } from './rows.ts';

export interface Dossier {
  readonly id: string;
  readonly fileCode: string;
  readonly description: DossierDescription;
  readonly objid: string | null;
  /** The rejected package whose place its next one takes. */
  readonly replaces: string | null;
  readonly revision: number;
  readonly changedAt: string;
}

export function dossierById(db: Db, id: string): Dossier {
  const row = db.get('SELECT * FROM dossier WHERE id = ?', id);
  if (row === undefined) throw new Error(`no dossier ${id}`);
  return dossierOf(row);
}

export function dossierByCode(db: Db, fileCode: string): Dossier | null {
  const row = db.get('SELECT * FROM dossier WHERE file_code = ?', fileCode);
  return row === undefined ? null : dossierOf(row);
}

export function insertDossier(
  db: WritableDb,
  dossier: { id: string; fileCode: string; description: DossierDescription; at: Instant },
): void {
  db.run(
    `INSERT INTO dossier (id, file_code, description_json, made_at, changed_at, code_key, title_key, sought)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    dossier.id,
    dossier.fileCode,
    JSON.stringify(dossier.description),
    dossier.at,
    dossier.at,
    sortKey(dossier.fileCode),
    sortKey(dossier.description.title),
    soughtText(dossier.fileCode, dossier.description.title),
  );
}

/**
 * A dossier's description before anybody wrote one: public, kept for ever (the only term the historical archive accepts), in
 * Vietnamese. The paper's own code (archive code . store/shelf/box . paper file number) is proposed with an unknown shelf, 00.
 */
export function blankDescription(title: string, agencyCode: string, fileCode: string): DossierDescription {
  return {
    title,
    maintenance: '01',
    mode: '01',
    language: ['01'],
    startDate: '',
    endDate: '',
    keyword: '',
    format: '',
    inforSign: '',
    paperFileCode: `${agencyCode}.00.${fileCode.slice(fileCode.search(/\.(?:19|20)\d{2}\./) + 6)}`,
    riskRecovery: '0',
    riskRecoveryStatus: '',
    description: '',
  };
}

/** The code after the highest number among those that begin with `prefix`; codes with letters in their number are passed over. */
export function nextFileCode(db: Db, prefix: string): string {
  const taken = db
    .all('SELECT file_code FROM dossier WHERE file_code >= ? AND file_code < ?', prefix, `${prefix}\u{10ffff}`)
    .map((row) => text(row, 'file_code').slice(prefix.length))
    .filter((number) => /^\d{1,9}$/.test(number));
  return `${prefix}${taken.reduce((most, number) => Math.max(most, Number(number)), 0) + 1}`;
}

/** Writes down what a dossier is called and how it is described, and with it how it sorts and is found. */
export function nameDossier(db: WritableDb, id: string, fileCode: string, description: DossierDescription): void {
  db.run(
    'UPDATE dossier SET file_code = ?, description_json = ?, code_key = ?, title_key = ?, sought = ? WHERE id = ?',
    fileCode,
    JSON.stringify(description),
    sortKey(fileCode),
    sortKey(description.title),
    soughtText(fileCode, description.title),
    id,
  );
}

/** What a typed text is looked for in. */
function soughtText(fileCode: string, title: string): string {
  return fold(`${fileCode} ${title}`);
}

/** Page images in, and where each one is now, counted page by page: what a package is held against. Screens read the tally. */
export function ledgerOf(db: Db, dossierId: string): Ledger {
  const row = db.get(
    `SELECT count(*) AS pages, count(document_id) AS out, count(*) FILTER (WHERE tray = 'blank') AS blank,
            count(*) FILTER (WHERE tray = 'separator') AS separator, count(*) FILTER (WHERE tray = 'clerk') AS clerk
     FROM page WHERE dossier_id = ?`,
    dossierId,
  )!;
  return {
    in: integer(row, 'pages'),
    blank: integer(row, 'blank'),
    separator: integer(row, 'separator'),
    clerk: integer(row, 'clerk'),
    out: integer(row, 'out'),
  };
}

export function dossierOf(row: Row): Dossier {
  return {
    id: text(row, 'id'),
    fileCode: text(row, 'file_code'),
    description: parsed(DossierDescription, row['description_json']),
    objid: textOrNull(row, 'objid'),
    replaces: textOrNull(row, 'replaces'),
    revision: integer(row, 'revision'),
    changedAt: text(row, 'changed_at'),
  };
}
