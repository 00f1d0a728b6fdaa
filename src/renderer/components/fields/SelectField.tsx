import { Check, ChevronDown } from 'lucide-react';
import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import styles from './Field.module.css';
import { ariaProps, FieldFrame, type FieldProps } from './FieldFrame.tsx';

export interface Choosable<T extends string = string> {
  readonly value: T;
  readonly label: string;
  /** A code shown before the label and found by typing it. */
  readonly code?: string;
}

/** One of a closed list; typing jumps to what begins so. */
export function SelectField<T extends string>(
  props: FieldProps & { value: T | null; options: readonly Choosable<T>[]; onChange: (value: T) => void; placeholder?: string },
) {
  const { value, options, onChange, placeholder } = props;
  const { isReadOnly, ...aria } = ariaProps(props);
  return (
    <Select
      {...aria}
      isDisabled={isReadOnly}
      value={value}
      onChange={(key) => key !== null && onChange(key as T)}
      placeholder={placeholder ?? '—'}
    >
      <FieldFrame {...props}>
        <Button className={`${styles['input']} ${styles['select']}`}>
          <SelectValue className={styles['value']!} />
          <ChevronDown size={16} aria-hidden="true" />
        </Button>
        <Popover className={styles['popover']!}>
          <ListBox className={styles['list']!}>
            {options.map((option) => (
              <ListBoxItem key={option.value} id={option.value} textValue={option.label} className={styles['option']!}>
                {({ isSelected }) => (
                  <>
                    {option.code !== undefined && <span className={styles['code']}>{option.code}</span>}
                    <span className={styles['value']}>{option.label}</span>
                    {isSelected && <Check size={14} aria-hidden="true" />}
                  </>
                )}
              </ListBoxItem>
            ))}
          </ListBox>
        </Popover>
      </FieldFrame>
    </Select>
  );
}
