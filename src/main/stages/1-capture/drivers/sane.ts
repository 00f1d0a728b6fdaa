/** Scanners under Linux, through `scanimage` (Debian: sane-utils): its batch mode asks before each page, and hears no sooner than the last one is safe. */
import { mkdir } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { fail, ok, type Result } from '../../../../contract/result.ts';
import type { DeviceView, ScanProfile } from '../../../../contract/scanning.ts';
import { leastDpi } from '../../../../contract/scanning.ts';
import { endStartedWith } from '../../../../platform/orphans.ts';
import { startChild, type Child } from './child.ts';
import { imageFile, type ScanEnd, type ScanJob, type ScannerDriver, type ScanSignals, type Scanned } from './driver.ts';
import { argumentsFor, capabilities, readDevices, readOptions, roundedDpi, troubleOf, type SaneOptions } from './rules-sane.ts';

/** How long a device may take, in ms. */
export interface Patience {
  /** To be found: network devices answer late. */
  readonly list: number;
  /** Without a word while a sheet is fed; lamps warm up, and a large sheet at 600 dpi is slow, but progress is said. */
  readonly silence: number;
  /** From the wish to stop, or from its last word, until it is gone. */
  readonly leave: number;
}
const usual: Patience = { list: 45_000, silence: 90_000, leave: 10_000 };

const program = 'scanimage';
const debianPackage = 'sane-utils';
/** `imageFile`, as the program wants it said. */
const imagePattern = 'p%05d.tif';

interface Known {
  readonly title: string;
  readonly type: string;
  readonly options: SaneOptions;
}

export function saneDriver(patience: Patience = usual): ScannerDriver {
  const known = new Map<string, Known>();

  async function ask(args: readonly string[], signal: AbortSignal): Promise<Result<string>> {
    const child = start(args, signal);
    child.endInput();
    const lines: string[] = [];
    const errors: string[] = [];
    for (;;) {
      const said = await child.next(patience.list);
      if (said === 'silent') {
        child.kill('SIGKILL');
        return fail('SCANNER_LISTING_FAILED', { reason: 'timeout' });
      }
      if (said === 'ended') break;
      (said.from === 'out' ? lines : errors).push(said.line);
    }
    if (child.missing) return fail('SCANNER_DRIVER_MISSING', { program, package: debianPackage });
    if (child.exitCode !== 0) return fail('SCANNER_LISTING_FAILED', { reason: (errors.at(-1) ?? '').slice(0, 120) });
    return ok(lines.join('\n'));
  }

  /** The device as it is now, as it was last seen when it is busy, or null when it never said what it can do. */
  async function look(name: string, title: string, type: string, signal: AbortSignal): Promise<DeviceView | null> {
    const said = await ask(['-d', name, '-A'], signal);
    if (said.ok) known.set(name, { title, type, options: readOptions(said.data) });
    const device = known.get(name);
    if (device === undefined) return null;
    return { id: `sane:${name}`, driver: 'sane', name: title, ...capabilities(device.options, type) };
  }

  function planned(device: string, profile: ScanProfile): Result<string[]> {
    const found = known.get(device);
    if (found === undefined) return fail('SCANNER_UNKNOWN', { device });
    return argumentsFor(found.options, found.type, found.title, profile);
  }

  return {
    name: 'sane',
    async list(signal) {
      const said = await ask(['-f', '%d|%v|%m|%t%n'], signal);
      if (!said.ok) return said;
      const devices: DeviceView[] = [];
      for (const { name, title, type } of readDevices(said.data)) {
        const device = await look(name, title, type, signal);
        if (device !== null) devices.push(device);
      }
      return ok(devices);
    },
    check(device, profile) {
      const plan = planned(device, profile);
      return plan.ok ? ok(null) : plan;
    },
    async *scan(job, signals) {
      const plan = planned(job.device, job.profile);
      if (!plan.ok) return plan;
      await mkdir(job.folder, { recursive: true, mode: 0o700 });
      const child = start(['-d', job.device, ...plan.data, ...batchOf(job)], signals.kill);
      return yield* feed(child, job, signals, patience);
    },
    // The last part of the folder's name is this scan's alone; the parts before may have been said in another way.
    letGo: (folder) =>
      endStartedWith(
        (argument) => argument.startsWith('--batch=') && argument.endsWith(join(sep, basename(folder), imagePattern)),
      ),
  };
}

