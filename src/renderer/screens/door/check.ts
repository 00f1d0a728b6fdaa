/** What a wizard can see for itself; the engine looks again. Pure. */
import { readAgencyCode } from '../../../contract/agency-code.ts';

export const leastPassword = 8;

export interface NewAccount {
  readonly name: string;
  readonly password: string;
  readonly again: string;
}

export function nameProblem(name: string): 'missing' | 'wrong' | null {
  if (name.trim() === '') return 'missing';
  return /^[\p{L}\p{N}._-]{1,50}$/u.test(name.trim().normalize('NFC')) ? null : 'wrong';
}

/** Characters that are still missing. */
export function passwordLacks(password: string): number {
  return Math.max(0, leastPassword - [...password.normalize('NFC')].length);
}

export function isComplete({ name, password, again }: NewAccount): boolean {
  return nameProblem(name) === null && passwordLacks(password) === 0 && password === again;
}

export interface NewAgency {
  readonly agencyCode: string;
  readonly agencyName: string;
  readonly fondsCode: string;
}

export function isAgencyComplete({ agencyCode, agencyName, fondsCode }: NewAgency): boolean {
  return readAgencyCode(agencyCode) !== null && agencyName.trim() !== '' && fondsCode.trim() !== '';
}
