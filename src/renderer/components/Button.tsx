import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import styles from './Button.module.css';
import { Kbd } from './Kbd.tsx';

type Props = ComponentProps<'button'> & {
  icon?: LucideIcon;
  /** The one thing to do here. */
  primary?: boolean;
  /** `bad`: cannot be undone, or refuses something. */
  tone?: 'plain' | 'bad';
  /** The key that does the same, shown on the button; the key itself belongs to a command. */
  keys?: string;
};

export function Button({ icon: Icon, primary = false, tone = 'plain', keys, children, ...rest }: Props) {
  return (
    <button type="button" {...rest} className={styles['button']} data-primary={primary} data-tone={tone}>
      {Icon !== undefined && <Icon size={15} aria-hidden="true" />}
      {children}
      {keys !== undefined && (
        <span className={styles['keys']} aria-hidden="true">
          <Kbd keys={keys} />
        </span>
      )}
    </button>
  );
}
