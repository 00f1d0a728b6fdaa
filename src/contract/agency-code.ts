/**
 * What an agency code says about itself. Decision 20/2020/QĐ-TTg: parts from the province down to the commune, joined by dots; the first is
 * a letter for the kind of authority and two digits. The older QCVN 102:2016 wrote three groups before it (`000.00.00.H49`).
 */
import { AgencyCode } from './vocabulary.ts';

export interface AgencyCodeFacts {
  /** The parts from the top down, as written. */
  readonly parts: readonly string[];
  /** First letter: which branch of the state (A Party … G ministries, H people’s committees, K people’s councils). */
  readonly branch: string;
  readonly form: 'current' | 'older';
}

/** Null while `code` is no agency code yet. */
export function readAgencyCode(code: string): AgencyCodeFacts | null {
  if (!AgencyCode.safeParse(code).success) return null;
  const older = /^\d{3}\.\d{2}\.\d{2}\./.test(code);
  const parts = code.split('.');
  const head = older ? parts[3]! : parts[0]!;
  return { parts, branch: head[0]!, form: older ? 'older' : 'current' };
}
