/** A dossier as its verifier sees it: pages with what they look like now, and how the check stands against them. */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { CheckPage, CheckView, PageReason } from '../../../contract/routes/verify.ts';
import { canonicalJson } from '../../../exchange/canonical-json.ts';
import { docIdOf } from '../../../exchange/sip/tree.ts';
import {
  drawSample,
  duePages,
  refuseApproval,
  risksOf,
  sampleSize,
  type DuePage,
  type SampleRule,
  type ToApprove,
} from '../../stages/7-verify/index.ts';
import type { Db } from '../db/database.ts';
import { documentsWithPages, stateOf, type Document } from './documents.ts';
import { dossierById, type Dossier } from './dossiers.ts';
import { pagesOfDocument, type Page } from './pages.ts';
import { lastReturn } from './returns.ts';
import { text } from './rows.ts';
import {
  checkedPages,
  lastVerificationBy,
  notedFindings,
  openVerification,
  returnedFindings,
  type Verification,
} from './verifications.ts';

/** A page of the dossier in its place, as it is now. */
export interface StandingPage {
  readonly pageId: string;
  readonly page: Page;
  readonly document: Document;
  /** 1-based in the document, and through the dossier. */
  readonly inDocument: number;
  readonly place: number;
  readonly print: string;
}

export function nameOf(dossier: Dossier, document: Document): string {
  return document.ordinal === null ? document.id : docIdOf(dossier.fileCode, document.ordinal);
}

/** Why `actor` may not decide about what waits in this dossier; null when they may. */
export function refusalFor(db: Db, dossier: Dossier, actor: string) {
  const waiting = documentsWithPages(db, dossier.id).filter((document) => document.approvedBy === null);
  if (waiting.length === 0) return { code: 'NOTHING_TO_DECIDE' as const, data: { fileCode: dossier.fileCode } };
  return refuseApproval(
    actor,
    waiting.map((document) => toApprove(db, dossier, document)),
  );
}

export function toApprove(db: Db, dossier: Dossier, document: Document): ToApprove {
  const describers = db.all(
    "SELECT account FROM describer WHERE dossier_id = ? AND document_id IN (?, '')",
    dossier.id,
    document.id,
  );
  return {
    docId: nameOf(dossier, document),
    state: stateOf(document, false),
    described: document.fields !== null,
    signed: document.composed !== null && (document.signed !== null || document.incomingSigned !== null),
    returned: document.returned !== null,
    describers: describers.map((row) => text(row, 'account')),
  };
}

/** Every page in a document, in the order of the paper. */
export function standingPages(db: Db, dossier: Dossier): StandingPage[] {
  let place = 0;
  return documentsWithPages(db, dossier.id).flatMap((document, order) =>
    pagesOfDocument(db, document.id).map((page, index) => ({
      pageId: page.id,
      page,
      document,
      inDocument: index + 1,
      place: ++place,
      print: printOf(page, document, index, order === 0 ? dossier : null),
    })),
  );
}

/**
 * Names what a verifier sees of a page: its pixels, its words, its place. The description of a document is read against its first page, and
 * that of the dossier against the very first: whoever changes one of them brings that page back.
 */
function printOf(page: Page, document: Document, index: number, opens: Dossier | null): string {
  const seen = {
    image: page.image.image,
    clean: page.clean?.image ?? null,
    words: page.text?.words ?? null,
    document: document.id,
    index,
    ordinal: document.ordinal,
    fields: index === 0 ? document.fields : null,
    description: index === 0 && opens !== null ? opens.description : null,
  };
  return createHash('sha256').update(canonicalJson(seen)).digest('hex').slice(0, 32);
}

/** What is not left to the sample, by page. */
export function risksIn(db: Db, dossier: Dossier, pages: readonly StandingPage[]): Map<string, PageReason[]> {
  const returned = returnedFindings(db, dossier.id);
  const corrected = new Set(
    db
      .all('SELECT DISTINCT page_id FROM text_correction JOIN page ON page.id = page_id WHERE dossier_id = ?', dossier.id)
      .map((row) => text(row, 'page_id')),
  );
  return new Map(
    pages.map(({ pageId, page, document }) => [
      pageId,
      risksOf({
        wordCount: page.text?.wordCount ?? 0,
        meanConfidence: page.text?.meanConfidence ?? 0,
        blank: page.clean?.blank ?? false,
        corrected: corrected.has(pageId),
        returnedBefore: returned.some((finding) => covers(finding, pageId, document.id)),
      }),
    ]),
  );
}

