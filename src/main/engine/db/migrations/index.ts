import { first } from './0010-first.ts';

export interface Migration {
  /** Multiples of ten, rising; a shipped migration never changes. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

export const migrations: readonly Migration[] = [first];
