import { useProgress, useRoute } from '../../app/station.tsx';
import { About } from '../../components/About.tsx';
import { useWords } from '../../i18n/index.tsx';
import styles from './RunningJobs.module.css';

/** The jobs in hand, each with its live progress. */
export function RunningJobs() {
  const { t } = useWords();
  const running = useRoute('job.list', { state: 'running' }).data ?? [];
  const waiting = useRoute('work.summary', {}).data?.jobs.ready ?? 0;
  const progress = useProgress();
  return (
    <section aria-labelledby="running-title">
      <h2 id="running-title">{t('running.title')}</h2>
      {running.length === 0 && waiting === 0 && <p className={styles['quiet']}>{t('running.idle')}</p>}
      <ul className={styles['jobs']}>
        {running.map((job) => {
          const said = progress.get(job.id);
          const share = said === undefined || said.of === 0 ? undefined : said.done / said.of;
          return (
            <li key={job.id} className={styles['job']}>
              <p className={styles['what']}>
                <strong>{t(`step.${job.step}`)}</strong>
                <span className={styles['about']}>
                  <About about={job.about} />
                </span>
                {said !== undefined && (
                  <span className={styles['pieces']}>{t('running.pieces', { done: said.done, of: said.of })}</span>
                )}
              </p>
              <progress
                className={styles['bar']}
                aria-label={t(`step.${job.step}`)}
                {...(share === undefined ? {} : { value: share })}
              />
              <p className={styles['quiet']}>{job.fileCode}</p>
            </li>
          );
        })}
      </ul>
      {waiting > 0 && <p className={styles['quiet']}>{t('running.waiting', { n: waiting })}</p>}
    </section>
  );
}
