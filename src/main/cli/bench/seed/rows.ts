/**
 * The rows of a dossier as the first version of the station wrote them: that schema never changes, and the migrations after it make of them
 * what the station is today.
 */
import type { CleanPage, PageImage, Proposal } from '../../../../contract/artefacts.ts';
import { toInstant } from '../../../../contract/instant.ts';
import type { Instant, Sha256 } from '../../../../contract/vocabulary.ts';
import type { WritableDb } from '../../../engine/db/database.ts';
import { blankDescription } from '../../../engine/records/dossiers.ts';
import type { Chance } from './chance.ts';
import type { Fields, Paper } from './paper.ts';

export const agencyCode = 'H49.64.33';
export const day = 86_400_000;
/** The last day of the work; the clock stands still, so that one size is one station. */
export const today = Date.UTC(2026, 10, 2, 3);

/** How far a dossier has come, and the share that has come just so far. */
const fates = [
  ['delivered', 0.72],
  ['waiting', 0.08],
  ['rejected', 0.01],
  ['verify', 0.05],
  ['sign', 0.04],
  ['describe', 0.06],
  ['returned', 0.01],
  ['unread', 0.01],
  ['package', 0.02],
] as const;
type Fate = (typeof fates)[number][0];

export interface Desk {
  readonly db: WritableDb;
  readonly chance: Chance;
  readonly paper: Paper;
  readonly images: readonly Omit<PageImage, 'source' | 'sourcePage'>[];
  /** What stands at the top of each document's first page, for whoever writes its text. */
  readonly heads: Map<string, string>;
}

/** `done` is the share of the station that was made before: the oldest years come first. */
export function addDossier(desk: Desk, n: number, done: number): { documents: number; pages: number } {
  const { db, chance, paper } = desk;
  const id = chance.uuid();
  const year = 1976 + Math.floor(done * 45) + chance.below(4);
  const fileCode = `${agencyCode}.${year}.${n + 1}`;
  const at = toInstant(today - Math.floor((1 - done) * 380 * day) - chance.below(day));
  const title = `Hồ sơ ${paper.subject().slice(3, 120)} năm ${year}`;
  const fate = fateOf(chance.next());
  db.run(
    'INSERT INTO dossier (id, file_code, description_json, made_at, changed_at) VALUES (?, ?, ?, ?, ?)',
    id,
    fileCode,
    JSON.stringify(blankDescription(title, agencyCode, fileCode)),
    at,
    at,
  );
  const documents = chance.between(1, 9);
  let pages = 0;
  for (let place = 1; place <= documents; place++) pages += addDocument(desk, { dossierId: id, place, year, fate, at });
  if (fate === 'delivered' || fate === 'waiting' || fate === 'rejected')
    addDelivery(desk, id, fileCode, fate, { documents, pages }, at);
  return { documents, pages };
}

