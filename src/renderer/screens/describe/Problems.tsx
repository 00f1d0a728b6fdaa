import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { FieldProblem } from '../../../contract/description.ts';
import { useLang, useWords } from '../../i18n/index.tsx';
import styles from './Problems.module.css';

/** Every problem at once, errors first; each leads to its field. */
export function Problems(props: { problems: readonly FieldProblem[]; onGo: (field: string | null) => void }) {
  const { problems, onGo } = props;
  const { t } = useWords();
  const { lang } = useLang();
  if (problems.length === 0) return null;
  const sorted = [...problems].sort((a, b) => a.severity.localeCompare(b.severity));
  return (
    <ul className={styles['problems']} aria-label={t('describe.problems', { n: problems.length })}>
      {sorted.map((problem) => {
        const Mark = problem.severity === 'error' ? CircleAlert : TriangleAlert;
        return (
          <li key={`${problem.code} ${problem.field}`}>
            <button
              type="button"
              className={styles['problem']}
              data-severity={problem.severity}
              onClick={() => onGo(problem.field)}
            >
              <Mark size={14} aria-hidden="true" />
              <span>
                <span className={styles['kind']}>{t(`describe.${problem.severity}`)}</span> {problem.words[lang]}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
