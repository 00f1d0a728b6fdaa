/** The office's rules for the line, as they hold now: settings like any other, so that a policy of the province may settle them. */
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { LineLimits } from '../../../contract/routes/queue.ts';
import type { SettingChange } from '../../../contract/settings.ts';
import type { Budget } from '../../stages/9-send/rules-pace.ts';
import type { Workshop } from '../road/workshop.ts';

const limitNames = ['timetable', 'capKbit', 'dayMb', 'monthMb'] as const;
const keys = { timetable: 'line.timetable', capKbit: 'line.capKbit', dayMb: 'line.dayMb', monthMb: 'line.monthMb' } as const;

export function limitsOf({ settings }: Pick<Workshop, 'settings'>): LineLimits {
  const { values } = settings;
  return {
    timetable: values[keys.timetable],
    capKbit: values[keys.capKbit],
    dayMb: values[keys.dayMb],
    monthMb: values[keys.monthMb],
  };
}

/** Which of them a policy of the province settles. */
export function lockedLimits({ settings }: Pick<Workshop, 'settings'>): (keyof LineLimits)[] {
  const locked = new Set(settings.policy.locked.map(({ key }) => key));
  return limitNames.filter((name) => locked.has(keys[name]));
}

/** The decisions a change of limits stands for, or the first that a policy does not leave to the station. */
export function limitChanges(
  workshop: Pick<Workshop, 'settings'>,
  change: { readonly [N in keyof LineLimits]?: LineLimits[N] | undefined },
): Result<SettingChange[]> {
  const changes: SettingChange[] = [];
  for (const name of limitNames) {
    const value = change[name];
    if (value === undefined) continue;
    const key = keys[name];
    const lock = workshop.settings.policy.locked.find((one) => one.key === key);
    if (lock !== undefined) return fail('SETTING_LOCKED', { key, path: lock.path });
    changes.push({ key, value });
  }
  return ok(changes);
}

/** Budgets in bytes. */
export function budgetOf({ dayMb, monthMb }: LineLimits): Budget {
  const bytes = (mb: number | null) => (mb === null ? null : mb * 1_000_000);
  return { day: bytes(dayMb), month: bytes(monthMb) };
}

/** Bytes per second. */
export function capOf({ capKbit }: LineLimits): number | null {
  return capKbit === null ? null : (capKbit * 1000) / 8;
}
