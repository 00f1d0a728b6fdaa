import { Check, Lock, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox, Switch } from 'react-aria-components';
import styles from './Field.module.css';

interface Props {
  label: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** Some, but not all. */
  mixed?: boolean;
  disabled?: boolean;
  /** Who decided that this cannot be changed here. */
  locked?: string | undefined;
  hint?: ReactNode;
}

/** One of several things that hold together. */
export function CheckField({ label, checked, onChange, mixed = false, disabled = false, locked, hint }: Props) {
  return (
    <div className={styles['field']}>
      <Checkbox
        isSelected={checked}
        isIndeterminate={mixed}
        onChange={onChange}
        isDisabled={disabled}
        isReadOnly={locked !== undefined}
        className={styles['check']!}
      >
        <span className={styles['box']}>
          {mixed ? <Minus size={13} aria-hidden="true" /> : <Check size={13} aria-hidden="true" />}
        </span>
        {label}
        {locked !== undefined && <Lock size={12} aria-hidden="true" />}
      </Checkbox>
      <Hint words={locked ?? hint} />
    </div>
  );
}

/** Something that is on or off, at once. */
export function SwitchField({ label, checked, onChange, disabled = false, locked, hint }: Omit<Props, 'mixed'>) {
  return (
    <div className={styles['field']}>
      <Switch
        isSelected={checked}
        onChange={onChange}
        isDisabled={disabled}
        isReadOnly={locked !== undefined}
        className={styles['check']!}
      >
        <span className={styles['track']} />
        {label}
        {locked !== undefined && <Lock size={12} aria-hidden="true" />}
      </Switch>
      <Hint words={locked ?? hint} />
    </div>
  );
}

function Hint({ words }: { words: ReactNode }) {
  return words === undefined ? null : <span className={styles['hint']}>{words}</span>;
}
