import { Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useEffect } from 'react';
import { listenForKeys, useCommands } from '../app/commands.ts';
import { useRoute } from '../app/station.tsx';
import { useWords } from '../i18n/index.tsx';
import { Tour } from '../screens/practice/Tour.tsx';
import { UploadsAtWork } from '../screens/arrivals/UploadsAtWork.tsx';
import styles from './Frame.module.css';
import { KeyOverlay } from './KeyOverlay.tsx';
import { Palette } from './Palette.tsx';
import { Rail } from './Rail.tsx';
import { StatusBar } from './StatusBar.tsx';
import { Toasts } from './Toasts.tsx';
import { TopBar } from './TopBar.tsx';

/** What surrounds every screen: who and where I am, the road, and whether anything is wrong. */
export function Frame() {
  const { t } = useWords();
  const station = useRoute('station.get', {});
  useEffect(() => listenForKeys(window), []);
  const navigate = useNavigate();
  const searching = useLocation({ select: ({ pathname }) => pathname === '/search' });
  const search = { id: 'search.go', label: t('search.go'), keys: 'Ctrl+F /', icon: Search, group: t('rail.go') };
  // On its own screen the key goes to the question.
  useCommands(searching ? [] : [{ ...search, run: () => void navigate({ to: '/search' }) }]);
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
      <Toasts />
      <UploadsAtWork />
      <Tour />
      <Palette />
      <KeyOverlay />
    </div>
  );
}

/** The address after `#` belongs to the router, so the skip link moves the focus itself. */
function focusMain(event: { preventDefault(): void }) {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
