import type { Lang } from '../errors/index.ts';
import { pagesActions } from './pages.ts';
import { planActions } from './plan.ts';
import { peopleActions } from './people.ts';
import { queueActions } from './queue.ts';
import { roadActions } from './road.ts';

/** Everything that is ever written into the audit trail, closed: an action without words cannot be recorded. */
export const auditActions = {
  ...peopleActions,
  ...roadActions,
  ...pagesActions,
  ...planActions,
  ...queueActions,
} as const;
export type AuditAction = keyof typeof auditActions;
export const auditActionNames = Object.keys(auditActions) as AuditAction[];

export type AuditData = Readonly<Record<string, string | number | boolean | null>>;

/** What kind of thing an action is, for a list to choose from. */
export function auditActionName(action: string, lang: Lang): string {
  if (!Object.hasOwn(auditActions, action)) return action;
  return auditActions[action as AuditAction][lang].replaceAll(/\{\w+\}/g, '…');
}

/** One entry in a sentence; an action of a newer or older program stands as it was written. */
export function auditSentence(entry: { action: string; subject: string; data: AuditData }, lang: Lang): string {
  if (!Object.hasOwn(auditActions, entry.action)) return `${entry.action} ${entry.subject}`.trim();
  const values: AuditData = { ...entry.data, subject: entry.subject };
  return auditActions[entry.action as AuditAction][lang].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '–'));
}
