/** The kept counts (migration 30) as the contract shows them, and the recount that proves them. */
import { DeliveryState, DossierStep } from '../../../contract/views.ts';
import type { Ledger } from '../../../contract/vocabulary.ts';
import type { Db, Row } from '../db/database.ts';
import { integer, text } from './rows.ts';

export interface Tally {
  readonly step: DossierStep;
  readonly documents: number;
  readonly parked: number;
  readonly ledger: Ledger;
  readonly delivery: DeliveryState | null;
}

/** Columns of `tallyOf`'s row, for whoever joins `dossier_tally`. */
export const tallyColumns =
  'dossier_tally.step, documents, parked, images, pages, blank, separator, clerk, dossier_tally.delivery';

export function tallyOf(row: Row): Tally {
  const delivery = text(row, 'delivery');
  return {
    step: DossierStep.parse(row['step']),
    documents: integer(row, 'documents'),
    parked: integer(row, 'parked'),
    ledger: ledgerFrom(row),
    delivery: delivery === '' ? null : DeliveryState.parse(delivery),
  };
}

export function tallyOfDossier(db: Db, dossierId: string): Tally {
  const row = db.get(`SELECT ${tallyColumns} FROM dossier_tally WHERE dossier_id = ?`, dossierId);
  if (row === undefined) throw new Error(`no tally of dossier ${dossierId}`);
  return tallyOf(row);
}

export function ledgerFrom(row: Row): Ledger {
  return {
    in: integer(row, 'images'),
    blank: integer(row, 'blank'),
    separator: integer(row, 'separator'),
    clerk: integer(row, 'clerk'),
    out: integer(row, 'pages'),
  };
}

const ofPages = `SELECT dossier_id, count(*) AS images, count(document_id) AS pages, count(*) FILTER (WHERE tray = 'blank') AS blank,
    count(*) FILTER (WHERE tray = 'separator') AS separator, count(*) FILTER (WHERE tray = 'clerk') AS clerk,
    count(*) FILTER (WHERE tray IS NULL AND clean_json IS NULL) AS unclean,
    count(*) FILTER (WHERE tray IS NULL AND text_json IS NULL) AS unread,
    count(*) FILTER (WHERE tray IS NULL AND returned IS NOT NULL) AS pages_returned
  FROM page GROUP BY dossier_id`;

const ofDocuments = `SELECT dossier_id, count(*) AS documents,
    count(*) FILTER (WHERE fields_json IS NULL OR returned_json IS NOT NULL) AS undescribed,
    count(*) FILTER (WHERE fields_json IS NULL AND proposal_json IS NOT NULL AND returned_json IS NULL) AS to_describe,
    count(returned_json) AS documents_returned,
    count(*) FILTER (WHERE composed_json IS NULL) AS uncomposed,
    count(*) FILTER (WHERE signed_json IS NULL AND incoming_signed IS NULL) AS unsigned,
    count(*) FILTER (WHERE composed_json IS NOT NULL AND signed_json IS NULL AND incoming_signed IS NULL AND returned_json IS NULL) AS to_sign,
    count(*) FILTER (WHERE approved_by IS NULL) AS unapproved,
    count(*) FILTER (WHERE composed_json IS NOT NULL AND coalesce(signed_json, incoming_signed) IS NOT NULL
      AND approved_by IS NULL AND returned_json IS NULL) AS to_verify,
    sum(iif(approved_by IS NULL, 0, own_pages)) AS pages_approved
  FROM (SELECT *, (SELECT count(*) FROM page WHERE page.document_id = document.id) AS own_pages FROM document)
  WHERE own_pages > 0 GROUP BY dossier_id`;

const ofFiles = `SELECT dossier_id, count(*) FILTER (WHERE state = 'waiting') AS files_waiting,
    count(*) FILTER (WHERE state = 'refused' AND id NOT IN (SELECT subject FROM job WHERE step = 'capture')) AS files_refused
  FROM source_file GROUP BY dossier_id`;

