import { Link, useSearch } from '@tanstack/react-router';
import { useRoute } from '../../app/station.tsx';
import { Failure } from '../../components/Failure.tsx';
import { useWords } from '../../i18n/index.tsx';
import { AtWork } from './AtWork.tsx';
import { DossierTable } from './DossierTable.tsx';
import styles from './DossiersScreen.module.css';
import { FirstSteps } from './FirstSteps.tsx';
import { useDossiers } from './useDossiers.ts';

/** The first window: every dossier with its place on the road, and beside it what runs and what waits for a person. */
export function DossiersScreen() {
  const { t } = useWords();
  const { step } = useSearch({ strict: false });
  const station = useRoute('station.get', {});
  const list = useDossiers(step ?? null);
  if (list.error !== null && list.total === null) return <Failure error={list.error.failure} />;
  if (list.all === 0) return <FirstSteps hasStation={station.data != null} />;
  return (
    <div className={styles['screen']}>
      <section className={styles['list']} aria-labelledby="dossiers-title">
        <div className={styles['head']}>
          <h1 id="dossiers-title">
            {step === undefined ? t('dossiers.title') : t('dossiers.atStep', { step: t(`step.${step}`) })}
          </h1>
          {list.total !== null && <span className={styles['total']}>{t('dossiers.count', { n: list.total })}</span>}
          {step !== undefined && (
            <Link to="/dossiers" search={{}}>
              {t('dossiers.showAll')}
            </Link>
          )}
        </div>
        {list.total === 0 ? <p className={styles['none']}>{t('dossiers.noneAtStep')}</p> : <DossierTable list={list} />}
      </section>
      <AtWork />
    </div>
  );
}
