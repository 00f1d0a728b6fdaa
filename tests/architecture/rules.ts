/** The walls of the house (ARCHITECTURE.md): which room may use which, and what no room may do. Pure: a scan goes in, sentences come out. */
import type { Import, SourceFile } from './scan.ts';

interface Room {
  /** Rooms it may import, besides itself. */
  readonly may: readonly string[];
  /** `none` · `any` built-in of Node. */
  readonly node: 'none' | 'any';
  /** Packages it may import: the listed ones, any of `dependencies`, or any that is bundled. */
  readonly packages: readonly string[] | 'dependencies' | 'bundled';
}

/** A step is `step:<folder>`; what steps share lies directly in `stages/`. */
const rooms: Readonly<Record<string, Room>> = {
  contract: { may: [], node: 'none', packages: ['zod'] },
  platform: { may: ['contract'], node: 'any', packages: 'dependencies' },
  exchange: { may: ['contract', 'platform'], node: 'any', packages: 'dependencies' },
  step: { may: ['contract', 'exchange', 'platform', 'stages'], node: 'any', packages: 'dependencies' },
  stages: { may: ['contract', 'exchange', 'platform'], node: 'any', packages: 'dependencies' },
  road: { may: ['contract', 'exchange', 'platform', 'stages', 'step'], node: 'any', packages: 'dependencies' },
  engine: { may: ['contract', 'exchange', 'platform', 'stages', 'step', 'road'], node: 'any', packages: 'dependencies' },
  host: { may: ['contract', 'platform', 'engine'], node: 'any', packages: 'dependencies' },
  browser: { may: ['contract', 'platform', 'engine', 'host'], node: 'any', packages: 'dependencies' },
  cli: {
    may: ['contract', 'exchange', 'platform', 'engine', 'browser', 'archive', 'stages', 'step', 'road'],
    node: 'any',
    packages: 'dependencies',
  },
  desktop: { may: ['contract', 'platform', 'engine', 'host', 'browser', 'cli'], node: 'any', packages: 'dependencies' },
  entry: { may: ['desktop', 'platform'], node: 'none', packages: [] },
  archive: { may: ['contract', 'exchange', 'platform'], node: 'any', packages: 'dependencies' },
  preload: { may: [], node: 'none', packages: [] },
  renderer: { may: ['contract'], node: 'none', packages: 'bundled' },
};

/** Rooms that may talk to Electron's module; it comes with the runtime, not from npm. */
const electronRooms = ['desktop', 'entry', 'preload'];
const MAX_LINES = 400;

/** The room a file lies in, `step:<folder>` for a step; undefined when there is no such room. */
export function roomOf(path: string): string | undefined {
  if (path === 'src/main/index.ts') return 'entry';
  if (path === 'src/main/stages/road.ts') return 'road';
  const step = /^src\/main\/stages\/(\d-[a-z]+)\//.exec(path);
  if (step !== null) return `step:${step[1]}`;
  if (/^src\/main\/stages\/[^/]+$/.test(path)) return 'stages';
  const name = /^src\/(?:main\/)?([a-z]+)\//.exec(path)?.[1];
  return name !== undefined && name in rooms && name !== 'step' ? name : undefined;
}

export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);

export interface Packages {
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
}

/** Imports that go against the arrows, and imports of packages that would be missing where the code runs. */
export function brokenArrows(files: readonly SourceFile[], packages: Packages): string[] {
  const problems: string[] = [];
  for (const file of files.filter(({ path }) => !isTest(path))) {
    const room = roomOf(file.path);
    if (room === undefined) {
      problems.push(`${file.path}: no room of the house holds this file`);
      continue;
    }
    for (const one of file.imports) {
      const why = judge(room, one, packages);
      if (why !== undefined) problems.push(`${file.path} imports ${one.specifier}: ${why}`);
    }
  }
  return problems;
}

function judge(room: string, one: Import, packages: Packages): string | undefined {
  const kind = room.startsWith('step:') ? 'step' : room;
  const law = rooms[kind];
  if (law === undefined) return `unknown room ${room}`;
  if (one.kind === 'node') return law.node === 'any' ? undefined : `${kind} runs without Node`;
  if (one.kind === 'file') return judgeFile(room, law, one);
  if (one.target === 'electron')
    return electronRooms.includes(room) ? undefined : 'electron belongs to desktop, the entry and the preload';
  if (law.packages === 'dependencies')
    return packages.dependencies.includes(one.target) ? undefined : 'not in dependencies, so missing when installed';
  if (law.packages === 'bundled') {
    return [...packages.dependencies, ...packages.devDependencies].includes(one.target) ? undefined : 'not in package.json';
  }
  return law.packages.includes(one.target) ? undefined : `${kind} may use only ${law.packages.join(', ') || 'nothing'}`;
}

function judgeFile(room: string, law: Room, one: Import): string | undefined {
  const target = roomOf(one.target);
  if (target === room) return undefined;
  // The version is written in one place; the bundler copies it in.
  if (one.target === 'package.json' && room !== 'renderer') return undefined;
  if (target === undefined) return one.target.startsWith('src/') ? 'leads into no room' : 'leads out of src/';
  const targetKind = target.startsWith('step:') ? 'step' : target;
  if (room.startsWith('step:') && targetKind === 'step') return 'a step never imports another step';
  return law.may.includes(targetKind) ? undefined : `${room} may not use ${target}`;
}

/** `rules*.ts` and files in a `rules/` folder decide; time and chance are handed to them. */
export function clockReadersAmongRules(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => !isTest(path) && /(?:\/rules[^/]*\.ts|\/rules\/[^/]+\.ts)$/.test(path))
    .flatMap((file) => [
      ...file.clockReads.map((call) => `${file.path} calls ${call}`),
      ...file.imports
        .filter((one) => one.kind === 'node' && !one.typeOnly && isInputOutput(one.target))
        .map((one) => `${file.path} imports ${one.target}`),
    ]);
}

function isInputOutput(name: string): boolean {
  return /^node:(?:fs|child_process|net|http|https|http2|dgram|dns|tls|worker_threads|cluster|timers)(?:\/|$)/.test(name);
}

export function tooLong(files: readonly SourceFile[]): string[] {
  return files
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ path, lines }) => lines > MAX_LINES && !isTest(path))
    .map(({ path, lines }) => `${path} has ${lines} lines; at most ${MAX_LINES} can be read in one sitting`);
}
