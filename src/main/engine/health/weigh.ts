/** How heavy a station is, noted once a day while it is open: the only way to say when a disk will be full. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db } from '../db/database.ts';
import { integer, text } from '../records/rows.ts';
import type { Workshop } from '../road/workshop.ts';
import type { Weighing } from './rules.ts';

const everyMs = 6 * 60 * 60 * 1000;
const remembered = 30;

export interface Weight {
  readonly day: string;
  readonly vaultBytes: number;
  readonly databaseBytes: number;
  readonly pages: number;
}

/** The last thirty days on which the station was open, oldest first. */
export function weights(db: Db): Weight[] {
  return db
    .all('SELECT * FROM weight ORDER BY day DESC LIMIT ?', remembered)
    .map((row) => ({
      day: text(row, 'day'),
      vaultBytes: integer(row, 'vault_bytes'),
      databaseBytes: integer(row, 'database_bytes'),
      pages: integer(row, 'pages'),
    }))
    .toReversed();
}

export function weighings(db: Db): Weighing[] {
  return weights(db).map(({ day, vaultBytes, databaseBytes }) => ({ day, bytes: vaultBytes + databaseBytes }));
}

/** Weighs at the start and every six hours, in the gaps of everything else; a weighing that fails is left out. */
export async function weighForever(workshop: Workshop, dataDir: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await weigh(workshop, dataDir, signal).catch(() => undefined);
    await new Promise<void>((resolve) => {
      if (signal.aborted) return resolve();
      const timer = setTimeout(resolve, everyMs);
      timer.unref();
      signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
    });
  }
}

export async function weigh({ writer, clock }: Workshop, dataDir: string, signal: AbortSignal): Promise<void> {
  const vaultBytes = await bytesIn(join(dataDir, 'vault'), signal);
  const databaseBytes = (await stat(join(dataDir, 'station.db'))).size;
  if (signal.aborted) return;
  const pages = integer(writer.db.get('SELECT count(*) AS n FROM page')!, 'n');
  writer.tx((db) =>
    db.run(
      'INSERT INTO weight (day, vault_bytes, database_bytes, pages) VALUES (?, ?, ?, ?) ON CONFLICT (day) DO UPDATE SET vault_bytes = excluded.vault_bytes, database_bytes = excluded.database_bytes, pages = excluded.pages',
      clock.now().slice(0, 10),
      vaultBytes,
      databaseBytes,
      pages,
    ),
  );
}

/** One folder after the other, so that a million files do not keep a scanner waiting. */
async function bytesIn(folder: string, signal: AbortSignal): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (signal.aborted) return bytes;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += await bytesIn(path, signal);
    // A file in the making may be gone again.
    else if (entry.isFile())
      bytes += await stat(path).then(
        ({ size }) => size,
        () => 0,
      );
  }
  return bytes;
}
