/** What the screens ask of a station that has years of work in it, asked as they do: through the routes, by people who are signed in. */
import { randomInt } from 'node:crypto';
import type { RouteInput, RouteName, RouteOutput } from '../../../contract/routes.ts';
import { fold } from '../../../contract/text.ts';
import { createEngine, openForReading, type Engine, type Session } from '../../engine/index.ts';
import { integer, text } from '../../engine/records/rows.ts';
import { call, must } from '../station.ts';
import { Chance } from './seed/chance.ts';
import { password, people, type Seeded } from './seed/station.ts';
import { median } from './table.ts';

/** One thing a screen asks for. */
export interface Asked {
  readonly screen: 'home' | 'dossiers' | 'dossier' | 'describe' | 'verify' | 'sign' | 'send' | 'search' | 'audit';
  /** For a person; also names the row. */
  readonly vi: string;
  readonly en: string;
  readonly as: keyof typeof people;
  readonly ask: (session: Session, turn: number) => Promise<Answered>;
}

/** What of an answer is worth a column. */
interface Answered {
  /** Search alone: everything was looked through in its time. */
  readonly complete?: boolean;
  /** Search alone: the page the words are from is among what is shown first. Null: nobody knows where they are from. */
  readonly found?: boolean | null;
}

export interface ScreenRow extends Pick<Asked, 'screen' | 'vi' | 'en'> {
  readonly times: number;
  /** The very first time, when nothing is in memory yet. */
  readonly firstMs: number;
  /** Of all times after the first. */
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly slowestMs: number;
  /** Shares from 0 to 1; null where the question is no search. */
  readonly complete: number | null;
  readonly found: number | null;
}

export interface ScreenFigures extends Seeded {
  readonly openMs: number;
  readonly rows: readonly ScreenRow[];
}

/** Asks everything of the station in `dataDir` once and then `times` times; nothing in it is changed but the sign-ins. */
export async function measureScreens(
  dataDir: string,
  seeded: Seeded,
  times: number,
  signal: AbortSignal,
  heard: (row: ScreenRow) => void,
): Promise<ScreenFigures> {
  const questions = questionsFor(remembered(dataDir, times + 1));
  const began = performance.now();
  const engine = must(await createEngine({ dataDir, mode: 'on-demand', idleLock: false }));
  const openMs = performance.now() - began;
  try {
    const sessions = await signIn(engine);
    const rows: ScreenRow[] = [];
    for (const question of questions) {
      const row = await measure(question, sessions[question.as], times, signal);
      heard(row);
      rows.push(row);
    }
    return { ...seeded, openMs, rows };
  } finally {
    await engine.close();
  }
}

async function signIn(engine: Engine): Promise<Record<keyof typeof people, Session>> {
  const enter = async (name: string) => {
    const session = engine.openSession();
    await call(session, 'session.signIn', { name, password });
    return session;
  };
  return { clerk: await enter(people.clerk), supervisor: await enter(people.supervisor), it: await enter(people.it) };
}

async function measure(question: Asked, session: Session, times: number, signal: AbortSignal): Promise<ScreenRow> {
  const ms: number[] = [];
  const answers: Answered[] = [];
  for (let turn = 0; turn <= times; turn++) {
    signal.throwIfAborted();
    const began = performance.now();
    answers.push(await question.ask(session, turn));
    ms.push(performance.now() - began);
  }
  const [firstMs, ...later] = ms;
  const sorted = later.toSorted((a, b) => a - b);
  const { screen, vi, en } = question;
  return {
    screen,
    vi,
    en,
    times: later.length,
    firstMs: firstMs!,
    medianMs: median(sorted),
    p95Ms: sorted[Math.ceil(sorted.length * 0.95) - 1]!,
    slowestMs: sorted.at(-1)!,
    complete: share(answers.map(({ complete }) => complete)),
    found: share(answers.map(({ found }) => found)),
  };
}

/** Of those that say yes or no; null when none does. */
function share(values: readonly (boolean | null | undefined)[]): number | null {
  const said = values.filter((value) => typeof value === 'boolean');
  return said.length === 0 ? null : said.filter(Boolean).length / said.length;
}

