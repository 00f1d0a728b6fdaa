import type { SampleRule } from '../../stages/7-verify/index.ts';
import type { Workshop } from './workshop.ts';

/** How many pages a second person's sample takes at this station. */
export function sampleRuleOf({ settings }: Workshop): SampleRule {
  return { percent: settings.values['verify.samplePercent'], least: settings.values['verify.sampleLeast'] };
}
