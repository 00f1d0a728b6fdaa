/** What a catalogue of words is: every key in both languages, ICU message format. One file per room in `words/`. */
export type Catalogue = Readonly<Record<string, { readonly vi: string; readonly en: string }>>;