/** A finding about a page, about the document it is in, or about the whole dossier. */
export function covers(
  finding: { documentId: string | null; pageId: string | null },
  pageId: string,
  documentId: string,
): boolean {
  if (finding.pageId !== null) return finding.pageId === pageId;
  return finding.documentId === null || finding.documentId === documentId;
}

export function checkView(db: Db, dossier: Dossier, actor: string, rule: SampleRule): z.input<typeof CheckView> {
  const pages = standingPages(db, dossier);
  const open = openVerification(db, dossier.id);
  const mine = open?.account === actor ? open : null;
  const risky = risksIn(db, dossier, pages);
  const made = lastReturn(db, dossier.id);
  return {
    fileCode: dossier.fileCode,
    title: dossier.description.title,
    description: dossier.description,
    revision: dossier.revision,
    pages: pages.length,
    documents: documentViews(dossier, pages),
    refusal: refusalFor(db, dossier, actor),
    heldBy: open === null || mine !== null ? null : { name: open.account, since: open.begunAt },
    check: mine === null ? null : checkOf(db, mine, pages),
    offers: offersOf(pages, risky, lastVerificationBy(db, dossier.id, actor)?.seed ?? '', rule),
    lastReturn:
      made === null
        ? null
        : { by: made.account, at: made.at, findings: made.findings, undoable: made.revision === dossier.revision },
  };
}

function checkOf(db: Db, verification: Verification, pages: readonly StandingPage[]): z.input<typeof CheckView>['check'] {
  const due = duePages(checkedPages(db, verification.id), pages);
  const standing = new Map(pages.map((page) => [page.pageId, page]));
  return {
    id: verification.id,
    mode: verification.mode,
    rule: { percent: verification.percent, least: verification.least },
    sampleSize: verification.sampleSize,
    population: pages.length,
    seed: verification.seed,
    begunAt: verification.begunAt,
    pages: due.map((page) => checkPage(standing.get(page.pageId)!, page)),
    left: due.filter(({ seen }) => !seen).length,
    findings: notedFindings(db, verification.id).map(({ id, documentId, pageId, kinds, note }) => ({
      id,
      documentId,
      pageId,
      kinds: [...kinds],
      note,
    })),
  };
}

function checkPage({ pageId, page, document, inDocument, place, print }: StandingPage, due: DuePage): z.input<typeof CheckPage> {
  const shown = page.clean ?? page.image;
  return {
    pageId,
    documentId: document.id,
    page: inDocument,
    place,
    image: shown.image,
    width: shown.width,
    height: shown.height,
    original: originalOf(page),
    print,
    reasons: [...due.reasons],
    seen: due.seen,
  };
}

/** EXIF 5–8 lay the picture on its side; a browser turns it by itself. */
function originalOf({ image }: Page) {
  if (image.mime === 'image/tiff') return null;
  const [width, height] = image.orientation >= 5 ? [image.height, image.width] : [image.width, image.height];
  return { image: image.image, width, height };
}

function documentViews(dossier: Dossier, pages: readonly StandingPage[]): z.input<typeof CheckView>['documents'] {
  const documents = new Map(pages.map(({ document }) => [document.id, document]));
  return [...documents.values()].map((document) => ({
    id: document.id,
    docId: nameOf(dossier, document),
    ordinal: document.ordinal ?? 0,
    state: stateOf(document, false),
    pages: pages.filter((page) => page.document.id === document.id).length,
    fields: document.fields,
    describedBy: document.describedBy,
    signedBy: document.signed?.signer ?? null,
    signedAt: document.signed?.signedAt ?? null,
    signedPdf: document.signed?.pdf ?? document.incomingSigned,
  }));
}

/** A sample that is not drawn yet has no seed; how many risky pages it would meet by chance is then left out of the count. */
function offersOf(pages: readonly StandingPage[], risky: ReadonlyMap<string, PageReason[]>, seed: string, rule: SampleRule) {
  const size = sampleSize(pages.length, rule);
  const risks = pages.filter(({ pageId }) => (risky.get(pageId) ?? []).length > 0).map(({ pageId }) => pageId);
  const drawn = drawSample(
    seed,
    pages.map(({ pageId }) => pageId),
    size,
  );
  const besides = risks.filter((id) => !drawn.has(id)).length;
  return { full: pages.length, sampled: size + besides, risky: risks.length, rule: { ...rule } };
}

/** The dossier a route names, and its view; for handlers that just changed it. */
export function freshView(db: Db, dossierId: string, actor: string, rule: SampleRule): z.input<typeof CheckView> {
  return checkView(db, dossierById(db, dossierId), actor, rule);
}
