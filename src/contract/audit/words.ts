/** What stands in the audit trail, said to a person: `{subject}` and the entry's own `{data}` are filled in. */
export interface AuditWords {
  readonly vi: string;
  readonly en: string;
}

/** Keeps the literal actions as types while checking the shape of each entry. */
export function auditWords<K extends string>(words: Record<K, AuditWords>): Readonly<Record<K, AuditWords>> {
  return words;
}