/** What people may remember of a station's papers. */
interface Memory {
  /** A few words in a row, without marks, and the page they are on. */
  readonly sentences: readonly { words: string; pageId: string }[];
  readonly papers: readonly { number: string; notation: string; signer: string; day: string; fileCode: string }[];
  readonly dossiers: number;
}

/** Other ones each time: nothing may be tuned to them. */
function remembered(dataDir: string, length: number): Memory {
  const { db, close } = must(openForReading(dataDir));
  try {
    const chance = new Chance(randomInt(2 ** 31));
    const last = (table: string) => integer(db.get(`SELECT max(rowid) AS n FROM ${table}`)!, 'n');
    const pages = last('search_page');
    const documents = last('document');
    const sentences = Array.from({ length }, () => {
      const row = db.get(
        'SELECT page_id, text FROM search_page JOIN search_text USING (id) WHERE id >= ? ORDER BY id LIMIT 1',
        chance.between(1, pages),
      )!;
      const words = text(row, 'text').split(/\s+/);
      const from = chance.below(Math.max(1, words.length - 6));
      return { words: fold(words.slice(from, from + 6).join(' ')), pageId: text(row, 'page_id') };
    });
    const papers = Array.from({ length }, () => {
      const row = db.get(
        `SELECT json_extract(fields_json, '$.codeNumber') AS number, json_extract(fields_json, '$.codeNotation') AS notation,
           json_extract(fields_json, '$.signer') AS signer, json_extract(fields_json, '$.issuedDate') AS day, file_code
         FROM document JOIN dossier ON dossier.id = document.dossier_id
         WHERE document.rowid >= ? AND fields_json IS NOT NULL ORDER BY document.rowid LIMIT 1`,
        chance.between(1, documents - 50),
      )!;
      return {
        number: text(row, 'number'),
        notation: text(row, 'notation'),
        signer: text(row, 'signer'),
        day: text(row, 'day'),
        fileCode: text(row, 'file_code'),
      };
    });
    return { sentences, papers, dossiers: last('dossier') };
  } finally {
    close();
  }
}

