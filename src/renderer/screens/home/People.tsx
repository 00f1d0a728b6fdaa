import type { ProgressView } from '../../../contract/routes/work.ts';
import { useWords } from '../../i18n/index.tsx';
import { Card } from './Card.tsx';
import home from './HomeScreen.module.css';
import styles from './Table.module.css';

const personKinds = ['capture', 'describe', 'sign', 'approve', 'return'] as const;
const machineKinds = ['recognise', 'compose', 'sign', 'seal', 'receipt'] as const;
type Work = ProgressView['work'];

/** Pages of this week by who did what, today's in brackets; the machine has a line of its own below. */
export function People({ work }: { work: Work }) {
  const { t } = useWords();
  const collator = new Intl.Collator('vi');
  const names = [...new Set(work.flatMap(({ account }) => (account === null ? [] : [account])))].toSorted(collator.compare);
  const machine = work.filter(({ account }) => account === null);
  return (
    <Card title={t('home.people')} wide={7}>
      {work.length === 0 ? (
        <p className={home['none']}>{t('home.nobody')}</p>
      ) : (
        <>
          {names.length > 0 && (
            <table className={styles['table']}>
              <thead>
                <tr>
                  <th scope="col">{t('home.person')}</th>
                  {personKinds.map((kind) => (
                    <th key={kind} scope="col" data-figure="true">
                      {t(`work.${kind}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {names.map((name) => (
                  <Row key={name} name={name} kinds={personKinds} work={work.filter(({ account }) => account === name)} />
                ))}
                {names.length > 1 && (
                  <Row name={t('home.sum')} kinds={personKinds} work={work.filter(({ account }) => account !== null)} sum />
                )}
              </tbody>
            </table>
          )}
          {machine.length > 0 && (
            <table className={styles['table']}>
              <thead>
                <tr>
                  <td />
                  {machineKinds.map((kind) => (
                    <th key={kind} scope="col" data-figure="true">
                      {t(`work.${kind}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                <Row name={t('home.machine')} kinds={machineKinds} work={machine} />
              </tbody>
            </table>
          )}
        </>
      )}
    </Card>
  );
}

function Row(props: { name: string; kinds: readonly Work[number]['kind'][]; work: Work; sum?: boolean }) {
  const { t, number } = useWords();
  const total = (kind: Work[number]['kind'], when: 'week' | 'today') =>
    props.work.filter((one) => one.kind === kind).reduce((pages, one) => pages + one[when], 0);
  return (
    <tr data-sum={props.sum === true}>
      <th scope="row">{props.name}</th>
      {props.kinds.map((kind) => {
        const week = total(kind, 'week');
        return (
          <td key={kind} data-figure="true">
            {week === 0 ? '·' : t('home.todayToo', { week: number(week), today: number(total(kind, 'today')) })}
          </td>
        );
      })}
    </tr>
  );
}
