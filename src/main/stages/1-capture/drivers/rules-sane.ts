/** What scanimage says and wants: read and decided without I/O. Its words are those of LC_ALL=C (sane-backends, frontend/scanimage.c). */
import { fail, ok, type CodedError, type Result } from '../../../../contract/result.ts';
import type { DeviceView, ScanProfile, ScanSource } from '../../../../contract/scanning.ts';

export interface SaneOption {
  /** As it is given on the command line: `--mode`, `-x`. */
  readonly flag: string;
  readonly choices: readonly string[] | null;
  readonly range: { readonly min: number; readonly max: number } | null;
  readonly active: boolean;
}
export type SaneOptions = ReadonlyMap<string, SaneOption>;

/** Reads `scanimage -A`: four blanks, the flag, what it takes, and the current value in brackets. */
export function readOptions(text: string): SaneOptions {
  const options = new Map<string, SaneOption>();
  for (const line of text.split('\n')) {
    const found = /^ {4}(--?([A-Za-z][\w-]*))(?:\[=\(([^)]*)\)\]| (.*?))? \[([^[\]]*)\](?: \[[\w, ]+\])*$/.exec(line);
    if (found === null) continue;
    const takes = (found[3] ?? found[4] ?? '').replace(/ \(in steps of [^)]*\)$/, '').replace(/,\.\.\.$/, '');
    const range = /^(-?[\d.]+)\.\.(-?[\d.]+)[a-z%]*$/i.exec(takes);
    options.set(found[2]!, {
      flag: found[1]!,
      choices: range !== null || takes === '' ? null : takes.split('|'),
      range: range === null ? null : { min: Number(range[1]), max: Number(range[2]) },
      active: !/inactive|read-only/.test(found[5]!),
    });
  }
  return options;
}

/** Lines of `scanimage -f '%d|%v|%m|%t%n'`. */
export function readDevices(text: string): { name: string; title: string; type: string }[] {
  return text.split('\n').flatMap((line) => {
    const [name, vendor, model, type] = line.split('|');
    if (name === undefined || vendor === undefined || model === undefined || type === undefined || name === '') return [];
    const maker = vendor === 'Noname' ? '' : vendor;
    return [{ name, title: `${maker} ${model}`.trim(), type }];
  });
}

/** What chooses each source of the device; a source it does not have is missing. */
export function sourcesOf(options: SaneOptions, type: string): ReadonlyMap<ScanSource, readonly string[]> {
  const found = new Map<ScanSource, readonly string[]>();
  const names = options.get('source')?.choices ?? [];
  const isFeeder = (name: string) => /adf|feeder|sheet/i.test(name);
  const isDuplex = (name: string) => /duplex|both sides|two.?sided/i.test(name);
  const flatbed = names.find((name) => /flat ?bed|platen|glass|^normal$|document table/i.test(name));
  const simplex = names.filter((name) => isFeeder(name) && !isDuplex(name) && !/back/i.test(name));
  const feeder = simplex.find((name) => /front|simplex/i.test(name)) ?? simplex[0];
  const duplex = names.find(isDuplex);
  const fromFeeder = feeder === undefined ? [] : [`--source=${feeder}`];
  const byMode = options.get('adf-mode')?.choices?.find(isDuplex);
  const bySwitch = options.get('duplex')?.choices?.includes('yes') === true;
  if (duplex !== undefined) found.set('duplex', [`--source=${duplex}`]);
  else if (byMode !== undefined) found.set('duplex', [...fromFeeder, `--adf-mode=${byMode}`]);
  else if (bySwitch) found.set('duplex', [...fromFeeder, '--duplex=yes']);
  const oneSide = byMode !== undefined ? simplexMode(options) : bySwitch ? ['--duplex=no'] : [];
  if (feeder !== undefined || (names.length === 0 && /sheetfed/i.test(type))) found.set('feeder', [...fromFeeder, ...oneSide]);
  if (flatbed !== undefined) found.set('flatbed', [`--source=${flatbed}`]);
  else if (names.length === 0 && !found.has('feeder') && !found.has('duplex')) found.set('flatbed', []);
  return found;
}

function simplexMode(options: SaneOptions): string[] {
  const mode = options.get('adf-mode')?.choices?.find((name) => /simplex|single/i.test(name));
  return mode === undefined ? [] : [`--adf-mode=${mode}`];
}

const usualDpi = [100, 150, 200, 240, 300, 400, 600, 1200] as const;
/** Width and height in mm (ISO 216). */
const sheets = { a3: [297, 420], a4: [210, 297], a5: [148, 210] } as const;
/** A glass that is said to be 296.9 mm high takes A4. */
const tolerance = 3;

