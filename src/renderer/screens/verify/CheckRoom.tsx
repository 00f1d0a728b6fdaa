import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Check, CheckPage, CheckView } from '../../../contract/routes/verify.ts';
import { useCommands } from '../../app/commands.ts';
import { useCommand } from '../../app/station.tsx';
import { toast } from '../../app/toasts.ts';
import { Failure } from '../../components/Failure.tsx';
import { useWords } from '../../i18n/index.tsx';
import { ApproveDialog } from './ApproveDialog.tsx';
import styles from './CheckRoom.module.css';
import { PagePane } from './PagePane.tsx';
import { ReturnDialog } from './ReturnDialog.tsx';
import { firstDue, nextDue } from './rules.ts';
import { Side } from './Side.tsx';
import { Strip } from './Strip.tsx';

/** Looking page by page: the strip says what is left, the page is large, the description stands beside it. */
export function CheckRoom({ view, check }: { view: CheckView; check: Check }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { fileCode } = view;
  const { pages, findings } = check;
  const [at, setAt] = useState(() => firstDue(pages));
  const [compare, setCompare] = useState<'no' | 'instead' | 'beside'>('no');
  const [dossierSide, setDossierSide] = useState(false);
  const [dialog, setDialog] = useState<'none' | 'return' | 'approve'>('none');
  // Marked here and on its way to the engine: the strip does not wait for the answer.
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const seen = useCommand('verify.seen', { quiet: true });
  const widen = useCommand('verify.begin');
  const undo = useCommand('verify.undoReturn');
  const sendBack = useCommand('verify.sendBack', {
    onDone: ({ findings: n }) => {
      toast({ words: t('verify.sentBack', { n, fileCode }), tone: 'look', undo: () => undo.mutate({ fileCode }) });
      void navigate({ to: '/verify' });
    },
  });

  const index = Math.min(at, pages.length - 1);
  const page = pages[index];
  const isSeen = (one: CheckPage) => one.seen || marked.has(one.print);
  const left = pages.filter((one) => !isSeen(one)).length;
  useNextImage(pages[index + 1]);

  const go = (to: number) => {
    setAt(Math.max(0, Math.min(pages.length - 1, to)));
    setCompare((before) => (before === 'instead' ? 'no' : before));
  };
  function pass(): void {
    if (page === undefined) return;
    const { pageId, print } = page;
    if (!isSeen(page)) seen.mutate({ fileCode, pages: [{ pageId, print }] });
    const after = new Set([...marked, print]);
    setMarked(after);
    go(nextDue(pages, index, (one) => one.seen || after.has(one.print)));
  }
  const decide = () => {
    if (findings.length > 0) sendBack.mutate({ fileCode });
    else if (left === 0) setDialog('approve');
  };

  const group = t('verify.group');
  useCommands([
    { id: 'verify.pass', label: t('verify.pass'), keys: 'A Space', group, run: pass },
    { id: 'verify.return', label: t('verify.return'), keys: 'R', group, run: () => setDialog('return') },
    { id: 'verify.next', label: t('verify.next'), keys: 'ArrowRight PageDown', group, keyOnly: true, run: () => go(index + 1) },
    { id: 'verify.back', label: t('verify.previous'), keys: 'ArrowLeft PageUp', group, keyOnly: true, run: () => go(index - 1) },
    {
      id: 'verify.nextDue',
      label: t('verify.nextDue'),
      keys: 'N',
      group,
      run: () => go(nextDue(pages, index, isSeen)),
    },
    {
      id: 'verify.compare',
      label: t('verify.compare'),
      keys: 'C',
      group,
      run: () => setCompare(compare === 'instead' ? 'no' : 'instead'),
    },
    {
      id: 'verify.beside',
      label: t('verify.beside'),
      keys: 'Shift+C',
      group,
      run: () => setCompare(compare === 'beside' ? 'no' : 'beside'),
    },
    { id: 'verify.side', label: t('verify.showDossier'), keys: 'D', group, run: () => setDossierSide(!dossierSide) },
    {
      id: 'verify.decide',
      label: findings.length > 0 ? t('verify.sendBack', { n: findings.length }) : t('verify.approve'),
      keys: 'Ctrl+Enter',
      group,
      disabled: findings.length === 0 && left > 0,
      run: decide,
    },
    {
      id: 'verify.widen',
      label: t('verify.widen'),
      group,
      disabled: check.mode === 'full',
      run: () => widen.mutate({ fileCode, mode: 'full' }),
    },
  ]);

  if (page === undefined) return null;
  const document = view.documents.find(({ id }) => id === page.documentId)!;
  const failed = seen.error ?? sendBack.error ?? undo.error ?? widen.error;
  return (
    <div className={styles['room']}>
      <Strip view={view} check={check} at={index} isSeen={isSeen} left={left} onGo={go} />
      <div className={styles['centre']}>
        {failed !== null && <Failure error={failed.failure} />}
        <PagePane
          page={page}
          document={document}
          compare={compare}
          onCompare={setCompare}
          onPass={pass}
          onReturn={() => setDialog('return')}
        />
      </div>
      <Side
        view={view}
        check={check}
        document={document}
        dossier={dossierSide}
        onDossier={setDossierSide}
        left={left}
        busy={sendBack.isPending}
        onDecide={decide}
      />
      {dialog === 'return' && (
        <ReturnDialog
          key={page.pageId}
          view={view}
          page={page}
          document={document}
          onClose={() => setDialog('none')}
          onNoted={() => {
            setDialog('none');
            go(nextDue(pages, index, (one) => isSeen(one) || one.pageId === page.pageId));
          }}
        />
      )}
      {dialog === 'approve' && (
        <ApproveDialog
          view={view}
          check={check}
          onClose={() => setDialog('none')}
          onApproved={(n) => {
            toast({ words: t('verify.approved', { fileCode, n }), tone: 'good' });
            void navigate({ to: '/verify' });
          }}
        />
      )}
    </div>
  );
}

/** The next page is in the browser before it is asked for: pages are turned every second or two. */
function useNextImage(next: CheckPage | undefined): void {
  const digest = next?.image;
  useEffect(() => {
    if (digest !== undefined) new Image().src = `/blob/${digest}`;
  }, [digest]);
}
