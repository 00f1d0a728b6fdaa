import type { ErrorCode } from './errors/index.ts';

/** What every step, handler and driver answers: a value, or a failure that was expected and has a code. Bugs are thrown. */
export type Result<T> = Ok<T> | Failure;
export interface Ok<T> {
  readonly ok: true;
  readonly data: T;
}
export interface Failure {
  readonly ok: false;
  readonly error: CodedError;
}
/** `data` fills the `{placeholders}` of the code's message; facts and ids only, never page content. */
export interface CodedError {
  readonly code: ErrorCode;
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
}

export function ok<T>(data: T): Ok<T> {
  return { ok: true, data };
}

export function fail(code: ErrorCode, data: CodedError['data'] = {}): Failure {
  return { ok: false, error: { code, data } };
}

/** Closes a union: adding a member breaks the build wherever it must be decided. */
export function assertNever(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
