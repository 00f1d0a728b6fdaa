import styles from './Arrivals.module.css';
import { ImportPanel } from './ImportPanel.tsx';
import { OpenUploads } from './OpenUploads.tsx';
import { ScanPanel, type WantedPage } from './ScanPanel.tsx';
import { UploadCard } from './UploadCard.tsx';
import { useUploads } from './uploads.ts';

/** How papers come into a dossier: from a scanner, or as files. */
export function Arrivals({ fileCode, wanted }: { fileCode: string; wanted: WantedPage | null }) {
  const uploads = useUploads().filter(({ shown }) => shown.fileCode === fileCode);
  return (
    <div className={styles['arrivals']}>
      <div className={styles['news']}>
        {uploads.map((upload) => (
          <UploadCard key={upload.shown.id} upload={upload} withCode={false} />
        ))}
        <OpenUploads fileCode={fileCode} />
      </div>
      <ScanPanel fileCode={fileCode} wanted={wanted} />
      <ImportPanel fileCode={fileCode} />
    </div>
  );
}
