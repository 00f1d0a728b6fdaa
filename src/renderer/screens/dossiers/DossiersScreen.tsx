import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { FolderPlus, SearchX } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useCommands } from '../../app/commands.ts';
import { useRoute } from '../../app/station.tsx';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Failure } from '../../components/Failure.tsx';
import { SelectField } from '../../components/fields/SelectField.tsx';
import { TextField } from '../../components/fields/TextField.tsx';
import { places, type Place } from '../../components/road.ts';
import { Screen } from '../../components/Screen.tsx';
import { useWords } from '../../i18n/index.tsx';
import { AtWork } from './AtWork.tsx';
import { DossierTable, type Sorting } from './DossierTable.tsx';
import styles from './DossiersScreen.module.css';
import { FirstSteps } from './FirstSteps.tsx';
import { NewDossier } from './NewDossier.tsx';
import { useDossiers } from './useDossiers.ts';

/** Every dossier with its place on the road: found, sorted, opened where its work stands; beside it what runs and what waits. */
export function DossiersScreen() {
  const { t } = useWords();
  const navigate = useNavigate();
  const { step } = useSearch({ strict: false }) as { step?: Place };
  const station = useRoute('station.get', {});
  const role = useRoute('session.who', {}).data?.role;
  const [typed, setTyped] = useState('');
  const [sorting, setSorting] = useState<Sorting>({ order: 'changed', direction: 'desc' });
  const [making, setMaking] = useState(false);
  const text = useDeferredValue(typed.trim());
  const list = useDossiers({ step: step ?? null, text, ...sorting });
  const mayMake = station.data != null && (role === 'clerk' || role === 'supervisor');
  useCommands([
    {
      id: 'dossiers.new',
      label: t('newDossier.title'),
      keys: 'N',
      icon: FolderPlus,
      disabled: !mayMake,
      run: () => setMaking(true),
    },
  ]);
  const chosen: Place | 'all' = step ?? 'all';
  if (list.error !== null && list.total === null) return <Failure error={list.error.failure} />;
  const make = mayMake && (
    <Button icon={FolderPlus} primary keys="N" onClick={() => setMaking(true)}>
      {t('newDossier.title')}
    </Button>
  );
  const dialog = making && station.data != null && (
    <NewDossier agencyCode={station.data.agencyCode} onClose={() => setMaking(false)} />
  );
  if (list.all === 0)
    return (
      <>
        <FirstSteps hasStation={station.data != null} action={make} />
        {dialog}
      </>
    );
  return (
    <Screen
      title={step === undefined ? t('dossiers.title') : t('dossiers.atStep', { step: t(`step.${step}`) })}
      aside={list.total !== null && <span className={styles['total']}>{t('dossiers.count', { n: list.total })}</span>}
      actions={make}
      bar={
        <>
          <div className={styles['find']}>
            <TextField label={t('dossiers.find')} value={typed} onChange={setTyped} maxLength={200} type="search" />
          </div>
          <div className={styles['step']}>
            <SelectField
              label={t('dossiers.step')}
              value={chosen}
              options={[
                { value: 'all', label: t('dossiers.everyStep') },
                ...places.map((place) => ({ value: place, label: t(`step.${place}`) })),
              ]}
              onChange={(next) => void navigate({ to: '/dossiers', search: next === 'all' ? {} : { step: next } })}
            />
          </div>
          {step !== undefined && (
            <Link to="/dossiers" search={{}} className={styles['all']}>
              {t('dossiers.showAll')}
            </Link>
          )}
        </>
      }
      body="fill"
    >
      <div className={styles['screen']}>
        <section className={styles['list']} aria-label={t('dossiers.title')}>
          {list.total === 0 ? (
            <EmptyState
              icon={SearchX}
              title={t(text === '' ? 'dossiers.noneAtStep' : 'dossiers.noneFound')}
              text={t(text === '' ? 'dossiers.noneAtStepText' : 'dossiers.noneFoundText')}
            />
          ) : (
            <DossierTable list={list} sorting={sorting} onSort={setSorting} />
          )}
        </section>
        <AtWork />
      </div>
      {dialog}
    </Screen>
  );
}
