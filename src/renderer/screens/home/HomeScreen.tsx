import { useNavigate } from '@tanstack/react-router';
import { ClipboardList, Printer } from 'lucide-react';
import { useCommands } from '../../app/commands.ts';
import { useRoute } from '../../app/station.tsx';
import { Button } from '../../components/Button.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Screen } from '../../components/Screen.tsx';
import { useWords } from '../../i18n/index.tsx';
import { ExportMenu } from './ExportMenu.tsx';
import { FirstDay } from './FirstDay.tsx';
import { Headline } from './Headline.tsx';
import styles from './HomeScreen.module.css';
import { Line } from './Line.tsx';
import { Mine } from './Mine.tsx';
import { People } from './People.tsx';
import { Shares } from './Shares.tsx';
import { Steps } from './Steps.tsx';
import { Stuck } from './Stuck.tsx';
import { Weeks } from './Weeks.tsx';

/** What a leader sees first: will it be finished in time; then what waits, what is stuck, and who did what. */
export function HomeScreen() {
  const { t, day } = useWords();
  const navigate = useNavigate();
  const progress = useRoute('progress.get', {});
  const work = useRoute('work.summary', {});
  const station = useRoute('station.get', {}).data;
  const openPlan = () => void navigate({ to: '/plan' });
  const print = () => window.print();
  useCommands([
    { id: 'home.print', label: t('home.print'), keys: 'Ctrl+P', icon: Printer, group: t('home.title'), run: print },
    { id: 'home.plan', label: t('home.plan'), icon: ClipboardList, group: t('home.title'), run: openPlan },
  ]);
  const error = progress.error ?? work.error;
  if (error !== null && (progress.data === undefined || work.data === undefined)) return <Failure error={error.failure} />;
  const view = progress.data;
  const now = work.data;
  const isEmpty = view !== undefined && now !== undefined && now.dossiers === 0 && !view.planned;
  if (isEmpty) return <FirstDay />;
  return (
    <Screen
      title={t('home.title')}
      actions={
        <>
          <Button icon={ClipboardList} onClick={openPlan}>
            {t('home.plan')}
          </Button>
          <ExportMenu />
          <Button icon={Printer} keys="Ctrl+P" onClick={print}>
            {t('home.print')}
          </Button>
        </>
      }
    >
      {view === undefined || now === undefined ? (
        <div className={styles['skeleton']} role="status" aria-label={t('app.loading')} />
      ) : (
        <div className={styles['home']}>
          <p className={styles['printed']}>{t('home.printed', { agency: station?.agencyName ?? '', day: day(view.today) })}</p>
          <Headline view={view} />
          <Mine mine={now.mine} waiting={now.waiting} />
          <Stuck stuck={view.stuck} />
          <Line queue={now.queue} />
          <Shares view={view} />
          <Weeks days={view.days} today={view.today} />
          <People work={view.work} />
          <Steps steps={now.steps} />
        </div>
      )}
    </Screen>
  );
}