const ofJobs = `SELECT dossier_id, count(*) FILTER (WHERE state = 'ready') AS jobs_ready,
    count(*) FILTER (WHERE state = 'running') AS jobs_running, count(*) FILTER (WHERE state = 'parked') AS jobs_parked
  FROM job GROUP BY dossier_id`;

const ofDeliveries = `SELECT dossier.id AS dossier_id, json_extract(package_json, '$.bytes') AS package_bytes, sent_bytes
  FROM delivery JOIN dossier ON dossier.objid = delivery.objid`;

const sums = [
  'images',
  'pages',
  'blank',
  'separator',
  'clerk',
  'unclean',
  'unread',
  'pages_returned',
  'documents',
  'undescribed',
  'to_describe',
  'documents_returned',
  'uncomposed',
  'unsigned',
  'to_sign',
  'unapproved',
  'to_verify',
  'pages_approved',
  'files_waiting',
  'files_refused',
  'jobs_ready',
  'jobs_running',
  'jobs_parked',
  'package_bytes',
  'sent_bytes',
] as const;

/** One kept count that is not what a recount finds. */
export interface TallyFault {
  readonly dossierId: string;
  readonly count: string;
  readonly kept: string | number | null;
  readonly found: string | number | null;
}

/**
 * Holds every kept count against the rows themselves; empty when all is right. Reads the whole station: for tests, `doctor` and a
 * health check, never for a screen.
 */
export function tallyFaults(db: Db): TallyFault[] {
  const found = db.all(`SELECT dossier.id AS dossier_id, dossier.kind, dossier.code_key, dossier.title_key, dossier.changed_at,
      coalesce(delivery.state, '') AS delivery, ${sums.map((name) => `coalesce(${name}, 0) AS ${name}`).join(', ')}
    FROM dossier
    LEFT JOIN delivery ON delivery.objid = dossier.objid
    LEFT JOIN (${ofPages}) AS p ON p.dossier_id = dossier.id
    LEFT JOIN (${ofDocuments}) AS d ON d.dossier_id = dossier.id
    LEFT JOIN (${ofFiles}) AS f ON f.dossier_id = dossier.id
    LEFT JOIN (${ofJobs}) AS j ON j.dossier_id = dossier.id
    LEFT JOIN (${ofDeliveries.replace('sent_bytes', 'sent_bytes AS sent')}) AS s ON s.dossier_id = dossier.id`);
  const kept = new Map(db.all('SELECT * FROM dossier_tally').map((row) => [text(row, 'dossier_id'), row]));
  const faults: TallyFault[] = [];
  for (const row of found) {
    const dossierId = text(row, 'dossier_id');
    const own = kept.get(dossierId);
    kept.delete(dossierId);
    for (const [count, value] of Object.entries(row))
      if (own?.[count] !== value) faults.push({ dossierId, count, kept: own?.[count] ?? null, found: value });
  }
  for (const dossierId of kept.keys()) faults.push({ dossierId, count: 'dossier', kept: 1, found: 0 });
  return [...faults, ...sumFaults(db)];
}

/** The station's sums against the sums of the dossiers' rows. */
function sumFaults(db: Db): TallyFault[] {
  const columns = `fonds, year, kind, step, delivery`;
  const found = `SELECT ${columns}, count(*) AS dossiers, ${sums.map((name) => `sum(${name}) AS ${name}`).join(', ')}
    FROM dossier_tally GROUP BY ${columns}`;
  const kept = `SELECT ${columns}, dossiers, ${sums.join(', ')} FROM station_tally WHERE dossiers <> 0`;
  const wrong = (left: string, right: string) => db.all(`SELECT * FROM (${left}) EXCEPT SELECT * FROM (${right})`);
  return [...wrong(found, kept), ...wrong(kept, found)].map((row) => ({
    dossierId: '',
    count: `sum ${['fonds', 'year', 'kind', 'step', 'delivery'].map((name) => String(row[name])).join(' ')}`,
    kept: null,
    found: integer(row, 'dossiers'),
  }));
}
