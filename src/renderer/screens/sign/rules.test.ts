import { expect, it } from 'vitest';
import type { WaitingDocument, WaitingDossier } from '../../../contract/routes/sign.ts';
import {
  countChosen,
  documentChosen,
  dossierState,
  nothingChosen,
  printedSerial,
  toggleDocument,
  toggleDossier,
} from './rules.ts';

const dossier = (fileCode: string, documents: number): WaitingDossier => ({ fileCode, title: '', documents, pages: documents });
const listed = [dossier('a', 2), dossier('b', 3)];
const [a] = listed as [WaitingDossier];
const documents = (...ids: string[]) => ids.map((id) => ({ id }) as WaitingDocument);

it('a dossier is chosen whole and let go whole', () => {
  const chosen = toggleDossier(nothingChosen, a, listed);
  expect([countChosen(chosen, 5), dossierState(chosen, 'a'), dossierState(chosen, 'b')]).toEqual([2, 'all', 'none']);
  expect(countChosen(toggleDossier(chosen, a, listed), 5)).toBe(0);
});

it('one document left out of a whole dossier leaves the others', () => {
  const chosen = toggleDocument(toggleDossier(nothingChosen, a, listed), a, documents('1', '2'), '1', listed);
  expect([documentChosen(chosen, 'a', '1'), documentChosen(chosen, 'a', '2'), dossierState(chosen, 'a')]).toEqual([
    false,
    true,
    'some',
  ]);
  expect(countChosen(chosen, 5)).toBe(1);
});

it('the last of its documents makes a dossier whole again', () => {
  const one = toggleDocument(nothingChosen, a, documents('1', '2'), '1', listed);
  const both = toggleDocument(one, a, documents('1', '2'), '2', listed);
  expect([dossierState(both, 'a'), countChosen(both, 5), both.documents.size]).toEqual(['all', 2, 0]);
});

it('one dossier left out of everything leaves every other', () => {
  const chosen = toggleDossier({ ...nothingChosen, everything: true }, a, listed);
  expect([countChosen(chosen, 5), dossierState(chosen, 'a'), dossierState(chosen, 'b')]).toEqual([3, 'none', 'all']);
});

it.each([
  ['3', '03'],
  ['03f1', '03:f1'],
  ['abc', '0a:bc'],
])('serial %s is printed %s', (serial, printed) => expect(printedSerial(serial)).toBe(printed));
