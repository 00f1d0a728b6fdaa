import { useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useRoute } from '../../app/station.tsx';
import { useWords } from '../../i18n/index.tsx';
import { bringsFiles } from './useDropped.ts';
import { UploadCard } from './UploadCard.tsx';
import styles from './UploadsAtWork.module.css';
import { useUploads } from './uploads.ts';

/** Drops that go on while somebody is on another screen; the dossier's own screen shows them itself. */
export function UploadsAtWork() {
  const { t } = useWords();
  const uploads = useUploads();
  const path = useRouterState({ select: (state) => state.location.pathname });
  useEffect(keepWindow, []);
  useGoOnWhenBack();
  const elsewhere = uploads.filter(({ shown }) => path !== `/batch/${shown.fileCode}`);
  if (elsewhere.length === 0) return null;
  return (
    <aside className={styles['uploads']} aria-label={t('arrivals.atWork')}>
      {elsewhere.map((upload) => (
        <UploadCard key={upload.shown.id} upload={upload} withCode />
      ))}
    </aside>
  );
}

/** A file that misses its place must not open in the window and take the workstation with it. */
function keepWindow(): () => void {
  const hold = (event: DragEvent) => {
    if (!bringsFiles(event.dataTransfer) || event.defaultPrevented) return;
    event.preventDefault();
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'none';
  };
  window.addEventListener('dragover', hold);
  window.addEventListener('drop', hold);
  return () => {
    window.removeEventListener('dragover', hold);
    window.removeEventListener('drop', hold);
  };
}

/** A drop that stopped because its person was away goes on when the person is back. */
function useGoOnWhenBack(): void {
  const uploads = useUploads();
  const who = useRoute('session.who', {}).data;
  const latest = uploads.filter(({ shown }) => ['SIGN_IN_NEEDED', 'SESSION_LOCKED'].includes(shown.error?.code ?? ''));
  useEffect(() => {
    if (who != null) for (const { goOn } of latest) goOn();
    // Only the return of the person counts, not a change of the list.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [who]);
}
