import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import styles from './Button.module.css';

type Props = ComponentProps<'button'> & { icon?: LucideIcon; primary?: boolean };

export function Button({ icon: Icon, primary = false, children, ...rest }: Props) {
  return (
    <button type="button" {...rest} className={styles['button']} data-primary={primary}>
      {Icon !== undefined && <Icon size={15} aria-hidden="true" />}
      {children}
    </button>
  );
}
