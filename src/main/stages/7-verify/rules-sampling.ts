/**
 * Which pages a second person looks at. Pure: a seed comes in, the same pages come out, on any machine, for anybody who asks later.
 *
 * The rule is a plain share with a floor: 30 % as contractors' second round has it (vn-standards §7, "round 2 = 30 % sample"), never fewer than
 * 5. The tables of ISO 2859-1 are for lots of like units and an agreed quality level; a dossier is a lot of 2–400 unlike pages where one lost
 * page matters, the contracts write a share, and an inspector can check a share by hand. With 30 % of 100 pages a fault on one page in twenty
 * is met with a chance of 79 %; what the machine itself doubts is not left to chance but always looked at.
 */
import { createHash } from 'node:crypto';
import type { PageReason } from '../../../contract/routes/verify.ts';

export interface SampleRule {
  readonly percent: number;
  readonly least: number;
}

/** Pages to draw from `population`. */
export function sampleSize(population: number, { percent, least }: SampleRule): number {
  return Math.min(population, Math.max(least, Math.ceil((population * percent) / 100)));
}

/**
 * The `size` pages with the smallest SHA-256 of "seed:page". No order and no generator to argue about: `sha256sum` redraws it, and a
 * page that comes or goes changes the sample by one.
 */
export function drawSample(seed: string, pageIds: readonly string[], size: number): Set<string> {
  const ranked = pageIds.map((id) => ({ id, rank: createHash('sha256').update(`${seed}:${id}`).digest('hex') }));
  ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return new Set(ranked.slice(0, size).map(({ id }) => id));
}

export interface PageFacts {
  readonly wordCount: number;
  /** 0…100. */
  readonly meanConfidence: number;
  readonly blank: boolean;
  readonly corrected: boolean;
  readonly returnedBefore: boolean;
}

/** Below this mean the reader itself is unsure of about every fourth word. */
const lowConfidence = 75;

/** Why a page is looked at whatever the sample says; nothing for a page without risk. */
export function risksOf(page: PageFacts): PageReason[] {
  const risks: PageReason[] = [];
  if (page.returnedBefore) risks.push('returned-before');
  if (page.corrected) risks.push('corrected');
  if (page.wordCount > 0 && page.meanConfidence < lowConfidence) risks.push('low-confidence');
  if (page.blank) risks.push('blank-in-doubt');
  return risks;
}
