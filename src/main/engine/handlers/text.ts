/** The words on the pages: read in a box a person draws, shown where they are doubtful, put right. */
import type { Box, RecognisedPage, TextLine } from '../../../contract/artefacts.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { FieldName, Sha256 } from '../../../contract/vocabulary.ts';
import { plainText } from '../../../contract/text.ts';
import { docIdOf } from '../../../exchange/sip/tree.ts';
import { recognise } from '../../stages/3-recognise/index.ts';
import { correct, doubtfulWords, spellingsOf, wellReadWords } from '../../stages/3-recognise/rules-corrections.ts';
import { linesIn, meanConfidence } from '../../stages/3-recognise/rules-region.ts';
import { valueOfRegion } from '../../stages/4-describe/rules/region.ts';
import { recordAudit } from '../audit/audit.ts';
import type { WritableDb } from '../db/database.ts';
import { enqueueLater } from '../jobs/table.ts';
import { recordCorrection, usualCorrections } from '../records/corrections.ts';
import { describedBy } from '../records/describers.ts';
import { documentById, resetBuilt, type Document } from '../records/documents.ts';
import { dossierById } from '../records/dossiers.ts';
import { findPage, pagesOfDocument, type Page } from '../records/pages.ts';
import { neighboursOf } from '../records/waiting.ts';
import { advanceDocument } from '../road/advance.ts';
import { keepReading, readingAt } from '../road/readings.ts';
import { rememberedStep } from '../road/run-step.ts';
import { contentChanged, isSealed } from '../road/sealable.ts';
import { advanceNow, type Workshop } from '../road/workshop.ts';
import { indexPages } from '../search/index-store.ts';
import type { HandlerContext, Handlers } from '../handler.ts';

/** Words already read in a box are taken as they are from this mean confidence on; below it, that part of the page is read by itself. */
const readWell = 75;
/** A box smaller than this in either direction holds no letter. */
const leastBox = 6;
/** A whole page of text as one block: what a person draws a box around is no page with columns. */
const oneBlock = 6;
/** Who corrects one word corrects the next within this time; then the PDF is composed anew, once. */
const restMs = 4_000;
/** As many as somebody looks through before asking for more. */
const mostWords = 500;

export const textHandlers: Pick<Handlers, 'page.readRegion' | 'text.doubtful' | 'text.correct'> = {
  'page.readRegion': async (workshop, { pageId, box, field }) => {
    const page = findPage(workshop.writer.db, pageId);
    if (page === null) return fail('PAGE_UNKNOWN', { page: pageId });
    if (page.clean === null) return fail('PAGE_NOT_READ');
    const { ocrWidth, ocrHeight } = page.clean;
    const inside = within(box, ocrWidth, ocrHeight);
    if (inside === null) return fail('REGION_EMPTY');
    const reading = page.text === null ? null : await readingAt(workshop.vault, page.text.words);
    const known = reading === null ? [] : linesIn(reading, inside);
    const fit = valueOfRegion(field, known).value;
    if (meanConfidence(known) >= readWell && fit !== '') return ok(regionRead(field, inside, known, false));
    const again = await readAgain(workshop, page, inside);
    if (!again.ok && known.length === 0) return again;
    const anew = again.ok ? again.data : [];
    const better = meanConfidence(anew) > meanConfidence(known) || (fit === '' && valueOfRegion(field, anew).value !== '');
    return ok(better ? regionRead(field, inside, anew, true) : regionRead(field, inside, known, false));
  },

  'text.doubtful': async (workshop, { documentId, below }) => {
    const { db } = workshop.writer;
    const document = documentById(db, documentId);
    if (document === null) return fail('DOCUMENT_UNKNOWN', { docId: documentId });
    const dossier = dossierById(db, document.dossierId);
    const read: { page: Page; ordinal: number; words: Sha256; reading: RecognisedPage }[] = [];
    for (const [index, page] of pagesOfDocument(db, documentId).entries()) {
      if (page.text === null) continue;
      const reading = await readingAt(workshop.vault, page.text.words);
      if (reading === null) return fail('WORDS_UNREADABLE', { page: index + 1 });
      read.push({ page, ordinal: index + 1, words: page.text.words, reading });
    }
    const wellRead = wellReadWords(read.map(({ reading }) => reading));
    const found = read.map((one) => ({ ...one, places: doubtfulWords(one.reading, below) }));
    const words = found.flatMap(({ page, ordinal, places }) =>
      places.map(({ index, word, before, after }) => ({ pageId: page.id, page: ordinal, index, ...word, before, after })),
    );
    const { previous, next } = neighboursOf(db, document);
    return ok({
      fileCode: dossier.fileCode,
      title: dossier.description.title,
      docId: document.ordinal === null ? '' : docIdOf(dossier.fileCode, document.ordinal),
      sealed: isSealed(db, dossier),
      pages: found.map(({ page, ordinal, words: digest, places }) => ({
        pageId: page.id,
        page: ordinal,
        words: digest,
        wordCount: page.text?.wordCount ?? 0,
        doubtful: places.length,
        reviewedBy: page.reviewedBy,
      })),
      words: words.slice(0, mostWords).map(({ before, after, ...word }) => ({
        ...word,
        before: [...before],
        after: [...after],
        alternatives: [...new Set([...usualCorrections(db, word.text, 3), ...spellingsOf(word.text, wellRead)])].slice(0, 4),
      })),
      previous,
      next,
    });
  },

  'text.correct': async (workshop, { pageId, words, corrections, below }) => {
    const { db: reader } = workshop.writer;
    const page = findPage(reader, pageId);
    if (page === null || page.documentId === null) return fail('PAGE_UNKNOWN', { page: pageId });
    if (page.text === null) return fail('PAGE_NOT_READ');
    if (page.text.words !== words) return fail('PAGE_TEXT_CHANGED');
    const reading = await readingAt(workshop.vault, words);
    if (reading === null) return fail('WORDS_UNREADABLE', { page: page.sourcePage });
    const done = correct(reading, corrections);
    if ('unknown' in done) return fail('WORD_UNKNOWN', { index: done.unknown });
    const text = await keepReading(workshop.vault, done.page);
    const doubtful = doubtfulWords(done.page, below).length;
    const written = workshop.writer.tx((db): Result<string> => {
      const now = findPage(db, pageId);
      if (now?.text?.words !== words || now.documentId === null) return fail('PAGE_TEXT_CHANGED');
      const document = documentById(db, now.documentId)!;
      const dossier = dossierById(db, document.dossierId);
      if (isSealed(db, dossier)) return fail('DOSSIER_SEALED', { fileCode: dossier.fileCode });
      const at = workshop.clock.now();
      const size = { width: reading.width, height: reading.height };
      for (const one of done.corrected)
        recordCorrection(db, { ...one, ...size, pageId, at, actor: workshop.actor, from: words, to: text.words });
      const by = doubtful === 0 ? workshop.actor : null;
      db.run(
        'UPDATE page SET text_json = ?, reviewed_by = ?, reviewed_at = ? WHERE id = ?',
        JSON.stringify(text),
        by,
        by === null ? null : at,
        pageId,
      );
      indexPages(db, [{ id: pageId, text: plainText(done.page) }]);
      if (done.corrected.some(({ before, after }) => before !== after)) textChanged(db, workshop, document);
      recordAudit(db, {
        at,
        actor: workshop.actor,
        action: 'text.correct',
        subject: document.ordinal === null ? document.id : docIdOf(dossier.fileCode, document.ordinal),
        data: { page: pageId, from: words, to: text.words, corrections: done.corrected.length },
      });
      return ok(dossier.fileCode);
    });
    if (!written.ok) return written;
    workshop.wake();
    workshop.emit({ topic: 'dossier.changed', fileCode: written.data });
    return ok({ words: text.words, doubtful, reviewed: doubtful === 0 });
  },
};

