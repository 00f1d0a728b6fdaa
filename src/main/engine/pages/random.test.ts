/** Random sequences of operations against a model made of plain lists: nothing is lost, nothing doubled, everything lies where it was laid. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeSources } from '../../../../tests/support/fake-worker.ts';
import { call, fileCode, folder, person, station, work } from '../../../../tests/support/station.ts';
import type { BatchView } from '../../../contract/routes/pages.ts';
import type { Session } from '../index.ts';

interface Model {
  readonly documents: readonly { readonly id: string; readonly pages: readonly string[] }[];
  readonly tray: readonly string[];
}

function dice(seed: number) {
  let state = seed;
  const below = (n: number) => (state = (state * 48_271) % 2_147_483_647) % n;
  return {
    below,
    one: <T>(list: readonly T[]): T => list[below(list.length)]!,
    some: <T>(list: readonly T[]): T[] => {
      const picked = list.filter(() => below(3) === 0);
      return (picked.length > 0 ? picked : [list[below(list.length)]!]).toSorted(() => below(3) - 1);
    },
  };
}

function modelOf(view: BatchView): Model {
  return {
    documents: view.documents.map(({ id, pages }) => ({ id, pages: pages.map((page) => page.id) })),
    tray: view.tray.map(({ id }) => id).toSorted(),
  };
}

const without = (model: Model, pages: readonly string[]): Model => ({
  documents: model.documents.map((document) => ({ ...document, pages: document.pages.filter((id) => !pages.includes(id)) })),
  tray: model.tray.filter((id) => !pages.includes(id)),
});
/** As the engine shows it: documents without pages are not there, the tray has no order of its own. */
const tidy = (model: Model): Model => ({
  documents: model.documents.filter(({ pages }) => pages.length > 0),
  tray: model.tray.toSorted(),
});

function inserted(model: Model, pages: readonly string[], document: string, before: string | null): Model {
  // Before a page that itself moves means before the next one that stays.
  const there = model.documents.find(({ id }) => id === document)!.pages;
  const stays = before === null ? undefined : there.slice(there.indexOf(before)).find((id) => !pages.includes(id));
  const rest = without(model, pages);
  return {
    ...rest,
    documents: rest.documents.map((one) => {
      if (one.id !== document) return one;
      const at = stays === undefined ? one.pages.length : one.pages.indexOf(stays);
      return { ...one, pages: [...one.pages.slice(0, at), ...pages, ...one.pages.slice(at)] };
    }),
  };
}

type Chance = ReturnType<typeof dice>;
interface Act {
  readonly route: string;
  readonly input: object;
  /** What the model becomes; `made` stands for a new document's id. Null where only the ledger is foretold. */
  readonly becomes: Model | null;
}
const made = 'made';

function anyAct(model: Model, chance: Chance): Act | null {
  const pages = model.documents.flatMap((document) => document.pages);
  const act = chance.below(9);
  if (act === 0 && pages.length > 3) {
    const chosen = chance.some(pages);
    return {
      route: 'pages.toTray',
      input: { pages: chosen },
      becomes: { ...without(model, chosen), tray: [...model.tray, ...chosen] },
    };
  }
  if (act === 1 && model.tray.length > 0)
    return { route: 'pages.restore', input: { pages: chance.some(model.tray) }, becomes: null };
  if (act <= 3 && pages.length > 0) {
    const [chosen, target] = [chance.some(pages), chance.one(model.documents)];
    const before = chance.below(3) === 0 ? null : chance.one(target.pages);
    const to = { document: target.id, before };
    return { route: 'pages.move', input: { pages: chosen, to }, becomes: inserted(model, chosen, target.id, before) };
  }
  if (act === 4 && pages.length > 0) {
    const [chosen, next] = [chance.some(pages), chance.below(2) === 0 ? null : chance.one(model.documents).id];
    const documents = without(model, chosen).documents.toSpliced(
      next === null ? model.documents.length : model.documents.findIndex(({ id }) => id === next),
      0,
      { id: made, pages: chosen },
    );
    return { route: 'pages.move', input: { pages: chosen, to: { newDocumentBefore: next } }, becomes: { ...model, documents } };
  }
  const long = model.documents.filter((document) => document.pages.length > 1);
  if (act === 5 && long.length > 0) {
    const document = chance.one(long);
    const at = 1 + chance.below(document.pages.length - 1);
    const documents = model.documents.flatMap((one) =>
      one === document
        ? [
            { ...one, pages: one.pages.slice(0, at) },
            { id: made, pages: one.pages.slice(at) },
          ]
        : [one],
    );
    return { route: 'pages.split', input: { page: document.pages[at] }, becomes: { ...model, documents } };
  }
  if (act === 6 && model.documents.length > 1) {
    const [a, b] = [chance.one(model.documents), chance.one(model.documents)];
    if (a === b) return null;
    const [first, second] = model.documents.indexOf(a) < model.documents.indexOf(b) ? [a, b] : [b, a];
    return {
      route: 'pages.join',
      input: { documents: [a.id, b.id] },
      becomes: inserted(model, second.pages, first.id, null),
    };
  }
  if (act === 7 && model.documents.length > 1) {
    const [document, before] = [chance.one(model.documents), chance.one(model.documents)];
    if (document === before) return null;
    const rest = model.documents.filter((one) => one !== document);
    const documents = rest.toSpliced(rest.indexOf(before), 0, document);
    return { route: 'pages.reorder', input: { documents: [document.id], before: before.id }, becomes: { ...model, documents } };
  }
  if (act === 8 && pages.length > 0)
    return { route: 'pages.rotate', input: { pages: chance.some(pages), turn: 90 * (1 + chance.below(3)) }, becomes: model };
  return null;
}

