import type { DossierDetail } from '../../../contract/views.ts';
import { Failure } from '../../components/Failure.tsx';
import { useWords } from '../../i18n/index.tsx';
import styles from './Problems.module.css';

/** Files that could not be captured, each with its reason: listed, never dropped. */
export function Problems({ problems }: { problems: DossierDetail['problems'] }) {
  const { t } = useWords();
  return (
    <section className={styles['problems']} aria-labelledby="problems-title">
      <h2 id="problems-title">{t('dossier.problems')}</h2>
      <p className={styles['hint']}>{t('dossier.problemsHint')}</p>
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.source} ${problem.page ?? ''} ${problem.error.code}`}>
            <p className={styles['source']} title={problem.source}>
              <span>{baseName(problem.source)}</span> {problem.page !== null && `(${t('fields.where', { n: problem.page })})`}
            </p>
            <Failure error={problem.error} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The last part of a path of either kind of system. */
function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
