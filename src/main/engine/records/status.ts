/** The station in a few figures: for the status bar and the rail, for the leader's page, and for `tram status`. */
import type { z } from 'zod';
import type { WorkSummary } from '../../../contract/routes/work.ts';
import { DossierStep, type StatusView } from '../../../contract/views.ts';
import type { Ledger, Role } from '../../../contract/vocabulary.ts';
import type { Db, Row } from '../db/database.ts';
import { integer, text } from './rows.ts';
import { ledgerFrom } from './tally.ts';

const counts = [
  'dossiers',
  'documents',
  'images',
  'pages',
  'blank',
  'separator',
  'clerk',
  'to_describe',
  'documents_returned',
  'pages_returned',
  'to_sign',
  'jobs_ready',
  'jobs_running',
  'jobs_parked',
  'files_refused',
] as const;
const sums = counts.map((name) => `coalesce(sum(${name}), 0) AS ${name}`).join(', ');

function whole(db: Db): Row {
  return db.get(`SELECT ${sums} FROM station_tally`)!;
}

function jobsOf(row: Row): z.input<typeof StatusView>['jobs'] {
  return { ready: integer(row, 'jobs_ready'), running: integer(row, 'jobs_running'), parked: integer(row, 'jobs_parked') };
}

/** Packages of today's dossiers by how far they came; what was rejected waits for a person, not for the line. */
function queueOf(db: Db): z.input<typeof StatusView>['queue'] {
  const row = db.get(
    `SELECT coalesce(sum(dossiers) FILTER (WHERE delivery = 'waiting'), 0) AS waiting,
       coalesce(sum(dossiers) FILTER (WHERE delivery IN ('sending', 'sent', 'received', 'validated')), 0) AS sending,
       coalesce(sum(dossiers) FILTER (WHERE delivery = 'delivered'), 0) AS delivered,
       coalesce(sum(package_bytes - sent_bytes) FILTER (WHERE delivery <> 'delivered'), 0) AS bytes
     FROM station_tally WHERE delivery <> ''`,
  )!;
  return {
    waiting: integer(row, 'waiting'),
    sending: integer(row, 'sending'),
    delivered: integer(row, 'delivered'),
    bytes: integer(row, 'bytes'),
  };
}

/** Everything `tram status` says, with a line for every dossier: not for windows. */
export function statusView(db: Db): z.input<typeof StatusView> {
  const row = whole(db);
  return {
    dossiers: db
      .all(
        `SELECT file_code, dossier_tally.step, documents, pages, parked
         FROM dossier_tally JOIN dossier ON dossier.id = dossier_tally.dossier_id ORDER BY file_code`,
      )
      .map((dossier) => ({
        fileCode: text(dossier, 'file_code'),
        step: DossierStep.parse(dossier['step']),
        documents: integer(dossier, 'documents'),
        pages: integer(dossier, 'pages'),
        parked: integer(dossier, 'parked'),
      })),
    jobs: jobsOf(row),
    ledger: ledgerFrom(row),
    queue: queueOf(db),
  };
}

/** `account`: who asks, because nobody verifies what they described themselves. */
export function workSummary(db: Db, account: string, roles: readonly Role[]): z.input<typeof WorkSummary> {
  const row = whole(db);
  const parked = integer(row, 'jobs_parked') + integer(row, 'files_refused');
  const steps = stepsOf(db);
  const waiting = {
    describe: integer(row, 'to_describe'),
    returned: integer(row, 'documents_returned'),
    sign: integer(row, 'to_sign'),
    verify: steps.verify.dossiers,
    parked,
  };
  const is = (role: Role) => roles.includes(role);
  return {
    steps,
    waiting,
    mine: {
      describe: is('clerk') ? waiting.describe : 0,
      returned: is('clerk') ? waiting.returned : 0,
      sign: is('supervisor') ? waiting.sign : 0,
      verify: is('supervisor') && waiting.verify > 0 ? waiting.verify - describedBySelf(db, account) : 0,
      parked: is('it') ? parked : 0,
    },
    pagesReturned: integer(row, 'pages_returned'),
    dossiers: integer(row, 'dossiers'),
    jobs: jobsOf(row),
    ledger: ledgerFrom(row),
    unbalanced: unbalanced(db, ledgerFrom(row)),
    queue: queueOf(db),
  };
}

/** Every dossier is looked through only when the station's sum is off. */
function unbalanced(db: Db, { in: images, blank, separator, clerk, out }: Ledger): string | null {
  if (images === out + blank + separator + clerk) return null;
  const row = db.get(
    `SELECT file_code FROM dossier_tally JOIN dossier ON dossier.id = dossier_tally.dossier_id
     WHERE images <> pages + blank + separator + clerk ORDER BY dossier_tally.changed_at LIMIT 1`,
  );
  return row === undefined ? null : text(row, 'file_code');
}

function stepsOf(db: Db): z.input<typeof WorkSummary>['steps'] {
  const rows = new Map(
    db
      .all(
        'SELECT step, sum(dossiers) AS dossiers, sum(documents) AS documents, sum(pages) AS pages FROM station_tally GROUP BY step',
      )
      .map((row) => [text(row, 'step'), row]),
  );
  const stepOf = (row: Row | undefined) => ({
    dossiers: row === undefined ? 0 : integer(row, 'dossiers'),
    documents: row === undefined ? 0 : integer(row, 'documents'),
    pages: row === undefined ? 0 : integer(row, 'pages'),
  });
  return Object.fromEntries(DossierStep.options.map((step) => [step, stepOf(rows.get(step))])) as z.input<
    typeof WorkSummary
  >['steps'];
}

/** Dossiers to verify that `account` had a hand in (`own` in waiting-checks.ts). */
function describedBySelf(db: Db, account: string): number {
  const row = db.get(
    `SELECT count(*) AS n FROM dossier_tally WHERE step = 'verify' AND EXISTS (
       SELECT 1 FROM describer WHERE account = ? AND describer.dossier_id = dossier_tally.dossier_id
         AND (document_id = '' OR document_id IN (
           SELECT id FROM document WHERE document.dossier_id = dossier_tally.dossier_id AND approved_by IS NULL)))`,
    account,
  )!;
  return integer(row, 'n');
}