const list = (session: Session) => call(session, 'pages.list', { fileCode });

it.each([1, 2, 3, 4])(
  'sequence %i: the ledger balances after every operation, and undo leads back step by step',
  async (seed) => {
    const chance = dice(seed * 7919);
    const at = await station();
    const clerk = await person(at, 'lan', 'clerk');
    const source = writeSources(join(folder, crypto.randomUUID()), {
      '1.jpg': ['a', 'b', 'blank', 'c'],
      '2.jpg': ['d', 'separator', 'e', 'f'],
      '3.jpg': ['g', 'h'],
    });
    await call(clerk, 'capture.import', { fileCode, paths: [source], split: 'file' });
    await work(at.engine, 'describe');
    const all = [
      ...modelOf(await list(clerk)).documents.flatMap(({ pages }) => pages),
      ...modelOf(await list(clerk)).tray,
    ].toSorted();
    const past: Model[] = [];
    let future: Model[] = [];
    for (let step = 0; step < 45; step++) {
      const view = await list(clerk);
      const model = modelOf(view);
      // Sometimes the machine works in between, sometimes only a little.
      if (chance.below(6) === 0) await work(at.engine, chance.one(['clean', 'recognise', 'describe'] as const));
      const back = chance.below(5);
      const { revision } = await list(clerk);
      if (back === 0 && past.length > 0) {
        await call(clerk, 'pages.undo', { fileCode, revision });
        future = [model, ...future];
        expect(modelOf(await list(clerk))).toEqual(past.pop());
      } else if (back === 1 && future.length > 0) {
        await call(clerk, 'pages.redo', { fileCode, revision });
        past.push(model);
        expect(modelOf(await list(clerk))).toEqual(future.shift());
      } else {
        const act = anyAct(model, chance);
        if (act === null) continue;
        const stale = await clerk.call(act.route, { fileCode, revision: revision - 1, ...act.input });
        expect(stale).toMatchObject({ ok: false, error: { code: 'CHANGED_MEANWHILE' } });
        expect(modelOf(await list(clerk))).toEqual(model);
        const result = await clerk.call(act.route, { fileCode, revision, ...act.input });
        if (!result.ok) throw new Error(`${act.route} ${JSON.stringify(act.input)}: ${result.error.code}`);
        const now = modelOf(await list(clerk));
        if (act.becomes !== null) {
          const known = new Set(model.documents.map(({ id }) => id));
          const named = { ...now, documents: now.documents.map((one) => ({ ...one, id: known.has(one.id) ? one.id : made })) };
          expect(named).toEqual(tidy(act.becomes));
        }
        if ((result.data as { edit: unknown }).edit !== null) {
          past.push(model);
          future = [];
        }
      }
      const after = await list(clerk);
      const { in: fed, out, blank, separator, clerk: taken } = after.ledger;
      expect(fed).toBe(out + blank + separator + taken);
      const now = modelOf(after);
      expect([...now.documents.flatMap(({ pages }) => pages), ...now.tray].toSorted()).toEqual(all);
    }
    await work(at.engine, 'describe');
    const { documentList } = await call(clerk, 'dossier.get', { fileCode });
    expect(documentList.map(({ ordinal }) => ordinal)).toEqual(documentList.map((_, index) => index + 1));
    expect(documentList.every(({ state }) => state === 'proposed')).toBe(true);
    expect(at.engine.verifyAudit().brokenAt).toBeNull();
  },
  60_000,
);
