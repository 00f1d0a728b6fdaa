import { Link } from '@tanstack/react-router';
import { CirclePause, RotateCcw } from 'lucide-react';
import { useCommand } from '../app/station.tsx';
import type { JobView } from '../../contract/views.ts';
import { useWords } from '../i18n/index.tsx';
import { About } from './About.tsx';
import { Button } from './Button.tsx';
import { Failure } from './Failure.tsx';
import styles from './ParkedJob.module.css';

/** A job the machine gave up on, with the three sentences of its failure and the one decision a person can take. */
export function ParkedJob({ job }: { job: JobView }) {
  const { t, explain } = useWords();
  const retry = useCommand('job.retry');
  const words = job.error === null ? null : explain(job.error);
  return (
    <li className={styles['job']}>
      <p className={styles['head']}>
        <CirclePause size={16} aria-hidden="true" />
        <strong>{t(`step.${job.step}`)}</strong>
        <Link to="/dossier/$fileCode" params={{ fileCode: job.fileCode }}>
          {job.fileCode}
        </Link>
      </p>
      <p className={styles['about']}>
        <About about={job.about} />
        <span className={styles['attempts']}>{t('parked.attempts', { n: job.attempts })}</span>
      </p>
      {words !== null && (
        <dl className={styles['words']}>
          <dt>{t('parked.what')}</dt>
          <dd className={styles['what']}>{words.what}</dd>
          <dt>{t('parked.safe')}</dt>
          <dd>{words.safe}</dd>
          <dt>{t('parked.todo')}</dt>
          <dd className={styles['todo']}>{words.todo}</dd>
        </dl>
      )}
      {retry.error !== null && <Failure error={retry.error.failure} />}
      <Button icon={RotateCcw} disabled={retry.isPending} onClick={() => retry.mutate({ id: job.id })}>
        {t('parked.retry')}
      </Button>
    </li>
  );
}
