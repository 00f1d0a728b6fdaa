import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { BatchView, EditView, PagePlace } from '../../../contract/routes/pages.ts';
import { inOrder } from './layout.ts';
import { documentPlace, placeOn, toJoin, type Way } from './places.ts';
import type { Act, Edits } from './useEdits.ts';
import type { Selection } from './useSelection.ts';

export interface Actions {
  /** Degrees clockwise that were asked for and not answered yet: shown at once. */
  readonly turning: ReadonlyMap<string, number>;
  readonly rotate: (clockwise: 90 | 270) => void;
  readonly shift: (way: Way) => void;
  readonly shiftDocument: (way: 'up' | 'down') => void;
  /** Pages that were dragged: some of the tray, or (none named) the chosen ones. */
  readonly place: (ids: readonly string[], to: PagePlace) => void;
  readonly split: () => void;
  readonly join: () => void;
  readonly toTray: () => void;
  readonly restore: (ids: readonly string[]) => void;
  readonly replace: (page: string, by: readonly string[], done: () => void) => void;
  readonly rescan: (page: string, path: string, taken: () => void) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

interface Room {
  view: BatchView;
  edits: Edits;
  selection: Selection;
  columns: number;
  /** Shows the page the keyboard is on, wherever it went. */
  reveal: () => void;
  /** Tells a person what was done; `undo` is offered beside it. */
  say: (edit: EditView, how: 'done' | 'undone' | 'redone', undo: (() => void) | null) => void;
}

/** What can be done to the chosen pages, or to the one in focus when none is chosen. Each is planned when its turn comes. */
export function useActions(room: Room): Actions {
  const latest = useRef(room);
  useLayoutEffect(() => {
    latest.current = room;
  });
  const [turning, setTurning] = useState<ReadonlyMap<string, number>>(new Map());
  return useMemo(() => {
    const edit = (plan: (view: BatchView) => Act | null, done?: (edit: EditView | null) => void) =>
      latest.current.edits.edit(plan, (answer) => {
        latest.current.reveal();
        done?.(answer);
      });
    /** The chosen ones if the keyboard is on one of them, else the one it is on. */
    const meant = (): ReadonlySet<string> => {
      const { focus, chosen } = latest.current.selection;
      return focus === null || chosen.has(focus) ? chosen : new Set([focus]);
    };
    const said = (done: EditView | null) => done !== null && latest.current.say(done, 'done', undo);
    const undo = () =>
      edit(
        () => ({ route: 'pages.undo', input: {}, about: [] }),
        (done) => done !== null && latest.current.say(done, 'undone', null),
      );
    const turn = (ids: readonly string[], by: number) =>
      setTurning((now) => {
        const next = new Map(now);
        for (const id of ids) next.set(id, ((next.get(id) ?? 0) + by + 360) % 360);
        return new Map([...next].filter(([, degrees]) => degrees !== 0));
      });
    return {
      turning,
      rotate(clockwise) {
        const wanted = meant();
        const ids = [...wanted];
        if (ids.length === 0) return;
        turn(ids, clockwise);
        let answered = false;
        edit(
          (view) => {
            const pages = inOrder(view, wanted);
            return pages.length === 0 ? null : { route: 'pages.rotate', input: { pages, turn: clockwise }, about: pages };
          },
          () => {
            answered = true;
            turn(ids, -clockwise);
          },
        );
        // Refused, or never asked: the pictures stand again as they did.
        edit(() => {
          if (!answered) turn(ids, -clockwise);
          return null;
        });
      },
      shift(way) {
        const wanted = meant();
        edit((view) => {
          const to = placeOn(view.documents, wanted, way, latest.current.columns);
          const pages = inOrder(view, wanted);
          return to === null ? null : { route: 'pages.move', input: { pages, to }, about: [...pages, ...placeIds(to)] };
        });
      },
      shiftDocument(way) {
        const { focus } = latest.current.selection;
        edit((view) => {
          const document = view.documents.find(({ pages }) => pages.some(({ id }) => id === focus));
          const before = document === undefined ? undefined : documentPlace(view.documents, document.id, way);
          if (document === undefined || before === undefined) return null;
          const about = [document.id, ...(before === null ? [] : [before])];
          return { route: 'pages.reorder', input: { documents: [document.id], before }, about };
        }, said);
      },
      place(dragged, to) {
        const wanted = dragged.length > 0 ? new Set(dragged) : meant();
        const route = dragged.length > 0 ? 'pages.restore' : 'pages.move';
        edit((view) => {
          const pages = inOrder(view, wanted);
          return pages.length === 0 ? null : { route, input: { pages, to }, about: [...pages, ...placeIds(to)] };
        }, said);
      },
      split() {
        const { focus } = latest.current.selection;
        if (focus !== null) edit(() => ({ route: 'pages.split', input: { page: focus }, about: [focus] }), said);
      },
      join() {
        const wanted = meant();
        edit((view) => {
          const documents = toJoin(view.documents, wanted).map(({ id }) => id);
          return documents.length < 2 ? null : { route: 'pages.join', input: { documents }, about: documents };
        }, said);
      },
      toTray() {
        const wanted = meant();
        edit((view) => {
          const pages = inOrder(view, wanted);
          return pages.length === 0 ? null : { route: 'pages.toTray', input: { pages }, about: pages };
        }, said);
      },
      restore: (ids) => edit(() => ({ route: 'pages.restore', input: { pages: [...ids] }, about: ids }), said),
      replace: (page, by, done) =>
        edit(
          () => ({ route: 'pages.replace', input: { page, by: [...by] }, about: [page, ...by] }),
          (replaced) => {
            done();
            said(replaced);
          },
        ),
      rescan: (page, path, taken) => edit(() => ({ route: 'pages.rescan', input: { page, path }, about: [page] }), taken),
      undo,
      redo: () =>
        edit(
          () => ({ route: 'pages.redo', input: {}, about: [] }),
          (done) => done !== null && latest.current.say(done, 'redone', null),
        ),
    };
  }, [turning]);
}

function placeIds(to: PagePlace): string[] {
  const ids = 'document' in to ? [to.document, to.before] : [to.newDocumentBefore];
  return ids.filter((id) => id !== null);
}
