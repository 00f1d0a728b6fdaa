import { Link } from '@tanstack/react-router';
import { CalendarCheck, CalendarX } from 'lucide-react';
import type { ProgressView } from '../../../contract/routes/work.ts';
import { Tag } from '../../components/Tag.tsx';
import { useWords } from '../../i18n/index.tsx';
import styles from './Headline.module.css';
import { partsOf, percentDone } from './parts.ts';
import { StackedBar } from './StackedBar.tsx';

/** The one sentence a leader came for, what it rests on, and the whole as a bar. */
export function Headline({ view }: { view: ProgressView }) {
  const { t, number } = useWords();
  const parts = partsOf(view.whole);
  const label = t(view.planned ? 'home.whole' : 'home.wholeStation', { n: percentDone(view.whole) });
  return (
    <section className={styles['headline']} aria-label={label}>
      <Sentence view={view} />
      <StackedBar parts={parts} label={label} tall />
      <dl className={styles['legend']}>
        {parts
          .filter(({ name, pages }) => name === 'done' || pages > 0)
          .map(({ name, pages, percent }) => (
            <div key={name}>
              <dt>
                <span className={styles['swatch']} data-part={name} aria-hidden="true" />
                {t(`home.${name}`)}
              </dt>
              <dd>
                {number(pages)} ({t('home.percent', { n: Math.floor(percent) })})
              </dd>
            </div>
          ))}
      </dl>
      {view.unplaced.dossiers > 0 && (
        <p className={styles['basis']}>
          {t('home.unplaced', { n: view.unplaced.dossiers, pages: view.unplaced.pages })} <Link to="/plan">{t('home.plan')}</Link>
        </p>
      )}
    </section>
  );
}

function Sentence({ view: { forecast, planned } }: { view: ProgressView }) {
  const { t, day } = useWords();
  const sentence = (() => {
    switch (forecast.kind) {
      case 'nothing':
        return t('home.nothing');
      case 'finished':
        return t('home.finished');
      case 'sending':
        return t('home.leftSending', { n: forecast.left });
      case 'unknown':
        return t('home.leftUnknown', { n: forecast.left });
      case 'dated':
        return t('home.left', { n: forecast.left, day: day(forecast.finish) });
    }
  })();
  return (
    <>
      <div className={styles['line']}>
        <p className={styles['sentence']}>{sentence}</p>
        {forecast.kind === 'dated' && forecast.due !== null && (
          <Tag tone={forecast.late > 0 ? 'look' : 'accent'} icon={forecast.late > 0 ? CalendarX : CalendarCheck}>
            {forecast.late > 0
              ? t('home.late', { n: forecast.late, day: day(forecast.due) })
              : t('home.inTime', { day: day(forecast.due) })}
          </Tag>
        )}
      </div>
      {forecast.kind === 'dated' && (
        <p className={styles['basis']}>{t('home.basis', { pace: forecast.pace, days: forecast.days })}</p>
      )}
      {forecast.kind === 'unknown' && (
        <p className={styles['basis']}>{t('home.basisUnknown', { wanted: forecast.wanted, days: forecast.days })}</p>
      )}
      {!planned && (
        <p className={styles['basis']}>
          {t('home.noPlan')} <Link to="/plan">{t('home.makePlan')}</Link>
        </p>
      )}
    </>
  );
}