function start(args: readonly string[], signal: AbortSignal): Child {
  const child = startChild(program, args, { LC_ALL: 'C' });
  const kill = () => child.kill('SIGKILL');
  if (signal.aborted) kill();
  else signal.addEventListener('abort', kill, { once: true });
  return child;
}

/** `--batch` writes to `<name>.part` and renames (scanimage.c), `--batch-print` says the name after that. */
function batchOf({ folder, firstNumber, most }: ScanJob): string[] {
  const count = most === null ? [] : [`--batch-count=${most}`];
  return [
    '--format=tiff',
    `--batch=${join(folder.replaceAll('%', '%%'), imagePattern)}`,
    `--batch-start=${firstNumber}`,
    '--batch-print',
    '--batch-prompt',
    '--progress',
    ...count,
  ];
}

async function* feed(child: Child, job: ScanJob, { stop, kill }: ScanSignals, patience: Patience): Scanned {
  let images = 0;
  let leaving: NodeJS.Timeout | undefined;
  const said: string[] = [];
  const leave = () => {
    // At its next question it hears nothing any more and ends; a device that does not come to a question is made to.
    child.endInput();
    leaving ??= setTimeout(() => {
      child.kill('SIGINT');
      leaving = setTimeout(() => child.kill('SIGKILL'), patience.leave);
    }, patience.leave);
  };
  stop.addEventListener('abort', leave, { once: true });
  if (stop.aborted) leave();
  try {
    child.write('\n');
    for (;;) {
      const next = await child.next(patience.silence);
      if (next === 'silent') {
        child.kill('SIGKILL');
        return fail('SCANNER_SILENT', { seconds: Math.round(patience.silence / 1000) });
      }
      if (next === 'ended') return endOf(child, job, said.join('\n'), { images, stopped: stop.aborted || kill.aborted });
      const number = next.from === 'out' ? imageFile.exec(basename(next.line))?.[1] : undefined;
      if (number !== undefined) {
        images += 1;
        yield { path: join(job.folder, basename(next.line)), number: Number(number) };
        if (!stop.aborted) child.write('\n');
        continue;
      }
      if (next.from === 'err' && !next.line.startsWith('Progress:')) said.push(next.line);
      const rounded = roundedDpi(next.line);
      if (rounded !== null && rounded < leastDpi[job.profile.paper]) {
        child.kill('SIGKILL');
        return fail('PROFILE_BEYOND_SCANNER', { device: job.device, what: `${job.profile.dpi} dpi` });
      }
      // Its last word: some backends hang on their way out.
      if (/^Batch terminated|^scanimage: open of device/.test(next.line)) leave();
    }
  } finally {
    clearTimeout(leaving);
    stop.removeEventListener('abort', leave);
    child.kill('SIGKILL');
  }
}

function endOf(
  child: Child,
  { most }: ScanJob,
  said: string,
  { images, stopped }: { images: number; stopped: boolean },
): Result<ScanEnd> {
  if (child.missing) return fail('SCANNER_DRIVER_MISSING', { program, package: debianPackage });
  if (most !== null && images >= most) return ok('enough');
  const trouble = troubleOf(said, stopped ? 0 : child.exitCode);
  if (trouble === 'feeder-empty') return ok('feeder-empty');
  if (trouble !== null) return { ok: false, error: trouble };
  return ok(stopped ? 'stopped' : 'feeder-empty');
}
