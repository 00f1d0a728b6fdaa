/**
 * A station as it looks after years of work, made in minutes: rows of its first version, brought up to today by its own migrations, with
 * the text of every page in the search index. Pages share a few real images; their words are in the index only, so they are found but not
 * boxed. The same size is always the same station.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import sharp from 'sharp';
import type { PageImage } from '../../../../contract/artefacts.ts';
import { toInstant } from '../../../../contract/instant.ts';
import { resourcePath } from '../../../../platform/resources.ts';
import { hashPassword } from '../../../engine/accounts/password.ts';
import { openWriter, type WritableDb, type Writer } from '../../../engine/db/database.ts';
import { migrations } from '../../../engine/db/migrations/index.ts';
import type { Migration } from '../../../engine/db/migrations/migration.ts';
import { integer, text } from '../../../engine/records/rows.ts';
import { indexDocument, indexPages } from '../../../engine/search/index-store.ts';
import { Vault } from '../../../engine/vault/vault.ts';
import { must } from '../../station.ts';
import { Chance } from './chance.ts';
import { Paper, practiceSentences } from './paper.ts';
import { addDossier, agencyCode, day, today, type Desk } from './rows.ts';

export const password = 'giấy cũ chữ mới';
export const people = { clerk: 'lan', supervisor: 'hung', it: 'minh' } as const;

export interface Seeded {
  readonly dossiers: number;
  readonly documents: number;
  readonly pages: number;
}

/** Says that the folder holds a made-up station that is whole, and of what size; written last. */
const marker = 'seeded.json';

/** The made-up station of `pages` pages in `dataDir`, made now unless it is there. Null, and nothing touched, when the folder holds anything else. */
export async function seededStation(dataDir: string, pages: number, report: Report): Promise<Seeded | null> {
  await mkdir(dataDir, { recursive: true });
  const held = await readdir(dataDir);
  if (held.length === 0) {
    try {
      return await seedStation(dataDir, pages, report);
    } catch (error) {
      // Half a station is none: the folder is as empty as it was.
      await Promise.all((await readdir(dataDir)).map((name) => rm(join(dataDir, name), { recursive: true, force: true })));
      throw error;
    }
  }
  if (!held.includes(marker)) return null;
  const { asked, made } = JSON.parse(await readFile(join(dataDir, marker), 'utf8')) as { asked: number; made: Seeded };
  return asked === pages ? made : null;
}

/** `doing` is what is being made, `share` how much of it is there; throws to break off. */
export type Report = (doing: 'rows' | 'migrate' | 'index', share: number) => void;

/** One commit's worth. */
const dossiersAtOnce = 400;
const pagesAtOnce = 10_000;

/** Makes a station of about `pages` pages in the empty folder `dataDir`. */
async function seedStation(dataDir: string, pages: number, report: Report): Promise<Seeded> {
  const file = join(dataDir, 'station.db');
  const chance = new Chance(20260612);
  const paper = new Paper(await practiceSentences(), chance);
  const heads = new Map<string, string>();
  const images = await practiceImages(await Vault.open(join(dataDir, 'vault')));
  const made = await written(file, migrations.slice(0, 1), (writer) =>
    addRows(writer, { chance, paper, images, heads }, pages, report),
  );
  report('migrate', 0);
  await written(file, migrations, async (writer) => {
    await rm(`${file}.before-${migrations.at(-1)!.version}`, { force: true });
    writer.tx((db) => {
      remember(db);
      addWorkAndPlan(db, made);
    });
    writer.tx((db) => holdWords(db, 64));
    await indexAll(writer, paper, heads, report);
    writer.tx((db) => holdWords(db, 1));
  });
  await writeFile(join(dataDir, marker), JSON.stringify({ asked: pages, made }));
  return made;
}

/** Opens the database as far as `shipped` goes, and closes it whatever happens. */
async function written<T>(file: string, shipped: readonly Migration[], work: (writer: Writer) => Promise<T>): Promise<T> {
  const writer = must(await openWriter(file, shipped));
  try {
    return await work(writer);
  } finally {
    writer.close();
  }
}

async function addRows(writer: Writer, desk: Omit<Desk, 'db'>, pages: number, report: Report): Promise<Seeded> {
  const accounts = await Promise.all(
    Object.entries(people).map(async ([role, name]) => ({ role, name, hash: await hashPassword(password) })),
  );
  const made = { dossiers: 0, documents: 0, pages: 0 };
  writer.tx((db) => {
    remember(db);
    found(db, accounts);
  });
  while (made.pages < pages) {
    writer.tx((db) => {
      for (let more = dossiersAtOnce; more > 0 && made.pages < pages; more--) {
        const added = addDossier({ db, ...desk }, made.dossiers, made.pages / pages);
        made.dossiers++;
        made.documents += added.documents;
        made.pages += added.pages;
      }
    });
    report('rows', made.pages / pages);
    await setImmediate();
  }
  return made;
}

