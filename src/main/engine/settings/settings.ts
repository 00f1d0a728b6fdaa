/** The settings that hold: the station's own decisions, and over them what a policy file settles. */
import { readFileSync, statSync } from 'node:fs';
import { defaultSettings, SettingKey, Settings, type PolicyPlace, type SettingsView } from '../../../contract/settings.ts';
import type { Instant } from '../../../contract/vocabulary.ts';
import { recordAudit } from '../audit/audit.ts';
import type { Db, WritableDb } from '../db/database.ts';
import { text } from '../records/rows.ts';
import { readPolicy, type Policy } from './rules.ts';

export interface PolicyPath {
  readonly place: PolicyPlace;
  readonly path: string;
}

/** Settings of one open station. A policy file is looked at again whenever it was replaced, so nobody has to restart anything. */
export class StationSettings {
  readonly #db: Db;
  readonly #paths: readonly PolicyPath[];
  #policy: Policy = readPolicy([]);
  #stamp = '';

  /** `paths`: the strongest first. */
  constructor(db: Db, paths: readonly PolicyPath[]) {
    this.#db = db;
    this.#paths = paths;
  }

  get values(): Settings {
    return Settings.parse({ ...storedSettings(this.#db), ...this.policy.values });
  }

  get policy(): Policy {
    const stamp = this.#paths.map(({ path }) => stampOf(path) ?? '-').join('|');
    if (stamp !== this.#stamp) {
      const present = this.#paths.filter(({ path }) => stampOf(path) !== null);
      this.#policy = readPolicy(present.map((file) => ({ ...file, text: textOf(file.path) })));
      this.#stamp = stamp;
    }
    return this.#policy;
  }

  view(): SettingsView {
    const { locked, problems } = this.policy;
    const places = this.#paths.map((file) => ({ ...file, found: stampOf(file.path) !== null }));
    return { values: this.values, locked: [...locked], problems: [...problems], places };
  }
}

/** What the station itself decided. A value that this version does not understand counts as not decided. */
function storedSettings(db: Db): Settings {
  const stored: Record<string, unknown> = defaultSettings();
  for (const row of db.all('SELECT key, value_json FROM setting')) {
    const key = SettingKey.safeParse(row['key']);
    if (!key.success) continue;
    const value = Settings.shape[key.data].safeParse(JSON.parse(text(row, 'value_json')));
    if (value.success) stored[key.data] = value.data;
  }
  return stored as Settings;
}

/** Writes one decision down; `value` was parsed by the contract. */
export function storeSetting(
  db: WritableDb,
  { key, value }: { key: SettingKey; value: unknown },
  by: { at: Instant; actor: string },
): void {
  const json = JSON.stringify(value);
  db.run(
    'INSERT INTO setting (key, value_json, changed_by, changed_at) VALUES (?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET value_json = excluded.value_json, changed_by = excluded.changed_by, changed_at = excluded.changed_at',
    key,
    json,
    by.actor,
    by.at,
  );
  recordAudit(db, { ...by, action: 'settings.set', subject: key, data: { value: json } });
}

/** Changes when the file does; null when there is none. */
function stampOf(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true });
  return found === undefined ? null : `${found.mtimeNs}:${found.size}:${found.ino}`;
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
