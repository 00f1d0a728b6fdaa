/**
 * Brings the search index up to date in the background: after a migration or a rebuild, and for whatever was changed without its text at
 * hand. What is due stands in the database, so it goes on where it ended, whenever that was.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { PageText } from '../../../contract/artefacts.ts';
import { plainText } from '../../../contract/text.ts';
import type { Db, Writer } from '../db/database.ts';
import { parsedOrNull, text } from '../records/rows.ts';
import { storageFailure } from '../storage-failure.ts';
import type { Vault } from '../vault/vault.ts';
import { readingAt } from '../road/readings.ts';
import { countDue, indexDocument, indexPages, isRebuilding, keepSearchIndex, startRebuild } from './index-store.ts';

/** One commit's worth: some ten milliseconds, so that no window waits noticeably for it. */
const pagesAtOnce = 20;
const documentsAtOnce = 60;
const lookAgainMs = 3000;
const fullDiskMs = 30_000;
/** Between two commits; work that people wait for comes first. */
const breathMs = 10;

export interface Indexing {
  readonly writer: Writer;
  readonly vault: Vault;
}

/** Works until nothing is due or the signal aborts. `report` is told how much is left. */
export async function bringUpToDate(
  { writer, vault }: Indexing,
  signal: AbortSignal,
  report: (left: number) => void = () => undefined,
): Promise<void> {
  let worked = 0;
  while (!signal.aborted) {
    const done = indexSomeDocuments(writer) || (await indexSomePages(writer, vault));
    if (!done) {
      if (isRebuilding(writer.db)) writer.tx((db) => db.run('DELETE FROM search_rebuild'));
      return;
    }
    if (worked++ % 25 === 0) report(countDue(writer.db));
    await sleep(breathMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Makes the index anew from pages and documents; `report` is told how much is left. Broken off, it goes on where it ended, whoever asks. */
export async function rebuildIndex(by: Indexing, signal: AbortSignal, report: (left: number) => void): Promise<void> {
  const begun = isRebuilding(by.writer.db);
  if (!begun) by.writer.tx(startRebuild);
  try {
    await bringUpToDate(by, signal, report);
  } catch (error) {
    // What an earlier run had made was damaged since.
    if (!begun || storageFailure(error)?.error.code !== 'SEARCH_INDEX_DAMAGED') throw error;
    by.writer.tx(startRebuild);
    await bringUpToDate(by, signal, report);
  }
}

/** For as long as the station is open. A full disk is looked at again by itself: somebody may have made room. */
export async function indexForever(by: Indexing, signal: AbortSignal): Promise<void> {
  let patience = lookAgainMs;
  try {
    tryFailedAgain(by.writer);
  } catch (error) {
    if (storageFailure(error) === null) throw error;
  }
  while (!signal.aborted) {
    try {
      await bringUpToDate(by, signal);
      patience = lookAgainMs;
    } catch (error) {
      if (storageFailure(error) === null) throw error;
      patience = fullDiskMs;
    }
    await sleep(patience, undefined, { signal }).catch(() => undefined);
  }
}

/** Pages whose words could not be read before are tried again. */
function tryFailedAgain(writer: Writer): void {
  if (writer.db.get("SELECT 1 FROM search_due WHERE kind = 'page' AND failed = 1 LIMIT 1") === undefined) return;
  writer.tx((db) => {
    db.run('INSERT OR IGNORE INTO search_due (kind, subject) SELECT kind, subject FROM search_due WHERE failed = 1');
    db.run('DELETE FROM search_due WHERE failed = 1');
  });
}

function indexSomeDocuments(writer: Writer): boolean {
  const due = "SELECT subject FROM search_due WHERE kind = 'document' AND failed = 0 LIMIT ?";
  const found = writer.db.all(due, documentsAtOnce);
  const now = found.length === 0 && writer.db.get('SELECT 1 FROM search_now LIMIT 1') !== undefined;
  if (found.length === 0 && !now) return false;
  writer.tx((db) => {
    for (const row of found) indexDocument(db, text(row, 'subject'));
    if (now) keepSearchIndex(db);
  });
  return true;
}

async function indexSomePages(writer: Writer, vault: Indexing['vault']): Promise<boolean> {
  const due = writer.db.all("SELECT subject FROM search_due WHERE kind = 'page' AND failed = 0 LIMIT ?", pagesAtOnce);
  if (due.length === 0) return false;
  const read = await Promise.all(
    due.map(async (row) => {
      const id = text(row, 'subject');
      const words = wordsNow(writer.db, id);
      return { id, words, reading: words === undefined ? null : await readingAt(vault, words).catch(() => null) };
    }),
  );
  writer.tx((db) => {
    // Read again meanwhile: its new text is due, or was indexed with it.
    const asRead = read.filter(({ id, words }) => wordsNow(db, id) === words);
    const isLost = ({ words, reading }: (typeof read)[number]) => words !== undefined && reading === null;
    for (const { id } of asRead.filter(isLost)) {
      db.run("DELETE FROM search_due WHERE kind = 'page' AND subject = ?", id);
      db.run("INSERT INTO search_due (kind, subject, failed) VALUES ('page', ?, 1)", id);
    }
    indexPages(
      db,
      asRead.filter((page) => !isLost(page)).map(({ id, reading }) => ({ id, text: reading === null ? '' : plainText(reading) })),
    );
  });
  return true;
}

/** The digest of the page's words; undefined when it is gone or not read. */
function wordsNow(db: Db, pageId: string): PageText['words'] | undefined {
  const row = db.get('SELECT text_json FROM page WHERE id = ?', pageId);
  return row === undefined ? undefined : parsedOrNull(PageText, row['text_json'])?.words;
}