function addDocument(
  { db, chance, paper, images, heads }: Desk,
  of: { dossierId: string; place: number; year: number; fate: Fate; at: Instant },
): number {
  const { dossierId, place, fate, at } = of;
  const id = chance.uuid();
  const file = chance.uuid();
  const fields = paper.fields(of.year);
  const length = 1 + Math.floor(-Math.log(1 - chance.next()) * 9);
  db.run(
    'INSERT INTO document (id, dossier_id, place, title, settled) VALUES (?, ?, ?, ?, 1)',
    id,
    dossierId,
    place,
    `tai-lieu-${place}.pdf`,
  );
  db.run(
    `INSERT INTO source_file (id, dossier_id, document_id, position, path, name, size, modified_ms, digest, state)
     VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, 'captured')`,
    file,
    dossierId,
    id,
    place,
    `/quet/${dossierId}/tai-lieu-${place}.pdf`,
    `tai-lieu-${place}.pdf`,
    length * 60_000,
    chance.hex(64),
  );
  for (let page = 1; page <= length; page++) {
    const pageId = chance.uuid();
    const image = { ...chance.one(images), source: chance.hex(64) as Sha256, sourcePage: page };
    const read = fate !== 'unread' || page < length;
    db.run(
      `INSERT INTO page (id, dossier_id, document_id, source_file_id, position, source_page, image_json, clean_json, text_json)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      pageId,
      dossierId,
      id,
      file,
      place,
      page,
      JSON.stringify(image),
      JSON.stringify(cleaned(image, chance)),
      read ? JSON.stringify({ words: chance.hex(64), wordCount: 300, meanConfidence: 91 }) : null,
    );
    if (!read) park(db, 'recognise', pageId, dossierId, at);
  }
  describe({ db, chance }, id, fields, place, length, fate, at);
  heads.set(id, headOf(fields));
  return length;
}

/** What was written down of a document by the time it came to `fate`. */
function describe(
  { db, chance }: Pick<Desk, 'db' | 'chance'>,
  id: string,
  fields: Fields,
  ordinal: number,
  pages: number,
  fate: Fate,
  at: Instant,
): void {
  if (fate === 'unread') return;
  db.run('UPDATE document SET ordinal = ?, proposal_json = ? WHERE id = ?', ordinal, JSON.stringify(proposed(fields)), id);
  if (fate === 'describe') return;
  const pdf = { pdf: chance.hex(64), bytes: pages * 33_000, pages };
  const signed = { ...pdf, pdf: chance.hex(64), signer: 'Đoàn Khắc Nghiêm', serial: '5404', level: 'B-B', signedAt: at };
  const returned = { by: 'hung', reason: 'Trang 1 mờ, chụp lại.', page: 1, at };
  const approved = fate === 'delivered' || fate === 'waiting' || fate === 'rejected' || fate === 'package';
  db.run(
    `UPDATE document SET fields_json = ?, described_by = 'lan', described_at = ?, composed_json = ?, signing_at = ?, signed_json = ?,
       approved_by = ?, approved_at = ?, returned_json = ? WHERE id = ?`,
    JSON.stringify(fields),
    at,
    fate === 'returned' ? null : JSON.stringify({ ...pdf, warnings: [] }),
    fate === 'sign' || fate === 'returned' ? null : at,
    fate === 'sign' || fate === 'returned' ? null : JSON.stringify(signed),
    approved ? 'hung' : null,
    approved ? at : null,
    fate === 'returned' ? JSON.stringify(returned) : null,
    id,
  );
  db.run("INSERT INTO describer (dossier_id, document_id, account) SELECT dossier_id, id, 'lan' FROM document WHERE id = ?", id);
}

function addDelivery(
  { db, chance }: Desk,
  dossierId: string,
  fileCode: string,
  fate: 'delivered' | 'waiting' | 'rejected',
  { documents, pages }: { documents: number; pages: number },
  at: Instant,
): void {
  const objid = `uuid-${chance.uuid().toUpperCase()}`;
  const bytes = pages * 34_000;
  const sealed = { objid, fileCode, zip: chance.hex(64), bytes, documents, pages };
  db.run('UPDATE dossier SET objid = ? WHERE id = ?', objid, dossierId);
  db.run(
    `INSERT INTO delivery (objid, dossier_id, package_json, state, sent_bytes, reasons_json, receipt_json, changed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    objid,
    dossierId,
    JSON.stringify(sealed),
    fate,
    fate === 'waiting' ? 0 : bytes,
    fate === 'rejected' ? JSON.stringify([{ code: 'EAD_TITLE', message: 'Thiếu tiêu đề', document: null, page: null }]) : '[]',
    fate === 'delivered' ? JSON.stringify({ number: `BN-${fileCode}` }) : null,
    at,
  );
}

/** Nothing is ready: a station that is opened to be measured has nothing to do. */
function park(db: WritableDb, step: string, subject: string, dossierId: string, at: Instant): void {
  db.run(
    "INSERT INTO job (step, subject, dossier_id, state, attempts, error_json, changed_at) VALUES (?, ?, ?, 'parked', 3, ?, ?)",
    step,
    subject,
    dossierId,
    JSON.stringify({ code: 'WORKER_CRASHED', data: { step } }),
    at,
  );
}

function fateOf(dice: number): Fate {
  let sum = 0;
  for (const [fate, share] of fates) {
    sum += share;
    if (dice < sum) return fate;
  }
  return 'delivered';
}

/** As it stands at the top of the first page. */
function headOf({ organName, codeNumber, codeNotation, issuedDate, subject }: Fields): string {
  const [dd, mm, yyyy] = issuedDate.split('/');
  return `${organName.toUpperCase()} Số: ${codeNumber}/${codeNotation} ngày ${dd} tháng ${mm} năm ${yyyy} ${subject}`;
}

function proposed(fields: Fields): Proposal {
  const value = (text: string) => ({ value: text, confidence: 0.93, page: 1, box: null });
  return {
    typeName: value(fields.typeName),
    codeNumber: value(fields.codeNumber),
    codeNotation: value(fields.codeNotation),
    issuedDate: value(fields.issuedDate),
    organName: value(fields.organName),
    subject: value(fields.subject),
    signer: value(fields.signer),
    subType: '',
    doubts: [],
  };
}

function cleaned({ image, width, height }: Pick<PageImage, 'image' | 'width' | 'height'>, chance: Chance): CleanPage {
  return {
    image,
    mime: 'image/jpeg',
    width,
    height,
    dpi: 200,
    colour: 'grey',
    ocr: chance.hex(64) as Sha256,
    ocrWidth: width,
    ocrHeight: height,
    rotation: 0,
    skew: 0.3,
    blank: false,
    ink: 0.06,
    barcodes: [],
    separator: null,
    decisions: [{ name: 'deskew', value: 0.3, reason: 'lines' }],
  };
}
