/** What bench says: the table, the machine it was measured on, and how each figure was got. */
import { cpus, loadavg, totalmem } from 'node:os';
import type { Terminal } from '../terminal.ts';
import { cores } from './contenders.ts';
import type { Parts } from './parts.ts';
import type { ScreenFigures, ScreenRow } from './screens.ts';
import { line, ratioOf, table, type Row, type TableWords } from './table.ts';

/** Taken before anything runs. */
export function describeMachine() {
  return {
    cpu: cpus()[0]?.model.trim() ?? '?',
    cores,
    memoryGiB: Number((totalmem() / 1024 ** 3).toFixed(1)),
    system: `${process.platform} ${process.arch}`,
    node: process.version,
    /** One minute's average before the first run; null where the system keeps none. */
    loadAtStart: process.platform === 'win32' ? null : Number(loadavg()[0]!.toFixed(2)),
    at: new Date().toISOString(),
  };
}

/** The whole road beside its peers. */
export interface RoadFacts {
  readonly peers: Readonly<Record<string, string>>;
  readonly runs: number;
  readonly pages: number;
  readonly rows: readonly Row[];
  /** Null when not asked for. */
  readonly parts: Parts | null;
}

/** Null is what was not asked for. */
export interface Facts {
  readonly machine: ReturnType<typeof describeMachine>;
  readonly road: RoadFacts | null;
  readonly screens: ScreenFigures | null;
}

export function answer({ machine, road, screens }: Facts, out: Terminal): void {
  const ok = road === null || road.rows.every(({ state }) => state !== 'failed');
  const told = road === null ? null : { ...road, rows: road.rows.map((row) => ({ ...row, ratio: ratioOf(row, road.rows) })) };
  out.answer({ ok, machine, ...told, screens }, [
    ...(road === null ? [] : roadSentences(machine, road, out)),
    ...(screens === null ? [] : screenSentences(machine, screens, out)),
  ]);
}

function roadSentences(machine: Facts['machine'], facts: RoadFacts, out: Terminal): string[] {
  return [
    ...table(facts.rows, tableWords(out)),
    '',
    whereAndWhen(machine, facts, out),
    out.say('Số giây tùy máy; tỷ số mới so sánh được.', 'Seconds depend on the machine; only the ratios carry over.'),
    '',
    out.say(
      '- Thời gian: từ lúc khởi động chương trình đến lúc kết thúc. Tesseract: mỗi lõi một trang, OMP_THREAD_LIMIT=1, biết độ phân giải của ảnh. OCRmyPDF: một PDF gồm đúng các ảnh này; thời gian lập PDF đó không tính.',
      '- Time: from the start of the program to its end. Tesseract: one page per core, OMP_THREAD_LIMIT=1, told the image’s resolution. OCRmyPDF: one PDF of these very images, whose making is not counted.',
    ),
    out.say(
      '- KB: 1024 byte PDF (của tram: đã ký) trên mỗi ảnh trang đưa vào, kể cả trang trắng.',
      '- KB: 1024 bytes of PDF (tram’s: signed) for each page image given, blank ones included.',
    ),
    memoryNote(facts, out),
    scoreNote(facts, out),
    ...(facts.parts === null ? [] : [partsNote(facts.parts, out)]),
  ];
}

function tableWords({ say }: Terminal): TableWords {
  return {
    head: [
      say('cách làm', 'what runs'),
      say('cho ra', 'makes'),
      say('giây', 'seconds'),
      say('giây/trang', 's/page'),
      '÷ tesseract',
      say('KB/trang', 'KB/page'),
      say('bộ nhớ cao nhất, MiB', 'peak memory, MiB'),
      'word F1',
    ],
    notInstalled: say('chưa cài', 'not installed'),
    failed: say('lỗi', 'failed'),
    notAsked: say('không đo', 'not asked for'),
  };
}

function whereAndWhen(machine: Facts['machine'], { peers, runs, pages }: RoadFacts, { say }: Terminal): string {
  const programs = Object.entries(peers).map(([name, version]) => `, ${name} ${version}`);
  return say(
    `${pages} ảnh trang, trung vị của ${runs} lượt xen kẽ, ${machineSentence(machine, say)}${programs.join('')}.`,
    `${pages} page images, median of ${runs} interleaved runs, ${machineSentence(machine, say)}${programs.join('')}.`,
  );
}

function machineSentence(machine: Facts['machine'], say: Terminal['say']): string {
  const { at, cpu, cores, memoryGiB, system, node } = machine;
  const load = machine.loadAtStart ?? '–';
  return say(
    `${at}; ${cpu}, ${cores} lõi, ${memoryGiB} GiB, ${system}, tải lúc đầu ${load}; Node ${node}`,
    `${at}; ${cpu}, ${cores} cores, ${memoryGiB} GiB, ${system}, load at start ${load}; Node ${node}`,
  );
}

