/** What is typed into the filter, and what of it can be asked. Pure. */
import { dayNumber } from '../../../contract/archival-date.ts';
import type { AuditFilter } from '../../../contract/routes/audit.ts';

export interface TypedFilter {
  readonly from: string;
  readonly to: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
}

export const noFilter: TypedFilter = { from: '', to: '', actor: '', action: '', subject: '' };

export function isWrongDay(day: string): boolean {
  return day !== '' && dayNumber(day) === null;
}

/** A day that is no day (yet) bounds nothing. */
export function askable({ from, to, actor, action, subject }: TypedFilter): AuditFilter {
  return {
    from: isWrongDay(from) ? '' : from,
    to: isWrongDay(to) ? '' : to,
    actor: actor === '' ? null : actor,
    action: action === '' ? null : action,
    subject: subject.trim(),
  };
}
