/** One expected failure, in the words of a colleague: what happened, is my work safe, what to do now. */
export interface Words {
  readonly what: string;
  readonly safe: string;
  readonly todo: string;
}

/** Exit status of `tram` for this failure: 3 bad input · 4 checks failed · 5 not allowed · 6 other side unreachable · 7 disk or memory. */
export type ExitCode = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export interface ErrorKind {
  /** True when the same call may succeed later without anybody changing anything. */
  readonly retryable: boolean;
  readonly exit: ExitCode;
  readonly vi: Words;
  readonly en: Words;
}

/** Keeps the literal codes as types while checking the shape of each entry. */
export function errorKinds<K extends string>(kinds: Record<K, ErrorKind>): Readonly<Record<K, ErrorKind>> {
  return kinds;
}
