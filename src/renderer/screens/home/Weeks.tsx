import type { ProgressView } from '../../../contract/routes/work.ts';
import { useLang, useWords } from '../../i18n/index.tsx';
import { Card } from './Card.tsx';
import styles from './Weeks.module.css';

const kinds = ['capture', 'describe', 'approve', 'receipt'] as const;

/** Two weeks of pages, one small row of bars for each kind of work; a table whose cells are drawn. */
export function Weeks({ days, today }: { days: ProgressView['days']; today: string }) {
  const { t, number, day: dayOf } = useWords();
  const { lang } = useLang();
  const weekdays = days.map(({ day }) => weekdayName(day, lang));
  return (
    <Card title={t('home.weeks')} wide={7}>
      <table className={styles['weeks']}>
        <thead>
          <tr>
            <td />
            {days.map(({ day }, index) => (
              <th key={day} scope="col" data-today={day === today} data-week={index === 7} title={dayOf(day)}>
                <span className={styles['weekday']}>{weekdays[index]}</span>
                {day.slice(8)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => {
            const most = Math.max(1, ...days.map((one) => one[kind]));
            return (
              <tr key={kind}>
                <th scope="row">{t(`home.${kind}`)}</th>
                {days.map((one, index) => (
                  <td key={one.day} data-week={index === 7} data-today={one.day === today}>
                    <div className={styles['cell']}>
                      <span className={styles['figure']}>
                        {one[kind] === 0 ? (one.day > today ? '' : '·') : number(one[kind])}
                      </span>
                      <span
                        className={styles['bar']}
                        data-kind={kind}
                        style={{ height: one[kind] === 0 ? 0 : Math.max(2, Math.round((one[kind] / most) * barHeight)) }}
                      />
                    </div>
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Card>
  );
}

const barHeight = 26;

/** `T2` … `CN`, `Mon` … `Sun`. */
function weekdayName(day: string, lang: 'vi' | 'en'): string {
  const weekday = lang === 'vi' ? 'narrow' : 'short';
  return new Intl.DateTimeFormat(lang, { weekday, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}
