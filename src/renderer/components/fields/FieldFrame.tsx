import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { FieldError, Label, Text } from 'react-aria-components';
import styles from './Field.module.css';

export interface FieldProps {
  label: string;
  hint?: ReactNode;
  /** Everything that is wrong with the value, in words. */
  problems?: readonly string[];
  /** Who decided that this cannot be changed here. */
  locked?: string | undefined;
  required?: boolean;
  autoFocus?: boolean;
}

/** Label above, control, then problems and hint: the same for every kind of field. Stands inside a react-aria field. */
export function FieldFrame({ label, hint, problems = [], locked, required, children }: FieldProps & { children: ReactNode }) {
  return (
    <>
      <Label className={styles['label']!}>
        {label}
        {required === true && (
          <span className={styles['required']} aria-hidden="true">
            *
          </span>
        )}
        {locked !== undefined && <Lock size={12} aria-hidden="true" />}
      </Label>
      {children}
      {/* Words of ours: of a field that is told to be invalid react-aria knows no errors. */}
      <FieldError className={styles['problems']!}>
        {problems.map((problem) => (
          <span key={problem}>{problem}</span>
        ))}
      </FieldError>
      {locked !== undefined ? (
        <Text slot="description" className={styles['hint']!}>
          {locked}
        </Text>
      ) : (
        hint !== undefined && (
          <Text slot="description" className={styles['hint']!}>
            {hint}
          </Text>
        )
      )}
    </>
  );
}

/** What every react-aria field takes of our props. */
export function ariaProps({ problems = [], locked, required, autoFocus }: FieldProps) {
  return {
    isInvalid: problems.length > 0,
    validationBehavior: 'aria' as const,
    isRequired: required === true,
    isReadOnly: locked !== undefined,
    autoFocus: autoFocus === true,
    className: styles['field']!,
  };
}
