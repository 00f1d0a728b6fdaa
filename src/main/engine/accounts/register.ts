/** Rows of accounts. They are never deleted: the audit trail names them. */
import { Instant, Role } from '../../../contract/vocabulary.ts';
import type { AccountView } from '../../../contract/views.ts';
import { recordAudit } from '../audit/audit.ts';
import type { Db, Row, WritableDb } from '../db/database.ts';
import { text, textOrNull } from '../records/rows.ts';

export interface Account extends AccountView {
  readonly password: string;
  readonly disabled: boolean;
  readonly madeAt: Instant;
  readonly signedInAt: Instant | null;
  readonly passwordBy: string | null;
  readonly passwordAt: Instant | null;
}

/** In the order of the Vietnamese alphabet. */
export function accounts(db: Db): Account[] {
  const order = new Intl.Collator('vi');
  return db
    .all('SELECT * FROM account')
    .map(fromRow)
    .sort((a, b) => order.compare(a.name, b.name));
}

export function accountOf(db: Db, name: string): Account | null {
  const row = db.get('SELECT * FROM account WHERE name = ?', name);
  return row === undefined ? null : fromRow(row);
}

export function anyAccount(db: Db): boolean {
  return db.get('SELECT 1 FROM account LIMIT 1') !== undefined;
}

/** Adds an account and says so in the audit trail. */
export function addAccount(db: WritableDb, account: AccountView, hash: string, by: { at: Instant; actor: string }): void {
  db.run(
    'INSERT INTO account (name, role, password, made_at, password_by, password_at) VALUES (?, ?, ?, ?, ?, ?)',
    account.name,
    account.role,
    hash,
    by.at,
    by.actor,
    by.at,
  );
  recordAudit(db, { ...by, action: 'account.add', subject: account.name, data: { role: account.role } });
}

/** True when nobody but `name` could look after the accounts. */
export function isLastIt(db: Db, name: string): boolean {
  const others = "SELECT 1 FROM account WHERE role = 'it' AND disabled_at IS NULL AND name <> ? LIMIT 1";
  const self = "SELECT 1 FROM account WHERE role = 'it' AND disabled_at IS NULL AND name = ?";
  return db.get(self, name) !== undefined && db.get(others, name) === undefined;
}

function fromRow(row: Row): Account {
  const instantOrNull = (column: string) => Instant.nullable().parse(textOrNull(row, column));
  return {
    name: text(row, 'name'),
    role: Role.parse(row['role']),
    password: text(row, 'password'),
    disabled: row['disabled_at'] !== null,
    madeAt: Instant.parse(text(row, 'made_at')),
    signedInAt: instantOrNull('signed_in_at'),
    passwordBy: textOrNull(row, 'password_by'),
    passwordAt: instantOrNull('password_at'),
  };
}
