import { CircleCheck } from 'lucide-react';
import { useRoute } from '../app/station.tsx';
import { ParkedJob } from '../components/ParkedJob.tsx';
import { useWords } from '../i18n/index.tsx';
import styles from './Screen.module.css';

/** Everything the machine could not finish by itself. */
export function ParkedScreen() {
  const { t } = useWords();
  const parked = useRoute('job.list', { state: 'parked', limit: 500 }).data;
  return (
    <section className={styles['screen']} aria-labelledby="parked-screen">
      <h1 id="parked-screen">{t('parked.title')}</h1>
      <p className={styles['lead']}>{t('parked.lead')}</p>
      {parked?.length === 0 && (
        <p className={styles['none']}>
          <CircleCheck size={18} aria-hidden="true" />
          {t('parked.none')}
        </p>
      )}
      <ul className={styles['cards']}>
        {parked?.map((job) => (
          <ParkedJob key={job.id} job={job} />
        ))}
      </ul>
    </section>
  );
}
