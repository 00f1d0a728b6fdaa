/** What a person has typed, read or copied into a document's description, on top of what it says already. */
import { useReducer } from 'react';
import type { FieldSource, FieldSources } from '../../../contract/description.ts';
import type { DocumentFields, FieldName } from '../../../contract/vocabulary.ts';
import type { Base } from './rules.ts';

interface Touched {
  readonly value: string;
  /** Read from a box on the page; null when typed. */
  readonly source: FieldSource | null;
}
interface State {
  readonly touched: Partial<Record<FieldName, Touched>>;
  readonly seen: ReadonlySet<FieldName>;
}
type Action =
  | { readonly type: 'set'; readonly values: Partial<Record<FieldName, Touched>> }
  | { readonly type: 'seen'; readonly name: FieldName };

/** The draft lives as long as the screen shows this document (its component has the document's id as key). */
export function useDraft(base: Base) {
  const [{ touched, seen }, act] = useReducer(next, { touched: {}, seen: new Set<FieldName>() });
  const values = { ...base.values } as Record<FieldName, string>;
  const sources: Partial<Record<FieldName, FieldSource>> = { ...base.sources };
  for (const [name, { value, source }] of Object.entries(touched) as [FieldName, Touched][]) {
    values[name] = value;
    // A value that was typed over did not stand there; one that was only looked at still does.
    if (source !== null) sources[name] = source;
    else if (value !== base.values[name]) delete sources[name];
  }
  return {
    values: values as DocumentFields,
    sources: sources as FieldSources,
    /** Where the page is shown while a field has the focus: where it was read, even after it was typed over. */
    shown: { ...base.sources, ...sources } as FieldSources,
    touched: new Set(Object.keys(touched) as FieldName[]),
    seen,
    set: (name: FieldName, value: string) => act({ type: 'set', values: { [name]: { value, source: null } } }),
    take: (taken: Partial<Record<FieldName, Touched>>) => act({ type: 'set', values: taken }),
    look: (name: FieldName) => act({ type: 'seen', name }),
  };
}

function next(state: State, action: Action): State {
  switch (action.type) {
    case 'set':
      return {
        touched: { ...state.touched, ...action.values },
        seen: new Set([...state.seen, ...(Object.keys(action.values) as FieldName[])]),
      };
    case 'seen':
      return state.seen.has(action.name) ? state : { ...state, seen: new Set([...state.seen, action.name]) };
  }
}
