import { Ban, ListChecks, Pause, Play, RotateCcw, X } from 'lucide-react';
import { useState } from 'react';
import type { SignBatchView } from '../../../contract/routes/sign.ts';
import { useCommand, useRoute } from '../../app/station.tsx';
import { Button } from '../../components/Button.tsx';
import { Failure } from '../../components/Failure.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useWords } from '../../i18n/index.tsx';
import { BatchResults } from './BatchResults.tsx';
import styles from './Batches.module.css';

/** Batches under way, unfinished ones, and the one that just ended until it is hidden. */
export function Batches() {
  const batches = useRoute('sign.batches', {}).data ?? [];
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [looked, setLooked] = useState<string | null>(null);
  // What ended before this screen was opened is history, unless something of it failed.
  const [openedAt] = useState(() => Date.now());
  const shown = batches.filter(
    ({ id, state, endedAt, failed, own }) =>
      !hidden.has(id) &&
      (state === 'running' ||
        state === 'paused' ||
        state === 'keyless' ||
        (state === 'done' && own && (failed > 0 || (endedAt !== null && Date.parse(endedAt) >= openedAt)))),
  );
  if (shown.length === 0) return null;
  return (
    <div className={styles['batches']}>
      {shown.map((batch) => (
        <Batch
          key={batch.id}
          batch={batch}
          onLook={() => setLooked(batch.id)}
          onHide={() => setHidden(new Set([...hidden, batch.id]))}
        />
      ))}
      {looked !== null && <BatchResults id={looked} onClose={() => setLooked(null)} />}
    </div>
  );
}

function Batch({ batch, onLook, onHide }: { batch: SignBatchView; onLook: () => void; onHide: () => void }) {
  const { t, number } = useWords();
  const { id, state, own, signed, failed, left, documents, pace, subject } = batch;
  const pause = useCommand('sign.pause');
  const resume = useCommand('sign.resume');
  const cancel = useCommand('sign.cancel');
  const retry = useCommand('sign.retry');
  const failure = pause.error ?? resume.error ?? cancel.error ?? retry.error;
  const open = state !== 'done' && state !== 'cancelled';
  return (
    <div className={styles['batch']} data-state={state}>
      <div className={styles['words']}>
        {state === 'running' ? (
          <Progress
            label={t('sign.running', { subject })}
            done={signed + failed}
            of={documents}
            {...(pace === null || pace === 0 ? {} : { rate: t('sign.pace', { n: number(Math.round(60 / pace)) }) })}
            secondsLeft={pace === null ? null : pace * left}
          />
        ) : (
          <p>{wordsOf(batch, t)}</p>
        )}
        {failure !== null && <Failure error={failure.failure} />}
      </div>
      <div className={styles['actions']}>
        {state === 'running' && own && (
          <Button icon={Pause} disabled={pause.isPending} onClick={() => pause.mutate({ id })}>
            {t('sign.pause')}
          </Button>
        )}
        {(state === 'paused' || state === 'keyless') && own && (
          <Button primary icon={Play} disabled={resume.isPending} onClick={() => resume.mutate({ id })}>
            {t('sign.resume')}
          </Button>
        )}
        {failed > 0 && own && state !== 'running' && (
          <Button icon={RotateCcw} disabled={retry.isPending} onClick={() => retry.mutate({ id })}>
            {t('sign.retry')}
          </Button>
        )}
        {open && (
          <Button icon={Ban} tone="bad" disabled={cancel.isPending} onClick={() => cancel.mutate({ id })}>
            {t('sign.cancel')}
          </Button>
        )}
        <Button icon={ListChecks} onClick={onLook}>
          {t('sign.results')}
        </Button>
        {!open && <IconButton icon={X} label={t('sign.dismiss')} onClick={onHide} />}
      </div>
    </div>
  );
}

function wordsOf(batch: SignBatchView, t: ReturnType<typeof useWords>['t']): string {
  const { own, state, account: name, signed, failed, left, subject } = batch;
  if (state === 'done') return failed === 0 ? t('sign.done', { signed }) : t('sign.doneFailed', { signed, failed });
  if (!own) return t('sign.ofOther', { name, signed, left });
  return state === 'keyless' ? t('sign.keyless', { signed, left, subject }) : t('sign.paused', { signed, left });
}
