/** What the command line can see for itself is wrong: usage errors, before anything is opened or made. */
import { InvalidArgumentError } from 'commander';
import { SplitRule } from '../../contract/routes/capture.ts';
import { AgencyCode, FileCode } from '../../contract/vocabulary.ts';
import { Refusal } from './station.ts';

/**
 * A value that is empty or looks like the next option was forgotten, or comes from a variable that is not set; an empty path would mean the
 * current folder and all that lies in it.
 */
export function refuseForgotten(args: readonly string[], options: Readonly<Record<string, unknown>>): void {
  if (args.includes('')) throw invalid('""');
  for (const [name, value] of Object.entries(options)) {
    if (value === '' || (typeof value === 'string' && /^--[a-z]/.test(value))) throw invalid(`${name}: "${value}"`);
  }
}

function invalid(problem: string): Refusal {
  return new Refusal({ code: 'INPUT_INVALID', data: { problem } });
}

/** Parser of an option that is a whole number, both bounds included. */
export function wholeNumber(min: number, max: number): (value: string) => number {
  return (value) => {
    const number = /^\d{1,15}$/.test(value) ? Number(value) : NaN;
    if (!(number >= min && number <= max)) throw new InvalidArgumentError(`${min}–${max}`);
    return number;
  };
}

/** 0 takes any free port. */
export const portNumber = wholeNumber(0, 65_535);

export function agencyCode(value: string): string {
  if (!AgencyCode.safeParse(value).success) throw new InvalidArgumentError('H49, H49.64.33');
  return value;
}

export function fileCode(value: string): string {
  if (!FileCode.safeParse(value).success) throw new InvalidArgumentError('H49.64.33.2023.1');
  return value;
}

export function splitRule(value: string): SplitRule {
  const rule = SplitRule.safeParse(value);
  if (!rule.success) throw new InvalidArgumentError('auto, file, folder, separator, pages:N');
  return rule.data;
}
