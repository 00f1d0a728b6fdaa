import type { BatchView } from '../../../contract/routes/pages.ts';
import { Failure } from '../../components/Failure.tsx';
import { useWords } from '../../i18n/index.tsx';
import styles from './Problems.module.css';

/** Files that could not be captured and pages that could not be read, each with what to do. Nothing is shown while there is none. */
export function Problems({ view }: { view: BatchView }) {
  const { t } = useWords();
  if (view.problems.length === 0) return null;
  return (
    <section className={styles['problems']} aria-labelledby="batch-problems" tabIndex={0}>
      <h2 id="batch-problems">{t('batch.problems', { n: view.problems.length })}</h2>
      <ul>
        {view.problems.slice(0, shown).map(({ file, page, error }) => (
          <li key={page ?? `file ${file}`}>
            <p className={styles['name']} title={view.files[file]?.path}>
              {view.files[file]?.name}
            </p>
            <Failure error={error} />
          </li>
        ))}
      </ul>
      {view.problems.length > shown && (
        <p className={styles['name']}>{t('batch.problemsMore', { n: view.problems.length - shown })}</p>
      )}
    </section>
  );
}

const shown = 20;
