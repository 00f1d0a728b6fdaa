import { Link } from '@tanstack/react-router';
import { CircleCheck, CirclePause } from 'lucide-react';
import type { ProgressView } from '../../../contract/routes/work.ts';
import { useWords } from '../../i18n/index.tsx';
import { Card } from './Card.tsx';
import home from './HomeScreen.module.css';
import styles from './Stuck.module.css';

/** What a person must look at, by its reason: the sentence of the failure, how often, and one dossier to begin with. */
export function Stuck({ stuck }: { stuck: ProgressView['stuck'] }) {
  const { t, explain } = useWords();
  return (
    <Card title={t('home.stuck')} wide={5} aside={stuck.length > 0 && <Link to="/parked">{t('home.see')}</Link>}>
      {stuck.length === 0 ? (
        <p className={home['none']}>
          <CircleCheck size={16} aria-hidden="true" />
          {t('home.stuckNothing')}
        </p>
      ) : (
        <ul className={styles['reasons']}>
          {stuck.map(({ step, error, jobs, fileCode }) => (
            <li key={`${step} ${error.code}`} className={styles['reason']}>
              <CirclePause size={16} aria-hidden="true" />
              <div>
                <p>{explain(error).what}</p>
                <p className={home['quiet']}>
                  <Link to="/dossier/$fileCode" params={{ fileCode }}>
                    {t('home.stuckAt', { n: jobs, step: t(`step.${step}`), code: fileCode })}
                  </Link>
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
