/** Steps 2 and 3 for one page: made clean, then read. */
import type { PageText } from '../../../contract/artefacts.ts';
import { fail, ok } from '../../../contract/result.ts';
import { plainText } from '../../../contract/text.ts';
import { clean } from '../../stages/2-clean/index.ts';
import { recognise } from '../../stages/3-recognise/index.ts';
import { correctAgain, type PastCorrection } from '../../stages/3-recognise/rules-corrections.ts';
import type { WritableDb } from '../db/database.ts';
import { enqueue } from '../jobs/table.ts';
import { correctionsOf } from '../records/corrections.ts';
import { operatorName } from '../accounts/rules.ts';
import { recordWork } from '../records/work.ts';
import { pageById } from '../records/pages.ts';
import { indexPages } from '../search/index-store.ts';
import { advancePages } from './advance.ts';
import { keepReading, readingAt } from './readings.ts';
import { rememberedStep } from './run-step.ts';
import { advanceNow, type Perform, type Workshop } from './workshop.ts';
import type { Vault } from '../vault/vault.ts';

export const cleanPage: Perform = async (workshop, job, context) => {
  const page = pageById(workshop.writer.db, job.subject);
  const cleaned = await rememberedStep(
    clean,
    { page: page.image },
    // Left to the machine it keeps the key it always had, so that nothing is cleaned twice.
    page.turned === null ? {} : { rotate: page.turned },
    {
      ...workshop,
      ...context,
      perform: (input, settings, signal, report) => workshop.pool.run('clean', input, settings, signal, report),
    },
  );
  if (!cleaned.ok) return cleaned;
  return ok((db) => {
    // Unless a person turned it while it was being cleaned.
    if (pageById(db, page.id).turned === page.turned)
      db.run('UPDATE page SET clean_json = ?, text_json = NULL WHERE id = ?', JSON.stringify(cleaned.data), page.id);
    goOn(db, workshop, page.id);
  });
};

export const recognisePage: Perform = async (workshop, job, context) => {
  const page = pageById(workshop.writer.db, job.subject);
  // Turned just now: it is cleaned first, and then it comes here again.
  if (page.clean === null) return ok((db) => goOn(db, workshop, page.id));
  const { ocr, ocrWidth: width, ocrHeight: height, dpi, width: imageWidth } = page.clean;
  const input = { ocr, width, height, dpi: Math.round((dpi * width) / imageWidth) };
  const read = await rememberedStep(
    recognise,
    input,
    {},
    {
      ...workshop,
      ...context,
      perform: (given, settings, signal, report) => workshop.pool.run('recognise', given, settings, signal, report),
    },
  );
  if (!read.ok) return read;
  const past = correctionsOf(workshop.writer.db, page.id);
  const text = past.length === 0 ? read.data : await withCorrections(workshop.vault, read.data, past);
  if (text === null) return fail('WORDS_UNREADABLE', { page: page.sourcePage });
  const reading = await readingAt(workshop.vault, text.words);
  return ok((db) => {
    const now = pageById(db, page.id);
    // A person who corrected the words meanwhile saw the reading that stands there: theirs is the later one.
    const overtaken = correctionsOf(db, page.id).length > past.length && now.text !== null;
    if (now.clean?.ocr === ocr && !overtaken) {
      recordWork(db, { at: workshop.clock.now(), actor: operatorName, kind: 'recognise', pages: 1 });
      db.run('UPDATE page SET text_json = ?, reviewed_by = NULL, reviewed_at = NULL WHERE id = ?', JSON.stringify(text), page.id);
      // Words that cannot be read back are the next step's failure, not the index's: the page stays due for it.
      if (reading !== null) indexPages(db, [{ id: page.id, text: plainText(reading) }]);
    }
    goOn(db, workshop, page.id);
  });
};

/** What comes next for a page as it is now: meanwhile a person may have turned it, or laid it elsewhere. */
function goOn(db: WritableDb, workshop: Workshop, id: string): void {
  const by = advanceNow(workshop);
  const page = pageById(db, id);
  if (page.tray === null && page.text === null)
    return enqueue(db, page.clean === null ? 'clean' : 'recognise', id, page.dossierId, by.now);
  advancePages(db, page.dossierId, page.documentId, by);
}

/** The new reading with what persons put right before, where the words are the same; null when the reading cannot be read. */
async function withCorrections(vault: Vault, read: PageText, past: readonly PastCorrection[]): Promise<PageText | null> {
  const page = await readingAt(vault, read.words);
  if (page === null) return null;
  const again = correctAgain(page, past);
  return again.applied === 0 ? read : keepReading(vault, again.page);
}
