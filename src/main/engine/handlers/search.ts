/** Finding papers again. Pages are looked for in a process of their own; where words stand on one page is read here. */
import { fail, ok } from '../../../contract/result.ts';
import { recordAudit } from '../audit/audit.ts';
import { integer, text } from '../records/rows.ts';
import { pageById } from '../records/pages.ts';
import { sourceFileById } from '../records/source-files.ts';
import { pageView } from '../records/views.ts';
import { countDue, isRebuilding, startRebuild } from '../search/index-store.ts';
import { boxesOn } from '../search/rules-boxes.ts';
import { parseQuery } from '../search/rules-query.ts';
import { readingAt } from '../road/readings.ts';
import type { Handlers } from '../handler.ts';

export const searchHandlers: Pick<Handlers, 'search.find' | 'search.fonds' | 'search.onPage' | 'search.rebuild'> = {
  'search.find': ({ searcher, caller }, input) => searcher.find(caller, input),

  'search.fonds': ({ writer: { db } }) =>
    ok(
      db
        .all(
          `SELECT fonds, coalesce((SELECT max(fonds_name) FROM plan_row WHERE plan_row.fonds = station_tally.fonds), '') AS name
           FROM station_tally WHERE fonds <> '' GROUP BY fonds HAVING sum(dossiers) > 0 ORDER BY fonds`,
        )
        .map((row) => ({ fonds: text(row, 'fonds'), name: text(row, 'name') })),
    ),

  'search.rebuild': ({ writer, clock, actor }, { goOn }) => {
    if (!goOn || !isRebuilding(writer.db)) {
      writer.tx((db) => {
        startRebuild(db);
        recordAudit(db, { at: clock.now(), actor, action: 'search.rebuild', subject: '', data: {} });
      });
    }
    return ok({ left: countDue(writer.db) });
  },

  'search.onPage': async ({ writer: { db }, vault }, { pageId, text: typed }) => {
    const place = db.get(
      `SELECT (SELECT count(*) FROM page AS other WHERE other.document_id = page.document_id
                AND other.place <= page.place) AS ordinal
       FROM page WHERE id = ? AND document_id IS NOT NULL`,
      pageId,
    );
    if (place === undefined) return fail('PAGE_UNKNOWN', { page: pageId });
    const page = pageById(db, pageId);
    const view = pageView(page, integer(place, 'ordinal'), sourceFileById(db, page.sourceFileId));
    const reading = page.text === null ? null : await readingAt(vault, page.text.words);
    // Without its words the page can still be looked at.
    if (reading === null) return ok({ page: view, width: page.image.width, height: page.image.height, boxes: [] });
    const { width, height } = reading;
    return ok({ page: view, width, height, boxes: boxesOn(reading, parseQuery(typed)) });
  },
};
