import { Link, useParams } from '@tanstack/react-router';
import { useRoute } from '../../app/station.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Screen } from '../../components/Screen.tsx';
import { useWords } from '../../i18n/index.tsx';
import { Batch } from './Batch.tsx';
import styles from './BatchScreen.module.css';

/** A dossier's papers put in order: every page of every document, and the tray. */
export function BatchScreen() {
  const { t } = useWords();
  const { fileCode } = useParams({ from: '/batch/$fileCode' });
  const { data: view, error } = useRoute('pages.list', { fileCode });
  if (view !== undefined) return <Batch key={fileCode} view={view} />;
  return (
    <Screen
      title={fileCode}
      body="fill"
      lead={
        <Link to="/dossier/$fileCode" params={{ fileCode }}>
          {t('batch.toDossier')}
        </Link>
      }
    >
      {error === null ? <Skeleton /> : <Failure error={error.failure} />}
    </Screen>
  );
}

/** Empty frames where pages will stand. */
function Skeleton() {
  const { t } = useWords();
  return (
    <div className={styles['skeleton']} aria-busy="true" aria-label={t('app.loading')}>
      {Array.from({ length: 14 }, (_, n) => (
        <span key={n} />
      ))}
    </div>
  );
}
