/** The code lists of EAD, as the contract has them (Circular 05/2025, Annex III §1.5). */
import { DossierDescription } from '../../../contract/vocabulary.ts';

type Coded = 'maintenance' | 'mode' | 'format' | 'riskRecovery' | 'riskRecoveryStatus' | 'language';

/** The codes a person may choose; "not said" is none of them. */
export function codesOf(field: Coded): readonly string[] {
  const { shape } = DossierDescription;
  const options: readonly string[] = field === 'language' ? shape.language.element.options : shape[field].options;
  // Codes that look like whole numbers ('10') come first in any object of JavaScript.
  return options.filter((code) => code !== '').toSorted();
}
