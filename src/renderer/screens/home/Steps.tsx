import { Link } from '@tanstack/react-router';
import type { WorkSummary } from '../../../contract/routes/work.ts';
import { places } from '../../components/road.ts';
import { useWords } from '../../i18n/index.tsx';
import { Card } from './Card.tsx';
import styles from './Table.module.css';

/** Where the dossiers stand on the road. */
export function Steps({ steps }: { steps: WorkSummary['steps'] }) {
  const { t, number } = useWords();
  const most = Math.max(1, ...places.map((place) => steps[place].pages));
  return (
    <Card title={t('home.steps')} wide={5}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col" className={styles['step']}>
              {t('home.step')}
            </th>
            <td className={styles['wide']} />
            <th scope="col" data-figure="true">
              {t('home.stepDossiers')}
            </th>
            <th scope="col" data-figure="true">
              {t('home.stepPages')}
            </th>
          </tr>
        </thead>
        <tbody>
          {places.map((place) => (
            <tr key={place}>
              <th scope="row">
                <Link to="/dossiers" search={{ step: place }} className={styles['link']}>
                  {t(`step.${place}`)}
                </Link>
              </th>
              <td>
                {steps[place].pages > 0 && (
                  <span className={styles['bar']} style={{ width: `${Math.max(1, (steps[place].pages / most) * 100)}%` }} />
                )}
              </td>
              <td data-figure="true">{steps[place].dossiers === 0 ? '·' : number(steps[place].dossiers)}</td>
              <td data-figure="true">{steps[place].pages === 0 ? '·' : number(steps[place].pages)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