function questionsFor({ sentences, papers, dossiers }: Memory): Asked[] {
  const plain = <N extends RouteName>(
    place: Pick<Asked, 'screen' | 'vi' | 'en' | 'as'>,
    route: N,
    input: (turn: number) => RouteInput<N>,
  ): Asked => ({
    ...place,
    ask: async (session, turn) => {
      await call(session, route, input(turn));
      return {};
    },
  });
  const search = (vi: string, en: string, input: (turn: number) => RouteInput<'search.find'>, from?: (turn: number) => string) =>
    ({
      screen: 'search',
      vi,
      en,
      as: 'clerk',
      ask: async (session, turn) => {
        const answer = await call(session, 'search.find', input(turn));
        return { complete: answer.complete, found: from === undefined ? null : shows(answer, from(turn)) };
      },
    }) satisfies Asked;
  const sentence = (turn: number) => sentences[turn % sentences.length]!;
  const paper = (turn: number) => papers[turn % papers.length]!;
  const common = ['của', 'và', 'nhân dân', 'quyết định', 'năm', 'việc', 'ủy ban', 'các', 'đất', 'xã'];
  return [
    plain({ screen: 'home', vi: 'tổng quan', en: 'overview', as: 'supervisor' }, 'work.summary', () => ({})),
    plain({ screen: 'home', vi: 'kế hoạch', en: 'plan', as: 'supervisor' }, 'plan.list', () => ({})),
    plain(
      { screen: 'home', vi: 'đường truyền trên thanh trạng thái', en: 'line in the status bar', as: 'clerk' },
      'queue.line',
      () => ({}),
    ),
    plain({ screen: 'dossiers', vi: 'danh sách, đầu', en: 'list, top', as: 'clerk' }, 'dossier.list', () => ({})),
    plain(
      { screen: 'dossiers', vi: 'danh sách, cuộn tới chỗ bất kỳ', en: 'list, scrolled anywhere', as: 'clerk' },
      'dossier.list',
      () => ({
        offset: randomInt(Math.max(1, dossiers - 200)),
        order: 'title',
      }),
    ),
    plain({ screen: 'dossiers', vi: 'lọc theo bước', en: 'filtered by step', as: 'clerk' }, 'dossier.list', (turn) => ({
      step: (['describe', 'verify', 'sign', 'send', 'done'] as const)[turn % 5]!,
    })),
    plain({ screen: 'dossiers', vi: 'lọc theo chữ', en: 'filtered by words', as: 'clerk' }, 'dossier.list', (turn) => ({
      text: ['giao đất', 'quyet dinh', 'khen', 'ngan sach', 'bau cu'][turn % 5]!,
    })),
    plain({ screen: 'dossiers', vi: 'việc dừng lại', en: 'parked', as: 'clerk' }, 'dossier.list', () => ({ parked: true })),
    plain({ screen: 'dossier', vi: 'mở hồ sơ', en: 'opened', as: 'clerk' }, 'dossier.get', (turn) => ({
      fileCode: paper(turn).fileCode,
    })),
    plain({ screen: 'dossier', vi: 'lưới trang', en: 'page grid', as: 'clerk' }, 'pages.list', (turn) => ({
      fileCode: paper(turn).fileCode,
    })),
    plain({ screen: 'describe', vi: 'hàng đợi', en: 'queue', as: 'clerk' }, 'describe.queue', () => ({})),
    plain({ screen: 'describe', vi: 'văn bản kế tiếp', en: 'next document', as: 'clerk' }, 'describe.open', () => ({})),
    plain({ screen: 'describe', vi: 'gợi ý', en: 'suggestions', as: 'clerk' }, 'describe.suggest', (turn) => ({
      field: (['organName', 'codeNotation', 'signer', 'subject'] as const)[turn % 4]!,
      text: ['ủy', 'u', 'ng', 've viec'][turn % 4]!,
    })),
    plain({ screen: 'verify', vi: 'hàng đợi', en: 'queue', as: 'supervisor' }, 'verify.queue', () => ({})),
    plain({ screen: 'sign', vi: 'văn bản chờ ký', en: 'waiting documents', as: 'supervisor' }, 'sign.waiting', () => ({})),
    plain({ screen: 'send', vi: 'hàng gửi', en: 'queue', as: 'it' }, 'queue.list', () => ({})),
    plain({ screen: 'send', vi: 'tìm trong hàng gửi', en: 'queue, searched', as: 'it' }, 'queue.list', (turn) => ({
      search: paper(turn).fileCode.slice(-5),
    })),
    plain({ screen: 'audit', vi: 'nhật ký', en: 'audit trail', as: 'it' }, 'audit.list', () => ({})),
    search(
      'sáu chữ nhớ được, không dấu',
      'six remembered words, no marks',
      (turn) => ({ text: sentence(turn).words }),
      (turn) => sentence(turn).pageId,
    ),
    search('ba chữ nhớ được, không dấu', 'three remembered words, no marks', (turn) => ({
      text: sentence(turn).words.split(' ').slice(0, 3).join(' '),
    })),
    search('một từ rất thường gặp', 'one very common word', (turn) => ({ text: common[turn % common.length]! })),
    search('hai từ thường gặp, xa nhau', 'two common words apart', (turn) => ({
      text: `${common[turn % common.length]} ${common[(turn + 3) % common.length]}`,
    })),
    search('số, ký hiệu', 'number and notation', (turn) => ({ text: `${paper(turn).number}/${paper(turn).notation}` })),
    search('người ký, giới hạn năm', 'signer within a year', (turn) => ({
      text: '',
      filters: { signer: paper(turn).signer, from: `01/01/${paper(turn).day.slice(6)}`, to: `31/12/${paper(turn).day.slice(6)}` },
    })),
    search('chữ đang gõ dở', 'half typed', (turn) => {
      const words = sentence(turn).words.split(' ').slice(0, 2).join(' ');
      return { text: words.slice(0, Math.max(2, words.length - 1)) };
    }),
    search('không có ở đâu', 'nowhere to be found', (turn) => ({ text: `zzxq${turn} ${sentence(turn).words.split(' ')[0]}` })),
  ];
}

function shows({ hits }: RouteOutput<'search.find'>, pageId: string): boolean {
  return hits.some(({ page, found }) => page.id === pageId || found.some(({ id }) => id === pageId));
}
