import { randomUUID } from 'node:crypto';
import { toInstant } from '../../contract/instant.ts';
import type { Instant } from '../../contract/vocabulary.ts';

/** Time and identity come in from outside, so that tests set them. */
export interface Clock {
  now(): Instant;
  epochMs(): number;
}

export const systemClock: Clock = {
  now: () => toInstant(Date.now()),
  epochMs: () => Date.now(),
};

export type NewId = () => string;
export const newUuid: NewId = randomUUID;