export function capabilities(options: SaneOptions, type: string): Pick<DeviceView, 'sources' | 'dpi' | 'colour'> {
  const sources = sourcesOf(options, type);
  return {
    sources: (['flatbed', 'feeder', 'duplex'] as const).filter((source) => sources.has(source)),
    dpi: usualDpi.filter((dpi) => offers(options.get('resolution'), dpi)),
    colour: modeFor(options, 'colour') !== undefined,
  };
}

/** What scanimage is told for `profile`, the source first: choosing it may change what the others allow. */
export function argumentsFor(options: SaneOptions, type: string, device: string, profile: ScanProfile): Result<string[]> {
  const beyond = (what: string) => fail('PROFILE_BEYOND_SCANNER', { device, what });
  const source = sourcesOf(options, type).get(profile.source);
  if (source === undefined) return beyond(profile.source);
  const mode = modeFor(options, profile.colour);
  if (mode === undefined && options.has('mode')) return beyond(profile.colour);
  if (!offers(options.get('resolution'), profile.dpi)) return beyond(`${profile.dpi} dpi`);
  const area = areaFor(options, profile.size);
  if (area === null) return beyond(profile.size.toUpperCase());
  const brightness = brightnessFor(options, profile.brightness);
  if (brightness === null) return beyond('brightness');
  const depth = options.get('depth')?.choices?.some((choice) => Number.parseInt(choice, 10) === 8) === true ? ['--depth=8'] : [];
  return ok([
    ...source,
    ...(mode === undefined ? [] : [`--mode=${mode}`]),
    ...(profile.colour === 'bilevel' ? [] : depth),
    `--resolution=${profile.dpi}`,
    ...area,
    ...brightness,
  ]);
}

function modeFor(options: SaneOptions, colour: ScanProfile['colour']): string | undefined {
  const wanted = { colour: /colou?r/i, grey: /gr[ae]y/i, bilevel: /line ?art|black|binary|halftone/i }[colour];
  return options.get('mode')?.choices?.find((choice) => wanted.test(choice));
}

function offers(option: SaneOption | undefined, dpi: number): boolean {
  if (option === undefined) return false;
  if (option.range !== null) return dpi >= option.range.min && dpi <= option.range.max;
  return option.choices?.some((choice) => Number.parseFloat(choice) === dpi) === true;
}

/** Scale is 100 % by itself: scanimage scales nothing. Null when the sheet does not fit. */
function areaFor(options: SaneOptions, size: ScanProfile['size']): string[] | null {
  const [across, down] = [options.get('x')?.range, options.get('y')?.range];
  // A device without a scan area takes the sheet as it comes.
  if (across == null || down == null) return [];
  const [width, height] = size === 'largest' ? [across.max, down.max] : sheets[size];
  if (width > across.max + tolerance || height > down.max + tolerance) return null;
  const [x, y] = [Math.min(width, across.max), Math.min(height, down.max)];
  const paper = options.has('page-width') && options.has('page-height') ? [`--page-width=${x}`, `--page-height=${y}`] : [];
  return [...paper, '-l', '0', '-t', '0', '-x', String(x), '-y', String(y)];
}

function brightnessFor(options: SaneOptions, brightness: number): string[] | null {
  if (brightness === 0) return [];
  const option = options.get('brightness');
  if (option?.range == null || !option.active) return null;
  const { min, max } = option.range;
  return [`--brightness=${Math.round(min + ((brightness + 100) / 200) * (max - min))}`];
}

/** What was wrong, from what scanimage said; null when it came to its end because the feeder is empty, or as it was asked to. */
export function troubleOf(said: string, exitCode: number | null): CodedError | 'feeder-empty' | null {
  const has = (pattern: RegExp) => pattern.test(said);
  if (has(/feeder out of documents/i)) return 'feeder-empty';
  if (has(/feeder jammed/i)) return fail('FEEDER_JAMMED').error;
  if (has(/cover is open/i)) return fail('SCANNER_COVER_OPEN').error;
  if (has(/device busy/i)) return fail('SCANNER_BUSY').error;
  if (has(/access to resource has been denied/i)) return fail('SCANNER_NOT_ALLOWED').error;
  if (has(/open of device .* failed|no SANE devices found|error during device I\/O/i)) return fail('SCANNER_GONE').error;
  if (exitCode === 0) return null;
  const reason = [...said.matchAll(/^scanimage: (.*)$/gm)].at(-1)?.[1] ?? `scanimage ${exitCode ?? '–'}`;
  return fail('SCANNER_FAILED', { reason: reason.slice(0, 120) }).error;
}

/** The resolution a device takes instead of the one it was asked for; null when it takes that. */
export function roundedDpi(said: string): number | null {
  const rounded = /rounded value of resolution from \S+ to (\d+)/.exec(said)?.[1];
  return rounded === undefined ? null : Number(rounded);
}
