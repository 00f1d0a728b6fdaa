import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
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
  // What is done without trouble was said in a toast.
  const elsewhere = uploads.filter(
    ({ shown }) => path !== `/batch/${shown.fileCode}` && (shown.result === null || shown.result.refused.length > 0),
  );
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
  const who = useRoute('session.who', {}).data;
  const held = useUploads().filter(({ shown }) => ['SIGN_IN_NEEDED', 'SESSION_LOCKED'].includes(shown.error?.code ?? ''));
  const latest = useRef(held);
  useEffect(() => {
    latest.current = held;
  });
  useEffect(() => {
    if (who != null) for (const { goOn } of latest.current) goOn();
  }, [who]);
}
