/** What a policy file settles, and what of it does not hold. Pure. */
import { z } from 'zod';
import { decodePublicKey } from '../../../exchange/receipt/key.ts';
import { SettingKey, Settings, type PolicyLock, type PolicyPlace, type PolicyProblem } from '../../../contract/settings.ts';

/** Address of the archive and its public key, pinned together: one without the other would be a half decision. */
export const PolicyArchive = z.object({
  url: z.url({ protocol: /^https?$/ }),
  publicKey: z.string().refine((key) => decodePublicKey(key) !== null, 'public key'),
});
export type PolicyArchive = z.infer<typeof PolicyArchive>;

export interface Policy {
  /** Each was parsed by its own schema. */
  readonly values: Readonly<Partial<Record<SettingKey, unknown>>>;
  readonly archive: PolicyArchive | null;
  readonly locked: readonly PolicyLock[];
  readonly problems: readonly PolicyProblem[];
}

/** One file as it was found: its text, or null when it is there and cannot be read. */
export interface PolicyFile {
  readonly place: PolicyPlace;
  readonly path: string;
  readonly text: string | null;
}

/**
 * Reads policy files, the strongest first: what one has settled a later one does not change. Each key stands for itself, so a slip in one
 * line neither takes the other locks away nor is passed over.
 */
export function readPolicy(files: readonly PolicyFile[]): Policy {
  const values: Partial<Record<SettingKey, unknown>> = {};
  let archive: PolicyArchive | null = null;
  const locked: PolicyLock[] = [];
  const problems: PolicyProblem[] = [];
  for (const { place, path, text } of files) {
    const complain = (key: string | null, reason: PolicyProblem['reason']) => void problems.push({ place, path, key, reason });
    const entries = text === null ? null : entriesOf(text);
    if (entries === null) {
      complain(null, text === null ? 'unreadable' : 'no-json');
      continue;
    }
    for (const [name, value] of entries) {
      if (name === 'archive') {
        const parsed = PolicyArchive.safeParse(value);
        if (!parsed.success) complain(name, 'bad-value');
        else if (archive === null) {
          archive = parsed.data;
          locked.push({ key: name, place, path });
        }
        continue;
      }
      const key = SettingKey.safeParse(name);
      if (!key.success) {
        complain(name, 'unknown-key');
        continue;
      }
      const parsed = Settings.shape[key.data].safeParse(value);
      if (!parsed.success) complain(name, 'bad-value');
      else if (!(key.data in values)) {
        values[key.data] = parsed.data;
        locked.push({ key: key.data, place, path });
      }
    }
  }
  return { values, archive, locked, problems };
}

/** Keys and values of a JSON object; null for anything else. A byte order mark, which Notepad writes, is no mistake. */
function entriesOf(text: string): [string, unknown][] | null {
  try {
    const found = z.record(z.string(), z.unknown()).safeParse(JSON.parse(text.replace(/^\uFEFF/, '')));
    return found.success ? Object.entries(found.data) : null;
  } catch {
    return null;
  }
}
