import type { LucideIcon } from 'lucide-react';
import { useId } from 'react';
import styles from './Choice.module.css';

export interface Option<T extends string> {
  readonly value: T;
  readonly label: string;
  /** Shown instead of the label where space is short; the label stays as its name. */
  readonly short?: string;
  readonly icon?: LucideIcon;
}

/** A few exclusive options side by side: radio buttons, so arrow keys and screen readers know what to do. */
export function Choice<T extends string>(props: {
  label: string;
  value: T;
  options: readonly Option<T>[];
  onChoose: (value: T) => void;
}) {
  const group = useId();
  return (
    <fieldset className={styles['choice']} aria-label={props.label}>
      {props.options.map(({ value, label, short, icon: Icon }) => (
        <label key={value} className={styles['option']} title={label}>
          <input
            type="radio"
            name={group}
            value={value}
            aria-label={label}
            checked={value === props.value}
            onChange={() => props.onChoose(value)}
          />
          {Icon === undefined ? <span>{short ?? label}</span> : <Icon size={15} aria-hidden="true" />}
        </label>
      ))}
    </fieldset>
  );
}
