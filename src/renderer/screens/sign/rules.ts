/** What a person has chosen to sign: whole dossiers, some of their documents, or everything that waits. Pure. */
import type { KeyView, SignProfile, WaitingDocument, WaitingDossier } from '../../../contract/routes/sign.ts';
import type { RouteInput } from '../../../contract/routes.ts';

export interface Chosen {
  readonly everything: boolean;
  readonly dossiers: ReadonlyMap<string, number>;
  /** Document id → its dossier. */
  readonly documents: ReadonlyMap<string, string>;
}
export const nothingChosen: Chosen = { everything: false, dossiers: new Map(), documents: new Map() };

export function countChosen(chosen: Chosen, total: number): number {
  if (chosen.everything) return total;
  return [...chosen.dossiers.values()].reduce((sum, n) => sum + n, 0) + chosen.documents.size;
}

export function dossierState(chosen: Chosen, fileCode: string): 'all' | 'some' | 'none' {
  if (chosen.everything || chosen.dossiers.has(fileCode)) return 'all';
  return [...chosen.documents.values()].includes(fileCode) ? 'some' : 'none';
}

export function documentChosen(chosen: Chosen, fileCode: string, id: string): boolean {
  return chosen.everything || chosen.dossiers.has(fileCode) || chosen.documents.has(id);
}

/** All of a dossier, or none of it. `listed`: the dossiers known here, needed to leave one out of everything. */
export function toggleDossier(chosen: Chosen, dossier: WaitingDossier, listed: readonly WaitingDossier[]): Chosen {
  const dossiers = new Map(chosen.everything ? listed.map(({ fileCode, documents }) => [fileCode, documents]) : chosen.dossiers);
  if (dossierState(chosen, dossier.fileCode) === 'all') dossiers.delete(dossier.fileCode);
  else dossiers.set(dossier.fileCode, dossier.documents);
  const documents = new Map([...chosen.documents].filter(([, fileCode]) => fileCode !== dossier.fileCode));
  return { everything: false, dossiers, documents };
}

/** One document; the rest of its dossier stays as it was. */
export function toggleDocument(
  chosen: Chosen,
  dossier: WaitingDossier,
  siblings: readonly WaitingDocument[],
  id: string,
  listed: readonly WaitingDossier[],
): Chosen {
  const { fileCode } = dossier;
  const whole = dossierState(chosen, fileCode) === 'all';
  const opened = whole ? toggleDossier(chosen, dossier, listed) : chosen;
  const documents = new Map(
    whole ? [...opened.documents, ...siblings.map((one) => [one.id, fileCode] as const)] : opened.documents,
  );
  if (documents.has(id)) documents.delete(id);
  else documents.set(id, fileCode);
  const own = siblings.filter((one) => documents.has(one.id));
  if (own.length < siblings.length || siblings.length === 0) return { ...opened, documents };
  return toggleDossier({ ...opened, documents }, dossier, listed);
}

/** What `sign.start` is asked for. */
export function toStart(chosen: Chosen, key: KeyView, profile: SignProfile, notation: string): RouteInput<'sign.start'> {
  return {
    keyId: key.id,
    profile,
    notation,
    everything: chosen.everything,
    fileCodes: [...chosen.dossiers.keys()],
    documentIds: [...chosen.documents.keys()],
  };
}

/** `03:9f:1a…` as certificate windows print it. */
export function printedSerial(serial: string): string {
  return (serial.length % 2 === 0 ? serial : `0${serial}`).replace(/..(?!$)/g, '$&:');
}