/** What was built on the old words is built anew. A PDF that came in signed has its own words and keeps them. */
function textChanged(db: WritableDb, workshop: HandlerContext, document: Document): void {
  const later = { now: workshop.clock.now(), notBeforeMs: workshop.clock.epochMs() + restMs };
  describedBy(db, document.dossierId, document.id, workshop.actor);
  contentChanged(db, document.dossierId);
  if (document.incomingSigned === null) {
    resetBuilt(db, document.id);
    if (document.fields !== null && document.returned === null && document.ordinal !== null)
      enqueueLater(db, 'compose', document.id, document.dossierId, later);
  } else db.run('UPDATE document SET approved_by = NULL, approved_at = NULL WHERE id = ?', document.id);
  // Nobody has confirmed the description yet: better words may give a better proposal.
  if (document.fields === null && document.proposal !== null)
    enqueueLater(db, 'describe', document.id, document.dossierId, later);
  advanceDocument(db, document.id, advanceNow(workshop));
}

/** The box's corners in order and inside the page, or null when there is nothing in it. */
function within([x0, y0, x1, y1]: Box, width: number, height: number): Box | null {
  const clip = (value: number, most: number) => Math.round(Math.min(most, Math.max(0, value)));
  const box: Box = [
    clip(Math.min(x0, x1), width),
    clip(Math.min(y0, y1), height),
    clip(Math.max(x0, x1), width),
    clip(Math.max(y0, y1), height),
  ];
  return box[2] - box[0] < leastBox || box[3] - box[1] < leastBox ? null : box;
}

function regionRead(field: FieldName, box: Box, lines: readonly TextLine[], readAgain: boolean) {
  const text = lines.map(({ words }) => words.map((word) => word.text).join(' ')).join('\n');
  return { text, ...valueOfRegion(field, lines), box, confidence: meanConfidence(lines), readAgain };
}

/** That part of the page's picture, read by a worker for somebody who waits; remembered like any other reading. */
async function readAgain(workshop: Workshop, page: Page, region: Box): Promise<Result<readonly TextLine[]>> {
  const { ocr, ocrWidth, ocrHeight, dpi, width } = page.clean!;
  const read = await rememberedStep(
    recognise,
    { ocr, width: ocrWidth, height: ocrHeight, dpi: Math.round((dpi * ocrWidth) / width), region },
    { pageSegmentation: oneBlock },
    {
      ...workshop,
      signal: new AbortController().signal,
      report: () => undefined,
      perform: (given, settings, signal, report) =>
        workshop.pool.run('recognise', given, settings, signal, report, { urgent: true }),
    },
  );
  if (!read.ok) return read;
  const reading = await readingAt(workshop.vault, read.data.words);
  return reading === null ? fail('WORDS_UNREADABLE', { page: page.sourcePage }) : ok(linesIn(reading, region));
}
