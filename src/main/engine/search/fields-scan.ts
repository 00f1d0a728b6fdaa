/** What a search knows of documents: those whose fields hold the words, and those a filter lets through. */
import type { SearchFilters } from '../../../contract/routes/search.ts';
import type { Db, SqlValue } from '../db/database.ts';
import { integer, text } from '../records/rows.ts';
import { sortableDay } from './index-store.ts';
import { inField } from './rules-tokens.ts';
import type { Among } from './scan.ts';

export interface FoundDocument {
  readonly document: number;
  readonly day: string;
  readonly head: string;
}

/** The newest `limit` documents whose fields hold what `match` asks for. */
export function documentsWith(db: Db, match: string, among: Among, limit: number): FoundDocument[] {
  const found: FoundDocument[] = [];
  const rows = db.all(
    `SELECT search_document.id, day, head FROM search_fields
     CROSS JOIN search_document ON search_document.id = search_fields.rowid
     WHERE search_fields MATCH ? AND EXISTS (SELECT 1 FROM search_page WHERE search_page.document = search_document.id)
     ORDER BY search_fields.rowid DESC LIMIT ?`,
    match,
    among === null ? limit : -1,
  );
  for (const row of rows) {
    const document = integer(row, 'id');
    if (among !== null && !among.has(document)) continue;
    found.push({ document, day: text(row, 'day'), head: text(row, 'head') });
    if (found.length === limit) break;
  }
  return found;
}

/** The documents the filters let through; null when nothing is asked for. */
export function amongOf(db: Db, filters: SearchFilters): Among {
  const where = conditionsOf(filters);
  if (where === null) return null;
  return new Set(
    db.all(`SELECT search_document.id ${where.from} WHERE ${where.conditions}`, ...where.values).map((row) => integer(row, 'id')),
  );
}

/** The newest of them by their day of issue. */
export function newestAmong(db: Db, filters: SearchFilters, limit: number): FoundDocument[] {
  const where = conditionsOf(filters);
  if (where === null) return [];
  return db
    .all(
      `SELECT search_document.id, day, head ${where.from}
       WHERE ${where.conditions} AND EXISTS (SELECT 1 FROM search_page WHERE search_page.document = search_document.id)
       ORDER BY day DESC, search_document.id DESC LIMIT ?`,
      ...where.values,
      limit,
    )
    .map((row) => ({ document: integer(row, 'id'), day: text(row, 'day'), head: text(row, 'head') }));
}

function conditionsOf(filters: SearchFilters): { from: string; conditions: string; values: SqlValue[] } | null {
  const words = [
    inField('number', filters.codeNumber),
    inField('notation', filters.codeNotation),
    inField('organ', filters.organName),
    inField('signer', filters.signer),
    inField('{dossier code}', filters.dossier),
  ].filter((part) => part !== null);
  const conditions: [string, SqlValue][] = [];
  if (words.length > 0) conditions.push(['search_fields MATCH ?', words.join(' AND ')]);
  if (filters.typeName !== '') conditions.push(['type = ?', filters.typeName]);
  if (filters.fonds !== '')
    conditions.push(['search_document.dossier_id IN (SELECT dossier_id FROM dossier_tally WHERE fonds = ?)', filters.fonds]);
  if (filters.from !== '') conditions.push(['day >= ?', sortableDay(filters.from)]);
  if (filters.to !== '') conditions.push(["day <= ? AND day <> ''", sortableDay(filters.to)]);
  if (conditions.length === 0) return null;
  return {
    from:
      words.length > 0
        ? 'FROM search_fields JOIN search_document ON search_document.id = search_fields.rowid'
        : 'FROM search_document',
    conditions: conditions.map(([condition]) => condition).join(' AND '),
    values: conditions.map(([, value]) => value),
  };
}
