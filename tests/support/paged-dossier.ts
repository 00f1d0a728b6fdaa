/** A dossier whose pages are put in order, told in letters. */
import { join } from 'node:path';
import { expect } from 'vitest';
import type { RouteInput, RouteName } from '../../src/contract/routes.ts';
import type { Session } from '../../src/main/engine/index.ts';
import { writeSources } from './fake-worker.ts';
import { call, fileCode, folder, person, revisionOf, station, work } from './station.ts';

export const papers = (files: Record<string, readonly string[]>) => writeSources(join(folder, crypto.randomUUID()), files);
const threeByThree = { '1.jpg': ['a1', 'a2', 'a3'], '2.jpg': ['b1', 'b2', 'b3'], '3.jpg': ['c1', 'c2', 'c3'] };

/** A dossier of documents of pages, read and proposed. */
export async function dossierOf(
  files: Record<string, readonly string[]> = threeByThree,
  options: Parameters<typeof station>[0] = {},
) {
  const at = await station(options);
  const clerk = await person(at, 'lan', 'clerk');
  await call(clerk, 'capture.import', { fileCode, paths: [papers(files)], split: 'file' });
  await work(at.engine, 'describe');
  return { ...at, clerk, ...(await shown(clerk)) };
}

export const list = (session: Session) => call(session, 'pages.list', { fileCode });
const label = ({ file, filePage }: { file: number; filePage: number }) => `${'abcdefgh'[file]}${filePage}`;

/** The dossier in letters: `a1 a2 | b1` and the tray; ids by letter. */
export async function shown(session: Session) {
  const view = await list(session);
  const pages = [...view.documents.flatMap((document) => document.pages), ...view.tray];
  return {
    view,
    lies: view.documents.map((document) => document.pages.map(label).join(' ')).join(' | '),
    tray: view.tray.map((page) => `${label(page)} ${page.tray}`),
    id: (name: string) => pages.find((page) => label(page) === name)!.id,
    document: (at: number) => view.documents[at]!.id,
  };
}

type Edits = Exclude<Extract<RouteName, `pages.${string}`>, 'pages.list'>;
/** Asks as somebody does who looks at the dossier just now. */
export async function ask<N extends Edits>(session: Session, route: N, input: Omit<RouteInput<N>, 'fileCode' | 'revision'>) {
  return session.call(route, { fileCode, revision: await revisionOf(session), ...input });
}
export async function does<N extends Edits>(session: Session, route: N, input: Omit<RouteInput<N>, 'fileCode' | 'revision'>) {
  const result = await ask(session, route, input);
  expect(result).toMatchObject({ ok: true });
  const after = await shown(session);
  const { in: fed, out, blank, separator, clerk } = after.view.ledger;
  expect(fed).toBe(out + blank + separator + clerk);
  return after;
}
export const refused = (code: string) => ({ ok: false, error: { code } });
