/**
 * What IT may decide about a station, and what holds when nobody decided: one key each, stored one row per key. A key is added here, with
 * its default, only together with the code that obeys it. The province may settle any of them by a policy file (`Policy`).
 */
import { z } from 'zod';
import { Timetable } from './timetable.ts';

export const Settings = z.object({
  /** Minutes without keyboard or pointer after which a window is covered and asks for the password. */
  'lock.minutes': z.int().min(1).max(240).default(10),
  /** Processes that read pages at the same time; 0 takes as many as cores and memory allow. Counts from the next start. */
  'ocr.workers': z.int().min(0).max(16).default(0),
  /** Share of a dossier's pages that a second person's sample takes, and how many it takes at least. */
  'verify.samplePercent': z.int().min(1).max(100).default(30),
  'verify.sampleLeast': z.int().min(1).max(500).default(5),
  /** Minutes after which a key that nobody uses is forgotten. */
  'sign.keyMinutes': z.int().min(1).max(480).default(15),
  /** A practice station signs by itself with its practice identity; off, persons learn to sign with it. */
  'sign.automatic': z.boolean().default(true),
  /** Language of a window in which nobody chose one yet. */
  'window.language': z.enum(['vi', 'en']).default('vi'),
  /** When packages may leave by line; null at any time, no period at all never. */
  'line.timetable': Timetable.default(null),
  /** The most the line may carry, in kbit/s (1,000 bits); null as much as it can. */
  'line.capKbit': z.int().min(8).max(1_000_000).nullable().default(null),
  /** The most that may leave in a day and in a month of the calendar, in MB (1,000,000 bytes); null without a limit. */
  'line.dayMb': z.int().min(1).max(1_000_000).nullable().default(null),
  'line.monthMb': z.int().min(1).max(10_000_000).nullable().default(null),
});
export type Settings = z.infer<typeof Settings>;

export const SettingKey = Settings.keyof();
export type SettingKey = z.infer<typeof SettingKey>;
export const settingKeys = SettingKey.options;

/** What holds when nobody decided. Asked for, not kept: a window must tell zod to do without `eval` before anything is parsed. */
export const defaultSettings = (): Settings => Settings.parse({});

/** One decision: a key and a value of its kind. */
export const SettingChange = z.object({ key: SettingKey, value: z.json() }).superRefine(({ key, value }, context) => {
  const parsed = Settings.shape[key].safeParse(value);
  if (!parsed.success) context.addIssue({ code: 'custom', path: ['value'], message: parsed.error.issues[0]?.message ?? key });
});
export type SettingChange = z.infer<typeof SettingChange>;

/** Where a policy file came from: the whole machine (only its administrators write there) or the station's own folder. */
export const PolicyPlace = z.enum(['machine', 'station']);
export type PolicyPlace = z.infer<typeof PolicyPlace>;

/** Why one part of a policy file does not hold. `key` is null when the whole file cannot be read. */
export const PolicyProblem = z.object({
  place: PolicyPlace,
  path: z.string(),
  key: z.string().nullable(),
  reason: z.enum(['unreadable', 'no-json', 'unknown-key', 'bad-value']),
});
export type PolicyProblem = z.infer<typeof PolicyProblem>;

/** Which of the station's own decisions a policy settles: by key, and who did. `archive` is address and key of the archive. */
export const PolicyLock = z.object({
  key: z.union([SettingKey, z.literal('archive')]),
  place: PolicyPlace,
  path: z.string(),
});
export type PolicyLock = z.infer<typeof PolicyLock>;

export const SettingsView = z.object({
  /** What holds now, policies included. */
  values: Settings,
  locked: z.array(PolicyLock),
  problems: z.array(PolicyProblem),
  /** Where a policy file is looked for, present or not. */
  places: z.array(z.object({ place: PolicyPlace, path: z.string(), found: z.boolean() })),
});
export type SettingsView = z.infer<typeof SettingsView>;
