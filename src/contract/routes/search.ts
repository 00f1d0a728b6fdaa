/** Finding papers again: by what is written on the page and by what was described, with or without marks. */
import { z } from 'zod';
import { withoutForbiddenCharacters } from '../characters.ts';
import { Box } from '../artefacts.ts';
import { DocumentState, PageView } from '../views.ts';
import { ArchivalDate, DocumentTypeCode, RowId } from '../vocabulary.ts';
import { command, nothing, query } from './route.ts';

/** Whatever was typed or pasted is a question; what no page can hold is left out of it. */
const Typed = (max: number) =>
  z
    .string()
    .max(max)
    .transform((typed) => withoutForbiddenCharacters(typed).normalize('NFC'));
export const searchTextLimit = 2000;
const SearchText = Typed(searchTextLimit);
const Words = Typed(200).default('');

/** What is empty asks for nothing. Texts are words that the field must hold, without regard to marks; the last may be unfinished. */
export const SearchFilters = z.object({
  typeName: DocumentTypeCode.or(z.literal('')).default(''),
  codeNumber: Words,
  codeNotation: Words,
  /** Days of issue, both included. */
  from: ArchivalDate.or(z.literal('')).default(''),
  to: ArchivalDate.or(z.literal('')).default(''),
  organName: Words,
  /** Title or code of the dossier. */
  dossier: Words,
  signer: Words,
  /** The agency's part of the dossier's code, whole. */
  fonds: Words,
});
export type SearchFilters = z.infer<typeof SearchFilters>;

/** [start, end) in UTF-16 units of a text. */
const Range = z.tuple([z.int().nonnegative(), z.int().nonnegative()]);

export const SearchHit = z.object({
  documentId: RowId,
  docId: z.string(),
  fileCode: z.string(),
  dossierTitle: z.string(),
  state: DocumentState,
  /** Confirmed by a person, or else what the machine proposed; '' where there is neither. */
  fields: z.object({
    typeName: z.string(),
    codeNumber: z.string(),
    codeNotation: z.string(),
    issuedDate: z.string(),
    organName: z.string(),
    subject: z.string(),
    signer: z.string(),
  }),
  confirmed: z.boolean(),
  pages: z.int(),
  /** The page to show first: where the words stand closest together, or the first when only the fields hold them. */
  page: PageView,
  /** Pages of the document the words were found on so far, in its order; empty when only its fields hold them. */
  found: z.array(z.object({ id: RowId, ordinal: z.int() })),
  snippet: z.object({
    text: z.string(),
    marks: z.array(Range),
    /** Text was left out before, after. */
    cut: z.tuple([z.boolean(), z.boolean()]),
  }),
});
export type SearchHit = z.infer<typeof SearchHit>;

export const SearchAnswer = z.object({
  hits: z.array(SearchHit),
  /** Documents that can be looked through page by page with `offset`. */
  listed: z.int(),
  /** Pages found; `more` when there are more than were counted. */
  total: z.object({ documents: z.int(), pages: z.int(), more: z.boolean() }),
  /** False when the time ran out before all pages were looked through: asked again `thorough`, the search goes on where it ended. */
  complete: z.boolean(),
  /** Nothing holds all the words: what is listed lacks one of them. */
  partial: z.boolean(),
  /** Pages and documents the index does not know yet. */
  notIndexed: z.int(),
});
export type SearchAnswer = z.infer<typeof SearchAnswer>;

export const searchRoutes = {
  /** A session's newer question takes the place of its older one, which is answered SEARCH_SUPERSEDED. */
  'search.find': query(
    'person',
    z.object({
      text: SearchText,
      filters: SearchFilters.default(SearchFilters.parse({})),
      order: z.enum(['relevance', 'newest']).default('relevance'),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(100).default(30),
      thorough: z.boolean().default(false),
    }),
    SearchAnswer,
  ),
  /** The fonds there are dossiers of, by code; with the name the plan gives each, or ''. */
  'search.fonds': query('person', nothing, z.array(z.object({ fonds: z.string(), name: z.string() }))),
  /** Makes the index anew in the background; `goOn` does not begin again what was broken off. What is not in it yet is counted in `notIndexed`. */
  'search.rebuild': command(['it'], z.object({ goOn: z.boolean().default(false) }), z.object({ left: z.int() })),
  /** Where the words stand on one page, in pixels of an image of `width` × `height`. */
  'search.onPage': query(
    'person',
    z.object({ pageId: RowId, text: SearchText }),
    z.object({ page: PageView, width: z.number(), height: z.number(), boxes: z.array(Box) }),
  ),
} as const;
