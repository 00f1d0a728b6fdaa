import { useEffect, useMemo, useRef, useState } from 'react';
import type { BatchView, EditView } from '../../../contract/routes/pages.ts';
import type { RouteInput, RouteName } from '../../../contract/routes.ts';
import type { CodedError } from '../../../contract/result.ts';
import { useCalls } from '../../app/station.tsx';
import { stillLie } from './places.ts';

export type EditRoute = Exclude<Extract<RouteName, `pages.${string}`>, 'pages.list'>;
/** One command of the room, and the pages and documents it is about. */
export type Act = {
  [N in EditRoute]: {
    readonly route: N;
    readonly input: Omit<RouteInput<N>, 'fileCode' | 'revision'>;
    readonly about: readonly string[];
  };
}[EditRoute];

export interface Edits {
  /**
   * Plans on the dossier as it lies when its turn comes, and does it; keys may come faster than answers. What changed meanwhile elsewhere
   * in the dossier is no hindrance; when the pages themselves have moved, nothing is done and it is said.
   */
  readonly edit: (plan: (view: BatchView) => Act | null, done?: (edit: EditView | null) => void) => void;
  readonly failure: CodedError | null;
  readonly forget: () => void;
}

/** While papers arrive the dossier changes all the time: so often a command is asked anew before a person is told. */
const tries = 8;

export function useEdits(fileCode: string, view: BatchView): Edits {
  const { call, askAgain } = useCalls();
  const [failure, setFailure] = useState<CodedError | null>(null);
  const latest = useRef(view);
  const line = useRef<Promise<void>>(Promise.resolve());
  useEffect(() => {
    if (view.revision >= latest.current.revision) latest.current = view;
  }, [view]);

  return useMemo(() => {
    async function take(plan: (view: BatchView) => Act | null, done?: (edit: EditView | null) => void): Promise<void> {
      const seen = latest.current;
      const act = plan(seen);
      if (act === null) return;
      let now = seen;
      for (let n = 1; ; n++) {
        const result = await call(act.route, { fileCode, revision: now.revision, ...act.input } as RouteInput<EditRoute>);
        latest.current = now = await askAgain('pages.list', { fileCode });
        if (result.ok) {
          setFailure(null);
          return done?.('edit' in result.data ? result.data.edit : null);
        }
        if (result.error.code !== 'CHANGED_MEANWHILE' || n === tries || !stillLie(seen, now, act.about))
          return setFailure(result.error);
      }
    }
    return {
      edit: (plan, done) => {
        // A lost connection has said so in its own place; the next command begins afresh.
        line.current = line.current.then(() => take(plan, done)).catch(() => undefined);
      },
      forget: () => setFailure(null),
      failure,
    };
  }, [fileCode, call, askAgain, failure]);
}
