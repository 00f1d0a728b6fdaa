import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { caps } from '../app/keys.ts';
import styles from './IconButton.module.css';

type Props = Omit<ComponentProps<'button'>, 'children'> & {
  icon: LucideIcon;
  /** Its name, for tooltips and screen readers. */
  label: string;
  /** The key that does the same, told in the tooltip. */
  keys?: string;
  pressed?: boolean;
};

export function IconButton({ icon: Icon, label, keys, pressed, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      className={styles['button']}
      aria-label={label}
      aria-pressed={pressed}
      title={keys === undefined ? label : `${label} (${caps(keys).join('+')})`}
    >
      <Icon size={16} aria-hidden="true" />
    </button>
  );
}
