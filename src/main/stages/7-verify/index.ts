/**
 * Step 7: a second person decides. No machine does this step and it leaves no blob; what it has is the rules, and the engine
 * (handlers/check.ts, handlers/verify.ts) writes the check and the decision down.
 */
export { refuseApproval, type ToApprove } from './rules.ts';
export { duePages, pageRanges, type CheckedPage, type DuePage } from './rules-check.ts';
export { drawSample, risksOf, sampleSize, type SampleRule } from './rules-sampling.ts';
