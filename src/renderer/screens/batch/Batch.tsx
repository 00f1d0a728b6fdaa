import { Link } from '@tanstack/react-router';
import { FileImage, Lock } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { BatchView } from '../../../contract/routes/pages.ts';
import { toast } from '../../app/toasts.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Failure } from '../../components/Failure.tsx';
import { LedgerLine } from '../../components/LedgerLine.tsx';
import { Screen } from '../../components/Screen.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useWords } from '../../i18n/index.tsx';
import { Arrivals } from '../arrivals/Arrivals.tsx';
import styles from './BatchScreen.module.css';
import { PageGrid } from './PageGrid.tsx';
import { arrivedSince } from './places.ts';
import { Preview } from './Preview.tsx';
import { Problems } from './Problems.tsx';
import { ReplaceBar, type Replacing } from './ReplaceBar.tsx';
import { Tools } from './Tools.tsx';
import { Tray } from './Tray.tsx';
import { useActions } from './useActions.ts';
import { useEdits } from './useEdits.ts';
import { useSelection } from './useSelection.ts';

/** The papers of one dossier, with all that can be done to them. */
export function Batch({ view }: { view: BatchView }) {
  const { t, sentence } = useEditWords();
  const edits = useEdits(view.fileCode, view);
  const selection = useSelection(view);
  const [columns, setColumns] = useState(1);
  const [reveal, setReveal] = useState(0);
  const [preview, setPreview] = useState(false);
  const [dragged, setDragged] = useState<readonly string[] | null>(null);
  const [replacing, setReplacing] = useState<Replacing | null>(null);
  const actions = useActions({ view, edits, selection, columns, say: sentence, reveal: () => setReveal((n) => n + 1) });
  const dragging = useCallback((on: boolean) => setDragged(on ? [] : null), []);
  const open = useCallback(() => setPreview(true), []);

  const taken = useRef<Replacing | null>(null);
  // Pages that were waited for have come: they go where the bad one is.
  useEffect(() => {
    if (replacing === null || taken.current === replacing) return;
    const come = arrivedSince(view, replacing.files);
    if (come.length === 0) return;
    taken.current = replacing;
    actions.replace(replacing.page, come, () => setReplacing(null));
  }, [view, replacing, actions]);

  const pages = view.documents.reduce((sum, document) => sum + document.pages.length, 0);
  const startReplacing = () => selection.focus !== null && setReplacing({ page: selection.focus, files: view.files.length });
  return (
    <Screen
      title={view.title}
      body="fill"
      aside={<LedgerLine ledger={view.ledger} />}
      lead={
        <>
          <Link to="/dossier/$fileCode" params={{ fileCode: view.fileCode }} className={styles['code']}>
            {view.fileCode}
          </Link>
          {view.sealed && <Tag icon={Lock}>{t('batch.sealed')}</Tag>}
        </>
      }
      bar={<Tools view={view} actions={actions} selection={selection} onOpen={open} onReplace={startReplacing} />}
    >
      <div className={styles['body']}>
        <div className={styles['main']}>
          {edits.failure !== null && (
            <div className={styles['failure']}>
              <Failure error={edits.failure} />
              <button type="button" onClick={edits.forget} className={styles['forget']}>
                {t('toast.dismiss')}
              </button>
            </div>
          )}
          {replacing !== null && (
            <ReplaceBar
              view={view}
              replacing={replacing}
              selection={selection}
              actions={actions}
              onEnd={() => setReplacing(null)}
            />
          )}
          <div className={styles['pages']}>
            {pages === 0 ? (
              <EmptyState
                icon={FileImage}
                title={t('batch.empty')}
                text={t(view.tray.length > 0 ? 'batch.emptyTray' : 'batch.emptyText')}
              />
            ) : (
              <PageGrid
                view={view}
                selection={selection}
                turning={actions.turning}
                reveal={reveal}
                onColumns={setColumns}
                onOpen={open}
                dragging={dragged !== null}
                onDrag={dragging}
                onDrop={(to) => actions.place(dragged ?? [], to)}
              />
            )}
            {preview && selection.focus !== null && (
              <Preview
                view={view}
                page={selection.focus}
                turning={actions.turning.get(selection.focus) ?? 0}
                onGo={(id) => selection.choose(id, 'only')}
                onClose={() => setPreview(false)}
              />
            )}
          </div>
        </div>
        <aside className={styles['side']} aria-label={t('batch.side')}>
          {!view.sealed && (
            <Arrivals
              fileCode={view.fileCode}
              wanted={replacing === null ? null : { page: replacing.page, onScan: () => setReplacing(null) }}
            />
          )}
          <Problems view={view} />
          <Tray
            view={view}
            dragging={dragged !== null}
            onDrag={(ids) => setDragged(ids)}
            onDrop={() => {
              setDragged(null);
              actions.toTray();
            }}
            onRestore={actions.restore}
          />
        </aside>
      </div>
    </Screen>
  );
}

/** What was done, said in a sentence, with its undo beside it. */
function useEditWords() {
  const { t } = useWords();
  const sentence: Parameters<typeof useActions>[0]['say'] = (edit, how, undo) => {
    const done = t(`batch.done.${edit.action}`, { n: edit.pages, documents: edit.documents });
    const words = how === 'done' ? done : t(how === 'undone' ? 'batch.undone' : 'batch.redone', { what: done });
    toast(undo === null ? { words } : { words, undo });
  };
  return { t, sentence };
}
