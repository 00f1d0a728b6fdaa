import { Link } from '@tanstack/react-router';
import { useRoute } from '../../app/station.tsx';
import { ParkedJob } from '../../components/ParkedJob.tsx';
import { useWords } from '../../i18n/index.tsx';
import styles from './AtWork.module.css';
import { RunningJobs } from './RunningJobs.tsx';

const shownParked = 3;

/** Beside the list: what the machine is doing, and what it could not do. */
export function AtWork() {
  const { t } = useWords();
  const parked = useRoute('job.list', { state: 'parked' }).data ?? [];
  return (
    <aside className={styles['aside']}>
      <RunningJobs />
      {parked.length > 0 && (
        <section className={styles['parked']} aria-labelledby="parked-title">
          <h2 id="parked-title">{t('parked.title')}</h2>
          <ul>
            {parked.slice(0, shownParked).map((job) => (
              <ParkedJob key={job.id} job={job} />
            ))}
          </ul>
          {parked.length > shownParked && <Link to="/parked">{t('parked.more', { n: parked.length })}</Link>}
        </section>
      )}
    </aside>
  );
}
