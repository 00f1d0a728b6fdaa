import styles from './Arrivals.module.css';
import { ImportPanel } from './ImportPanel.tsx';
import { ScanPanel, type WantedPage } from './ScanPanel.tsx';

/** How papers come into a dossier: from a scanner, or as files. */
export function Arrivals({ fileCode, wanted }: { fileCode: string; wanted: WantedPage | null }) {
  return (
    <div className={styles['arrivals']}>
      <ScanPanel fileCode={fileCode} wanted={wanted} />
      <ImportPanel fileCode={fileCode} />
    </div>
  );
}
