/** bench: the whole road beside its peers on the same pages, in one run on this machine. It prints; it judges nothing. */
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { resourcePath } from '../../../platform/resources.ts';
import { contenderIds, contenders, cores, versions, type Contender, type Measured } from '../bench/contenders.ts';
import { readPages, type BenchInput } from '../bench/pages.ts';
import { measureParts, type Parts } from '../bench/parts.ts';
import { figuresOf, ratioOf, table, type Row } from '../bench/table.ts';
import { align, bagOf, score, type Score } from '../bench/word-f1.ts';
import { Refusal } from '../station.ts';
import type { Terminal } from '../terminal.ts';
import type { Register } from '../program.ts';

interface Options {
  runs: string;
  truth?: string;
  only?: string;
}

export const registerBench: Register = (define) => {
  define<Options>(
    'bench [paths...]',
    'measure the whole road beside Tesseract and OCRmyPDF (default: the practice records)',
    (command) =>
      command
        .option('--runs <n>', 'runs of each; the median counts', '3')
        .option('--truth <dir>', 'where <name>.txt lie, when not beside the pages')
        .option('--only <rows>', `some rows only: ${contenderIds.join(',')}`),
    async ({ options, args, out }) => {
      const runs = Number(options.runs);
      if (!Number.isInteger(runs) || runs < 1 || runs > 100) throw invalid(`--runs ${options.runs}`);
      const asked = chosen(options.only);
      const machine = describeMachine();
      const folder = await mkdtemp(join(tmpdir(), 'tram-bench-'));
      try {
        const practice = args.length === 0;
        const truth =
          options.truth === undefined ? (practice ? resourcePath('practice', 'truth') : null) : resolve(options.truth);
        const input = await readPages(practice ? await practiceRecords() : args, truth, folder);
        out.note(out.say(`${input.pages.length} ảnh trang, ${runs} lượt…`, `${input.pages.length} page images, ${runs} runs…`));
        const rows = await measureRows(input, asked, runs, folder, out);
        const parts = await measureParts(input.onePage, runs, folder);
        answer({ machine, peers: await versions(), runs, pages: input.pages.length, rows, parts }, out);
        if (rows.some((row) => row.state === 'failed')) process.exitCode = 4;
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  );
};

function invalid(problem: string): Refusal {
  return new Refusal({ code: 'INPUT_INVALID', data: { problem } });
}

function chosen(only: string | undefined): ReadonlySet<string> {
  const asked = new Set(only === undefined ? contenderIds : only.split(','));
  const unknown = [...asked].find((id) => !contenderIds.some((known) => known === id));
  if (unknown !== undefined) throw invalid(`--only ${unknown}`);
  return asked;
}

async function practiceRecords(): Promise<string[]> {
  const entries = await readdir(resourcePath('practice'), { withFileTypes: true });
  const dossiers = entries.filter((entry) => entry.isDirectory() && entry.name !== 'truth').map(({ name }) => name);
  return dossiers.toSorted().map((name) => resourcePath('practice', name));
}

/** Round by round, so that a machine that grows slower or busier does so for everyone. */
async function measureRows(
  input: BenchInput,
  asked: ReadonlySet<string>,
  runs: number,
  folder: string,
  out: Terminal,
): Promise<Row[]> {
  const lanes = await Promise.all(
    contenders.map(async (contender) => laneOf(contender, asked.has(contender.id) ? await contender.missing() : undefined)),
  );
  for (let run = 1; run <= runs; run++) {
    for (const lane of lanes) {
      if (lane.ended !== null) continue;
      const target = join(folder, `${lane.contender.id}-${run}`);
      await mkdir(target);
      const result = await lane.contender.run(input, target);
      if (result.ok) {
        lane.runs.push(result);
        lane.score ??= judged(input, await result.texts());
        out.note(`  ${run}/${runs} ${lane.contender.name}: ${result.seconds.toFixed(1)} s`);
      } else lane.ended = { state: 'failed', what: result.reason };
      await rm(target, { recursive: true, force: true });
    }
  }
  return lanes.map(({ contender: { id, name, makes }, ended, runs: done, score }) => {
    const who = { id, name, makes };
    return ended === null
      ? { ...who, state: 'measured', figures: figuresOf(done, input.pages.length, score) }
      : { ...who, ...ended };
  });
}

interface Lane {
  readonly contender: Contender;
  readonly runs: Measured[];
  score: Score | null;
  ended: { state: 'not-asked' } | { state: 'not-installed' | 'failed'; what: string } | null;
}

function laneOf(contender: Contender, missing: string | null | undefined): Lane {
  const ended =
    missing === undefined
      ? ({ state: 'not-asked' } as const)
      : missing === null
        ? null
        : ({ state: 'not-installed', what: missing } as const);
  return { contender, runs: [], score: null, ended };
}

function judged(input: BenchInput, texts: readonly string[]): Score | null {
  const truth = input.pages.map((page) => page.truth);
  return score(truth, align(truth, texts.map(bagOf)));
}

function describeMachine() {
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

interface Facts {
  readonly machine: ReturnType<typeof describeMachine>;
  readonly peers: Readonly<Record<string, string>>;
  readonly runs: number;
  readonly pages: number;
  readonly rows: readonly Row[];
  readonly parts: Parts;
}

function answer(facts: Facts, out: Terminal): void {
  const { machine, peers, runs, pages, rows, parts } = facts;
  const say = out.say;
  const words = {
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
  const judgedRow = rows.flatMap((row) => (row.state === 'measured' && row.figures.score !== null ? [row.figures.score] : []))[0];
  const own = rows.flatMap((row) => (row.id === 'tram' && row.state === 'measured' ? [row.figures] : []))[0];
  const load = machine.loadAtStart ?? '–';
  const versionList = Object.entries(peers)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ');
  const part = (value: number | null, digits: number) => (value === null ? say('lỗi', 'failed') : value.toFixed(digits));
  out.answer(
    {
      ok: rows.every(({ state }) => state !== 'failed'),
      ...facts,
      rows: rows.map((row) => ({ ...row, ratio: ratioOf(row, rows) })),
    },
    [
      ...table(rows, words),
      '',
      say(
        `${pages} ảnh trang, trung vị của ${runs} lượt xen kẽ, ${machine.at}. ${machine.cpu}, ${machine.cores} lõi, ${machine.memoryGiB} GiB, ${machine.system}, Node ${machine.node}, tải lúc đầu ${load}. ${versionList}`,
        `${pages} page images, median of ${runs} interleaved runs, ${machine.at}. ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.system}, Node ${machine.node}, load at start ${load}. ${versionList}`,
      ),
      say('Số giây tùy máy; tỷ số mới so sánh được.', 'Seconds depend on the machine; only the ratios carry over.'),
      '',
      say(
        '- Thời gian: từ lúc khởi động chương trình đến lúc kết thúc. Tesseract: mỗi lõi một trang, OMP_THREAD_LIMIT=1. OCRmyPDF: một PDF gồm đúng các ảnh này; thời gian lập PDF không tính.',
        '- Time: from the start of the program to its end. Tesseract: one page per core, OMP_THREAD_LIMIT=1. OCRmyPDF: one PDF of these very images, whose making is not counted.',
      ),
      own === undefined
        ? say(
            '- Bộ nhớ: tổng RSS của cây tiến trình, lấy mẫu 10 lần mỗi giây (Linux).',
            '- Memory: RSS of the tree of processes, sampled 10 times a second (Linux).',
          )
        : say(
            `- Bộ nhớ: tram tự báo (tổng mức cao nhất của từng tiến trình); các dòng khác: tổng RSS của cây tiến trình, lấy mẫu 10 lần mỗi giây (Linux); tram đo cùng cách: ${own.sampledPeakMiB?.toFixed(0) ?? '–'} MiB.`,
            `- Memory: tram’s is its own report (each process’s highest, added up); the others’ is the RSS of the tree of processes, sampled 10 times a second (Linux); tram by that way: ${own.sampledPeakMiB?.toFixed(0) ?? '–'} MiB.`,
          ),
      judgedRow === undefined
        ? say('- Word F1: không có văn bản đúng bên cạnh các trang.', '- Word F1: no true text lies beside the pages.')
        : say(
            `- Word F1: ${judgedRow.words} từ trên ${judgedRow.pages} trang; chữ lấy ra từ PDF bằng PDFium (tesseract: tệp .txt của nó). KB = 1024 byte PDF trên mỗi ảnh trang đưa vào.`,
            `- Word F1: ${judgedRow.words} words on ${judgedRow.pages} pages; text taken out of the PDFs by PDFium (tesseract: its .txt). KB = 1024 bytes of PDF for each page image given.`,
          ),
      say(
        `- Từng phần: trả lời đầu tiên (tram status) ${part(parts.firstAnswerMs, 0)} ms · nhận trang tí hon ${part(parts.capturePagesPerSecond, 0)} trang/giây (cả khởi động) · ký bằng khóa phần mềm RSA-2048 ${parts.signaturesPerSecond.toFixed(1)} văn bản/giây (đóng dấu, ký, kiểm tra lại)`,
        `- Parts: first answer (tram status) ${part(parts.firstAnswerMs, 0)} ms · tiny pages captured ${part(parts.capturePagesPerSecond, 0)} pages/s (start included) · signed with an RSA-2048 software key ${parts.signaturesPerSecond.toFixed(1)} documents/s (stamp, signature, check)`,
      ),
    ],
  );
}
