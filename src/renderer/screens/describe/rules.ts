/** What the describe screen decides, apart from drawing it: where a value comes from, where a person must look, where Tab and Enter go. */
import type { Box, CleanPage } from '../../../contract/artefacts.ts';
import type { FieldProblem, FieldSource, FieldSources } from '../../../contract/description.ts';
import { fold } from '../../../contract/text.ts';
import type { DocumentView, PageView } from '../../../contract/views.ts';
import { documentTypes, fieldNames, type DocumentFields, type FieldName } from '../../../contract/vocabulary.ts';
import type { Share } from '../../components/viewer/view.ts';
import { doubtOf, type Doubt } from '../dossier/doubt.ts';

/** What a document says before this person touches it. */
export interface Base {
  readonly values: DocumentFields;
  readonly doubts: Readonly<Record<FieldName, Doubt>>;
  readonly sources: FieldSources;
}

/** Mandatory in EAD_doc (Circular 05/2025, Annex III §1.6). */
export const required: ReadonlySet<FieldName> = new Set<FieldName>(['typeName', 'issuedDate', 'organName', 'subject']);

/** The confirmed values, which nobody doubts any more; else the proposed ones. */
export function baseOf({ fields, proposal, sources }: Pick<DocumentView, 'fields' | 'proposal' | 'sources'>): Base {
  const each = <T>(of: (name: FieldName) => T) =>
    Object.fromEntries(fieldNames.map((name) => [name, of(name)])) as Record<FieldName, T>;
  if (fields !== null || proposal === null)
    return { values: fields ?? each(() => ''), doubts: each((): Doubt => 'none'), sources };
  const told = new Set(proposal.doubts.filter((code) => mustLook.has(code)).map(fieldOfDoubt));
  return {
    values: each((name) => proposal[name].value),
    doubts: each((name) => (told.has(name) && doubtOf(proposal[name]) === 'none' ? 'look' : doubtOf(proposal[name]))),
    sources: Object.fromEntries(
      fieldNames.flatMap((name) => {
        const { page, box } = proposal[name];
        return page === null || box === null ? [] : [[name, { page, box } satisfies FieldSource]];
      }),
    ),
  };
}

/** Left blank on the paper or written by hand: only a person can tell. */
const mustLook: ReadonlySet<string> = new Set(['number-blank', 'date-blank', 'date-impossible']);

/** The field a doubt of the machine (`Proposal.doubts`) is about; null for the page as a whole. */
export function fieldOfDoubt(code: string): FieldName | null {
  const head = code.split('-')[0];
  const fields = {
    type: 'typeName',
    number: 'codeNumber',
    date: 'issuedDate',
    organ: 'organName',
    subject: 'subject',
    signer: 'signer',
  } as const;
  return head !== undefined && head in fields ? fields[head as keyof typeof fields] : null;
}

/** Fields a person still has to look at: doubtful and not seen, mandatory and empty, or wrong. In the order of the form. */
export function stopsOf(
  base: Base,
  values: DocumentFields,
  seen: ReadonlySet<FieldName>,
  problems: readonly FieldProblem[],
): FieldName[] {
  return fieldNames.filter(
    (name) =>
      (base.doubts[name] !== 'none' && !seen.has(name)) ||
      (required.has(name) && values[name].trim() === '') ||
      problems.some(({ field, severity }) => field === name && severity === 'error'),
  );
}

/** The stop after `from`, round to the beginning; null when none is left but `from` itself. */
export function nextStop(stops: readonly FieldName[], from: FieldName | null): FieldName | null {
  const place = from === null ? -1 : fieldNames.indexOf(from);
  return stops.find((name) => fieldNames.indexOf(name) > place) ?? stops.find((name) => name !== from) ?? null;
}

export function typeNameOf(code: string): string {
  return documentTypes.find((type) => type.code === code)?.name ?? '';
}

/** Types by code (`2`, `02`), abbreviation (`QĐ`, `qd`) or any word of the name; what fits best stands first. */
export function typesMatching(typed: string): readonly (typeof documentTypes)[number][] {
  const text = fold(typed.trim());
  if (text === '') return documentTypes;
  const rank = ({ code, name, abbreviation }: (typeof documentTypes)[number]): number => {
    if (/^\d+$/.test(text)) return code === text.padStart(2, '0') ? 0 : code.startsWith(text) ? 1 : 9;
    if (abbreviation !== '' && abbreviation === typed.trim()) return 0;
    if (fold(name) === text) return 0;
    if (abbreviation !== '' && fold(abbreviation) === text) return 1;
    if (fold(name).startsWith(text)) return 2;
    return fold(` ${name}`).includes(` ${text}`) ? 3 : 9;
  };
  return documentTypes
    .map((type) => ({ type, at: rank(type) }))
    .filter(({ at }) => at < 9)
    .sort((a, b) => a.at - b.at)
    .map(({ type }) => type);
}

/** A box of the page's reading as a share of the page. */
export function shareOf([x0, y0, x1, y1]: Box, { ocrWidth, ocrHeight }: Pick<CleanPage, 'ocrWidth' | 'ocrHeight'>): Share {
  return [x0 / ocrWidth, y0 / ocrHeight, x1 / ocrWidth, y1 / ocrHeight];
}

/** A share of the page as a box of its reading. */
export function boxOf([x0, y0, x1, y1]: Share, { ocrWidth, ocrHeight }: Pick<CleanPage, 'ocrWidth' | 'ocrHeight'>): Box {
  return [Math.round(x0 * ocrWidth), Math.round(y0 * ocrHeight), Math.round(x1 * ocrWidth), Math.round(y1 * ocrHeight)];
}

const air = 0.004;

/** Where on which page a value was read, ready to be shown; null where there is no picture to show it on. */
export function placeOf(
  source: FieldSource | undefined,
  pages: readonly PageView[],
): { readonly page: number; readonly share: Share } | null {
  const clean = source === undefined ? null : (pages[source.page - 1]?.clean ?? null);
  if (source === undefined || clean === null) return null;
  const [x0, y0, x1, y1] = shareOf(source.box, clean);
  // Engines cut close: a frame on the box itself would cross marks above and tails below.
  return { page: source.page, share: [x0 - air, y0 - air, x1 + air, y1 + air] };
}

/** Values as they are sent: NFC, one space between words, nothing that no package can carry. */
export function tidied(values: DocumentFields): DocumentFields {
  return Object.fromEntries(
    fieldNames.map((name) => [
      name,
      values[name]
        .normalize('NFC')
        .replace(/\p{C}|\s+/gu, ' ')
        .replace(/ +/g, ' ')
        .trim(),
    ]),
  ) as DocumentFields;
}