/** Rows and index entries land all over the file; with the usual few megabytes each would be fetched again and again. */
function remember(db: WritableDb): void {
  db.run('PRAGMA cache_size = -524288');
}

/** How much of the index FTS5 holds in memory before it writes it: the usual 1 MiB is some eighty pages, and thousands of parts to merge. */
function holdWords(db: WritableDb, mebibytes: number): void {
  // Not bound: a bound number is a real one to SQLite, and FTS5 takes whole ones only.
  db.run(`INSERT INTO search_words (search_words, rank) VALUES ('hashsize', ${mebibytes * 1024 * 1024})`);
}

function found(db: WritableDb, accounts: readonly { role: string; name: string; hash: string }[]): void {
  const at = toInstant(today - 400 * day);
  db.run(
    "INSERT INTO station (only, agency_code, agency_name, fonds_code, practice, made_at) VALUES (1, ?, 'Ủy ban nhân dân xã Lam Khê', 'UBND', 0, ?)",
    agencyCode,
    at,
  );
  for (const { name, role, hash } of accounts)
    db.run('INSERT INTO account (name, role, password, made_at) VALUES (?, ?, ?, ?)', name, role, hash, at);
}

async function indexAll(writer: Writer, paper: Paper, heads: ReadonlyMap<string, string>, report: Report): Promise<void> {
  const last = integer(writer.db.get('SELECT max(rowid) AS n FROM page')!, 'n');
  for (let from = 0; from < last; from += pagesAtOnce) {
    const pages = writer.db.all(
      'SELECT id, document_id, source_page FROM page WHERE rowid > ? AND rowid <= ? AND text_json IS NOT NULL ORDER BY rowid',
      from,
      from + pagesAtOnce,
    );
    writer.tx((db) => {
      const read = pages.map((row) => {
        const document = text(row, 'document_id');
        const first = integer(row, 'source_page') === 1;
        return { id: text(row, 'id'), document, first, text: paper.page(first ? (heads.get(document) ?? '') : '') };
      });
      for (const { document } of read.filter(({ first }) => first)) indexDocument(db, document);
      indexPages(db, read);
    });
    report('index', Math.min(1, (from + pagesAtOnce) / last));
    await setImmediate();
  }
}

function addWorkAndPlan(db: WritableDb, { pages }: Seeded): void {
  db.run("UPDATE dossier SET kind = 'archive'");
  for (let ago = 0; ago < 60; ago++) {
    const on = toInstant(today - ago * day).slice(0, 10);
    for (const [account, work] of [
      ['lan', 'capture'],
      ['lan', 'describe'],
      ['hung', 'approve'],
    ] as const)
      db.run(
        'INSERT INTO work_day (day, account, work, pages, documents, dossiers) VALUES (?, ?, ?, 900, 90, 18)',
        on,
        account,
        work,
      );
  }
  for (let year = 1976; year <= 2024; year++)
    db.run(
      "INSERT INTO plan_row (id, fonds, fonds_name, year, kind, dossiers, pages, due) VALUES (?, ?, 'Ủy ban nhân dân xã Lam Khê', ?, 'archive', 500, ?, NULL)",
      `00000000-0000-4000-8000-${String(year).padStart(12, '0')}`,
      agencyCode,
      year,
      Math.ceil((pages * 1.2) / 49),
    );
}

/** A few real page images, so that lists show pictures. */
async function practiceImages(vault: Vault): Promise<Omit<PageImage, 'source' | 'sourcePage'>[]> {
  const files = ['trang-1.jpg', 'trang-2.jpg'].map((name) => resourcePath('practice', '01-duong-ben-tra', '1-to-trinh', name));
  return Promise.all(
    files.map(async (file) => {
      const { data, info } = await sharp(file).resize(1240).jpeg({ quality: 60 }).toBuffer({ resolveWithObject: true });
      return {
        image: await vault.put(data),
        mime: 'image/jpeg' as const,
        width: info.width,
        height: info.height,
        orientation: 1,
        dpiX: 150,
        dpiY: 150,
        dpiAssumed: false,
        colour: 'colour' as const,
        origin: 'pdf-image' as const,
      };
    }),
  );
}
