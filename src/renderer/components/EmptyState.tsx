import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

/** Nothing here, why, and what to do about it. */
export function EmptyState(props: { icon: LucideIcon; title: string; text?: string; actions?: ReactNode }) {
  const { icon: Icon, title, text, actions } = props;
  return (
    <div className={styles['empty']}>
      <Icon size={32} strokeWidth={1.5} aria-hidden="true" />
      <h2>{title}</h2>
      {text !== undefined && <p>{text}</p>}
      {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
    </div>
  );
}
