/** Which persons a station needs before a dossier can walk its whole road. Pure. */
import type { AccountEntry } from '../../../contract/views.ts';

export function missingRoles(accounts: readonly AccountEntry[]): ('clerk' | 'supervisor')[] {
  const has = (...roles: string[]) => accounts.some(({ role, disabled }) => !disabled && roles.includes(role));
  return [...(has('clerk') ? [] : (['clerk'] as const)), ...(has('supervisor') ? [] : (['supervisor'] as const))];
}