function memoryNote({ rows }: RoadFacts, { say }: Terminal): string {
  const own = rows.flatMap((row) => (row.id === 'tram' && row.state === 'measured' ? [row.figures.sampledPeakMiB] : []))[0];
  const sampled = own == null ? '–' : own.toFixed(0);
  return say(
    `- Bộ nhớ: tram tự báo (mức cao nhất của từng tiến trình, cộng lại); các dòng khác: RSS của cả cây tiến trình, lấy mẫu 10 lần mỗi giây, chỉ trên Linux (tram đo theo cách này: ${sampled} MiB).`,
    `- Memory: tram’s is its own report (each process’s highest, added up); the others’ is the RSS of the whole tree of processes, sampled 10 times a second, on Linux only (tram in this way: ${sampled} MiB).`,
  );
}

function scoreNote({ rows }: RoadFacts, { say }: Terminal): string {
  const score = rows.flatMap((row) => (row.state === 'measured' && row.figures.score !== null ? [row.figures.score] : []))[0];
  if (score === undefined)
    return say('- Word F1: không có văn bản đúng bên cạnh các trang.', '- Word F1: no true text lies beside the pages.');
  return say(
    `- Word F1: ${score.words} từ trên ${score.pages} trang; chữ lấy ra từ PDF bằng PDFium (không tính con dấu chữ ký, vì không phải chữ trên giấy), của tesseract từ tệp .txt.`,
    `- Word F1: ${score.words} words on ${score.pages} pages; text taken out of the PDFs by PDFium (without the signature’s stamp, which is not on the paper), tesseract’s from its .txt.`,
  );
}

function partsNote({ firstAnswerMs, capturePagesPerSecond, signaturesPerSecond, signedKb }: Parts, { say }: Terminal): string {
  const figure = (value: number | null) => (value === null ? say('lỗi', 'failed') : value.toFixed(0));
  return say(
    `- Từng phần: \`tram status\` từ lúc khởi động đến lúc kết thúc ${figure(firstAnswerMs)} ms · nhận trang tí hon ${figure(capturePagesPerSecond)} trang/giây, kể cả khởi động · đóng dấu, ký bằng khóa phần mềm RSA-2048 và kiểm tra lại ${signaturesPerSecond.toFixed(0)} văn bản/giây (một trang, ${signedKb.toFixed(0)} KB).`,
    `- Parts: \`tram status\` from start to end ${figure(firstAnswerMs)} ms · tiny pages captured ${figure(capturePagesPerSecond)}/s, start included · stamped, signed with an RSA-2048 software key and checked ${signaturesPerSecond.toFixed(0)} documents/s (one page, ${signedKb.toFixed(0)} KB).`,
  );
}

function screenSentences(machine: Facts['machine'], figures: ScreenFigures, { say }: Terminal): string[] {
  const { pages, documents, dossiers, openMs, rows } = figures;
  const head = [
    say('màn hình', 'screen'),
    say('câu hỏi', 'question'),
    say('lần đầu, ms', 'first, ms'),
    say('trung vị, ms', 'median, ms'),
    'p95, ms',
    say('lâu nhất, ms', 'slowest, ms'),
    say('xem hết', 'looked through'),
    say('thấy lại', 'found again'),
  ];
  return [
    line(head),
    line(head.map((_, index) => (index < 2 ? '---' : '---:'))),
    ...rows.map((row) => line(screenCells(row, say))),
    '',
    say(
      `Trạm giả: ${pages} trang, ${documents} văn bản, ${dossiers} hồ sơ; mở trạm ${openMs.toFixed(0)} ms; mỗi câu hỏi một lần đầu và ${rows[0]?.times ?? 0} lần sau, qua các route, trong tiến trình của engine; ${machineSentence(machine, say)}.`,
      `Made-up station: ${pages} pages, ${documents} documents, ${dossiers} dossiers; opened in ${openMs.toFixed(0)} ms; each question once first and ${rows[0]?.times ?? 0} times after, through the routes, in the engine's process; ${machineSentence(machine, say)}.`,
    ),
    say(
      '- Xem hết: tỷ lệ câu trả lời không bị ngắt vì hết thời gian. Thấy lại: tỷ lệ câu trả lời có ngay trang mà các từ được lấy ra, trong 30 văn bản đầu.',
      '- Looked through: share of answers that were not broken off for lack of time. Found again: share of answers that show the very page the words were taken from, within the first 30 documents.',
    ),
  ];
}

function screenCells(row: ScreenRow, say: Terminal['say']): string[] {
  const percent = (share: number | null) => (share === null ? '–' : `${(share * 100).toFixed(0)} %`);
  return [
    row.screen,
    say(row.vi, row.en),
    ...[row.firstMs, row.medianMs, row.p95Ms, row.slowestMs].map((ms) => ms.toFixed(1)),
    percent(row.complete),
    percent(row.found),
  ];
}
