/** What a one-shot run takes as confirmed when no person is there: the machine's proposal, and plain defaults where it found nothing. */
import type { Proposal } from '../../contract/artefacts.ts';
import { withoutForbiddenCharacters } from '../../contract/characters.ts';
import type { DocumentFields, FieldName } from '../../contract/vocabulary.ts';

/** The proposal's values as they stand; an unknown type is 32 (Khác). */
export function proposedFields(proposal: Proposal): DocumentFields {
  const value = (name: FieldName) => proposal[name].value;
  return {
    typeName: value('typeName') === '' ? '32' : value('typeName'),
    codeNumber: value('codeNumber'),
    codeNotation: value('codeNotation'),
    issuedDate: value('issuedDate'),
    organName: value('organName'),
    subject: value('subject'),
    signer: value('signer'),
  };
}

export interface Completed {
  readonly fields: DocumentFields;
  /** One warning code for each value nobody read from the paper. */
  readonly warnings: readonly string[];
}

/** Fills what EAD_doc demands and the paper did not say: the agency, the title, the last day of the dossier's year (the archive's convention is to be asked). */
export function completed(proposal: Proposal, defaults: { agencyName: string; title: string; year: number }): Completed {
  const fields = proposedFields(proposal);
  const warnings: string[] = [];
  const fill = (name: 'organName' | 'subject' | 'issuedDate', value: string) => {
    if (fields[name] !== '') return;
    fields[name] = value;
    warnings.push(`${warningOf[name]}`);
  };
  fill('organName', defaults.agencyName);
  fill('subject', [...withoutForbiddenCharacters(defaults.title)].slice(0, 500).join(''));
  fill('issuedDate', `31/12/${defaults.year}`);
  return { fields, warnings };
}

const warningOf = { organName: 'ORGAN_ASSUMED', subject: 'SUBJECT_ASSUMED', issuedDate: 'DATE_ASSUMED' } as const;

/** The year a dossier's file code names: the latest its documents say, and `fallback` when none says one. */
export function yearOf(proposals: readonly Proposal[], fallback: number): number {
  const years = proposals
    .map((proposal) => Number(proposal.issuedDate.value.slice(6)))
    .filter((year) => year >= 1945 && year <= fallback);
  return years.length === 0 ? fallback : Math.max(...years);
}
