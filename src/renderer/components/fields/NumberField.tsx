import { Input, NumberField as AriaNumberField } from 'react-aria-components';
import styles from './Field.module.css';
import { ariaProps, FieldFrame, type FieldProps } from './FieldFrame.tsx';

/** A whole number between `min` and `max`; null while it is empty. */
export function NumberField(
  props: FieldProps & { value: number | null; onChange: (value: number | null) => void; min?: number; max?: number },
) {
  const { value, onChange, min, max } = props;
  return (
    <AriaNumberField
      {...ariaProps(props)}
      value={value ?? Number.NaN}
      onChange={(next) => onChange(Number.isNaN(next) ? null : next)}
      formatOptions={{ maximumFractionDigits: 0 }}
      {...(min === undefined ? {} : { minValue: min })}
      {...(max === undefined ? {} : { maxValue: max })}
    >
      <FieldFrame {...props}>
        <Input className={styles['input']!} />
      </FieldFrame>
    </AriaNumberField>
  );
}
