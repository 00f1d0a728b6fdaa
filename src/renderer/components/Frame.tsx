import { Outlet } from '@tanstack/react-router';
import { useRoute } from '../app/station.tsx';
import { useWords } from '../i18n/index.tsx';
import styles from './Frame.module.css';
import { Rail } from './Rail.tsx';
import { StatusBar } from './StatusBar.tsx';
import { TopBar } from './TopBar.tsx';

/** What surrounds every screen: who and where I am, the road, and whether anything is wrong. */
export function Frame() {
  const { t } = useWords();
  const station = useRoute('station.get', {});
  return (
    <div className={styles['frame']} data-practice={station.data?.practice === true}>
      <a className={styles['skip']} href="#main" onClick={focusMain}>
        {t('app.skip')}
      </a>
      <TopBar station={station.data ?? null} loading={station.isPending} />
      <Rail />
      <main id="main" className={styles['main']} tabIndex={-1}>
        <Outlet />
      </main>
      <StatusBar />
    </div>
  );
}

/** The address after `#` belongs to the router, so the skip link moves the focus itself. */
function focusMain(event: { preventDefault(): void }) {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
