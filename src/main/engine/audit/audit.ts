/** The audit trail: who did what to which record, each entry's hash covering the one before it. Facts and ids, never content. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../exchange/canonical-json.ts';
import type { AuditAction } from '../../../contract/audit/index.ts';
import type { Instant } from '../../../contract/vocabulary.ts';
import type { Db, WritableDb } from '../db/database.ts';

export interface AuditEntry {
  readonly at: Instant;
  readonly actor: string;
  readonly action: AuditAction;
  readonly subject: string;
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
}

const beginning = '0'.repeat(64);

export function recordAudit(db: WritableDb, entry: AuditEntry): void {
  const previous = String(db.get('SELECT hash FROM audit ORDER BY seq DESC LIMIT 1')?.['hash'] ?? beginning);
  const data = canonicalJson(entry.data);
  db.run(
    'INSERT INTO audit (at, actor, action, subject, data_json, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
    entry.at,
    entry.actor,
    entry.action,
    entry.subject,
    data,
    previous,
    chain(previous, entry.at, entry.actor, entry.action, entry.subject, data),
  );
}

export interface ChainVerdict {
  readonly entries: number;
  /** The first entry that does not follow from the one before. */
  readonly brokenAt: number | null;
}

/** Walks the whole chain at once. */
export function verifyAudit(db: Db): ChainVerdict {
  const walk = walkChain(db);
  for (;;) {
    const step = walk.next();
    if (step.done === true) return step.value;
  }
}

/** The same with a pause after each thousand entries, so that nobody who calls meanwhile waits. */
export async function verifyAuditInSteps(db: Db): Promise<ChainVerdict> {
  const walk = walkChain(db);
  for (;;) {
    const step = walk.next();
    if (step.done === true) return step.value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function* walkChain(db: Db): Generator<undefined, ChainVerdict> {
  let previous = beginning;
  let entries = 0;
  let after = 0;
  for (;;) {
    const rows = db.all('SELECT * FROM audit WHERE seq > ? ORDER BY seq LIMIT 1000', after);
    if (rows.length === 0) return { entries, brokenAt: null };
    for (const row of rows) {
      after = Number(row['seq']);
      const hash = chain(
        previous,
        String(row['at']),
        String(row['actor']),
        String(row['action']),
        String(row['subject']),
        String(row['data_json']),
      );
      if (row['previous'] !== previous || row['hash'] !== hash || after !== entries + 1) return { entries, brokenAt: after };
      previous = hash;
      entries++;
    }
    yield undefined;
  }
}

function chain(...parts: string[]): string {
  return createHash('sha256').update(canonicalJson(parts)).digest('hex');
}
