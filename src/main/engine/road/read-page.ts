/** Steps 2 and 3 for one page: made clean, then read. */
import { ok } from '../../../contract/result.ts';
import { clean } from '../../stages/2-clean/index.ts';
import { recognise } from '../../stages/3-recognise/index.ts';
import { enqueue } from '../jobs/table.ts';
import { pageById } from '../records/pages.ts';
import { advancePages } from './advance.ts';
import { rememberedStep } from './run-step.ts';
import { advanceNow, type Perform } from './workshop.ts';

export const cleanPage: Perform = async (workshop, job, context) => {
  const page = pageById(workshop.writer.db, job.subject);
  const cleaned = await rememberedStep(
    clean,
    { page: page.image },
    {},
    {
      ...workshop,
      ...context,
      perform: (input, settings, signal, report) => workshop.pool.run('clean', input, settings, signal, report),
    },
  );
  if (!cleaned.ok) return cleaned;
  return ok((db) => {
    db.run('UPDATE page SET clean_json = ?, text_json = NULL WHERE id = ?', JSON.stringify(cleaned.data), page.id);
    enqueue(db, 'recognise', page.id, page.dossierId, workshop.clock.now());
  });
};

export const recognisePage: Perform = async (workshop, job, context) => {
  const page = pageById(workshop.writer.db, job.subject);
  if (page.clean === null) throw new Error(`page ${page.id} was not cleaned`);
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
  return ok((db) => {
    db.run('UPDATE page SET text_json = ? WHERE id = ?', JSON.stringify(read.data), page.id);
    advancePages(db, page.dossierId, page.documentId, advanceNow(workshop));
  });
};
