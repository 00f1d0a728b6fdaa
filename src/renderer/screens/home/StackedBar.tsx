import type { Part } from './parts.ts';
import styles from './StackedBar.module.css';

/** A whole in four parts. The figures stand beside it in words: for a screen reader it is one sentence. */
export function StackedBar({ parts, label, tall = false }: { parts: readonly Part[]; label: string; tall?: boolean }) {
  return (
    <div role="img" aria-label={label} className={styles['bar']} data-tall={tall}>
      {parts.map(
        ({ name, percent }) =>
          percent > 0 && <span key={name} className={styles['part']} data-part={name} style={{ width: `${percent}%` }} />,
      )}
    </div>
  );
}
