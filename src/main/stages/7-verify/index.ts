/**
 * Step 7: a second person decides. No machine does this step and it leaves no blob; what it has is the rule, and the engine
 * (handlers/verify.ts) writes the decision down.
 */
export { refuseApproval, type ToApprove } from './rules.ts';
