import { Printer } from 'lucide-react';
import type { RouteOutput } from '../../../contract/routes.ts';
import { useWords } from '../../i18n/index.tsx';
import styles from './Arrivals.module.css';

/** No scanner: what was looked for, how to connect one, and that there is another way in. */
export function NoScanner({ looked }: { looked: RouteOutput<'devices.list'>['looked'] }) {
  const { t, explain } = useWords();
  const problems = looked.flatMap(({ problem }) => (problem === null ? [] : [problem]));
  return (
    <div className={styles['none']}>
      <p className={styles['noneTitle']}>
        <Printer size={18} aria-hidden="true" />
        <strong>{t('scan.none')}</strong>
      </p>
      <p>
        {looked.length === 0
          ? t('scan.noDriver')
          : t('scan.lookedFor', { drivers: looked.map(({ driver }) => t(`scan.driver.${driver}`)).join(', ') })}
      </p>
      {problems.map((problem) => {
        const { what, todo } = explain(problem);
        return (
          <p key={problem.code}>
            {what} {todo}
          </p>
        );
      })}
      {problems.length === 0 && looked.length > 0 && <p>{t('scan.connect')}</p>}
      <p>{t('scan.otherWay')}</p>
    </div>
  );
}
