import { TriangleAlert } from 'lucide-react';
import { useCommand, useRoute } from '../../app/station.tsx';
import { Button } from '../../components/Button.tsx';
import { Failure } from '../../components/Failure.tsx';
import { useWords } from '../../i18n/index.tsx';
import styles from './Arrivals.module.css';

/** Drops that were cut off: what has to be given again, and the two ways to end them. */
export function OpenUploads({ fileCode }: { fileCode: string }) {
  const { t, minute } = useWords();
  const open = useRoute('capture.uploads', { fileCode }).data ?? [];
  const commit = useCommand('capture.commitUpload');
  const cancel = useCommand('capture.cancelUpload');
  const busy = commit.isPending || cancel.isPending;
  const failure = commit.error ?? cancel.error;
  return (
    <>
      {open
        .filter(({ active }) => !active)
        .map(({ upload, by, begunAt, arrived, missing }) => (
          <div key={upload} className={styles['cut']}>
            <p>
              <TriangleAlert size={16} aria-hidden="true" />
              <span>{t('arrivals.cut', { at: minute(begunAt), by, arrived, missing: missing.files })}</span>
            </p>
            {missing.files > 0 && (
              <details>
                <summary>{t('arrivals.missing', { n: missing.files })}</summary>
                <ul>
                  {missing.names.map((name) => (
                    <li key={name}>{name}</li>
                  ))}
                </ul>
              </details>
            )}
            <div className={styles['pair']}>
              <Button disabled={busy || arrived === 0} onClick={() => commit.mutate({ upload, withoutMissing: true })}>
                {t('arrivals.without')}
              </Button>
              <Button disabled={busy} onClick={() => cancel.mutate({ upload })}>
                {t('arrivals.throwAway')}
              </Button>
            </div>
          </div>
        ))}
      {failure !== null && <Failure error={failure.failure} />}
    </>
  );
}
