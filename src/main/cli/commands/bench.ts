/** bench: the whole road beside its peers on the same pages, and the screens over years of work, on this machine. It prints; it judges nothing. */
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { resourcePath } from '../../../platform/resources.ts';
import { answer, describeMachine, type RoadFacts } from '../bench/answer.ts';
import { contenderIds, contenders, versions, type Contender, type Measured } from '../bench/contenders.ts';
import { readPages, type BenchInput } from '../bench/pages.ts';
import { measureParts } from '../bench/parts.ts';
import { measureScreens, type ScreenFigures } from '../bench/screens.ts';
import { seededStation } from '../bench/seed/station.ts';
import { figuresOf, type Row } from '../bench/table.ts';
import { align, bagOf, score, type Score } from '../bench/word-f1.ts';
import { wholeNumber } from '../checks.ts';
import { Refusal } from '../station.ts';
import type { Terminal } from '../terminal.ts';
import type { Register } from '../define.ts';

const road: readonly string[] = [...contenderIds, 'parts'];
/** Takes minutes and gigabytes to prepare, so it is measured only when asked for. */
const screens = 'screens';
/** A question takes milliseconds where a run takes minutes. */
const questionsPerRun = 20;
const choices: readonly string[] = [...road, screens];

interface Options {
  runs: number;
  truth?: string;
  only?: string;
  pages: number;
  station?: string;
}

export const registerBench: Register = (define) => {
  define<Options>(
    'bench [paths...]',
    'measure the whole road beside Tesseract and OCRmyPDF (default: the practice records)',
    (command) =>
      command
        .option('--runs <n>', 'runs of each; the median counts', wholeNumber(1, 100), 3)
        .option('--truth <dir>', 'where <name>.txt lie, when not beside the pages')
        .option('--only <rows>', `some only: ${choices.join(',')}`)
        .option('--pages <n>', 'screens: pages of the made-up station', wholeNumber(1000, 5_000_000), 1_000_000)
        .option('--station <dir>', 'screens: where the made-up station is kept, to be measured again (default: removed)'),
    async ({ options, args, out }) => {
      const asked = chosen(options.only);
      const machine = describeMachine();
      await inTemporaryFolder(async (folder, signal) => {
        const figures = asked.has(screens) ? await overYearsOfWork(options, folder, signal, out) : null;
        const facts = road.some((id) => asked.has(id)) ? await alongTheRoad(args, options, asked, folder, signal, out) : null;
        answer({ machine, road: facts, screens: figures }, out);
        if (facts?.rows.some(({ state }) => state === 'failed') === true) process.exitCode = 4;
      });
    },
  );
};

async function alongTheRoad(
  args: readonly string[],
  options: Options,
  asked: ReadonlySet<string>,
  folder: string,
  signal: AbortSignal,
  out: Terminal,
): Promise<RoadFacts> {
  const { runs } = options;
  const practice = args.length === 0;
  const truth = options.truth === undefined ? (practice ? resourcePath('practice', 'truth') : null) : resolve(options.truth);
  const input = await readPages(practice ? await practiceRecords() : args, truth, folder, signal);
  out.note(out.say(`${input.pages.length} ảnh trang, ${runs} lượt…`, `${input.pages.length} page images, ${runs} runs…`));
  const rows = await measureRows(input, asked, runs, folder, signal, out);
  const parts = asked.has('parts') ? await measureParts(input.onePage, runs, folder, signal) : null;
  return { peers: await versions(), runs, pages: input.pages.length, rows, parts };
}

async function overYearsOfWork(options: Options, folder: string, signal: AbortSignal, out: Terminal): Promise<ScreenFigures> {
  const dataDir = resolve(options.station ?? join(folder, 'years'));
  const words = {
    rows: out.say('lập hồ sơ giả', 'making up dossiers'),
    migrate: out.say('nâng cấp cơ sở dữ liệu', 'upgrading the database'),
    index: out.say('lập chỉ mục tìm kiếm', 'indexing for search'),
  };
  const told = new Set<string>();
  const seeded = await seededStation(dataDir, options.pages, (doing, share) => {
    signal.throwIfAborted();
    const tenth = `${words[doing]} ${Math.floor(share * 10) * 10} %`;
    if (!told.has(tenth)) out.note(`  ${tenth}`);
    told.add(tenth);
  });
  if (seeded === null) throw invalid(`--station ${dataDir}`);
  return measureScreens(dataDir, seeded, options.runs * questionsPerRun, signal, ({ screen, medianMs, ...row }) =>
    out.note(`  ${screen}: ${out.say(row.vi, row.en)} ${medianMs.toFixed(1)} ms`),
  );
}

/** Gone afterwards, also when the user breaks off: what runs is ended first, so that nobody writes into it any more. */
async function inTemporaryFolder(body: (folder: string, signal: AbortSignal) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tram-bench-'));
  const stop = new AbortController();
  const interrupted = () => stop.abort();
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  try {
    await body(folder, stop.signal);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    process.exitCode = 130;
  } finally {
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', interrupted);
    await rm(folder, { recursive: true, force: true });
  }
}

function invalid(problem: string): Refusal {
  return new Refusal({ code: 'INPUT_INVALID', data: { problem } });
}

function chosen(only: string | undefined): ReadonlySet<string> {
  const asked = new Set(only === undefined ? road : only.split(','));
  const unknown = [...asked].find((id) => !choices.includes(id));
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
  signal: AbortSignal,
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
      const result = await lane.contender.run(input, target, signal);
      signal.throwIfAborted();
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
