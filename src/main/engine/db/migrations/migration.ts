export interface Migration {
  /** Multiples of ten, rising; a shipped migration never changes. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}
