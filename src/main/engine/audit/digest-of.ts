import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../exchange/canonical-json.ts';

/** The audit trail says which words were meant without repeating them: they may be about persons. */
export function digestOf(words: object): string {
  return createHash('sha256').update(canonicalJson(words)).digest('hex');
}
