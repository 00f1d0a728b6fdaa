import type { ComponentProps, Ref } from 'react';
import { Input, TextArea, TextField as AriaTextField } from 'react-aria-components';
import styles from './Field.module.css';
import { ariaProps, FieldFrame, type FieldProps } from './FieldFrame.tsx';

type Props = FieldProps & {
  value: string;
  onChange: (value: string) => void;
  /** When the person leaves the field. */
  onBlur?: () => void;
  onFocus?: () => void;
  maxLength?: number;
  placeholder?: string;
  name?: string;
  inputRef?: Ref<HTMLInputElement>;
} & Pick<ComponentProps<'input'>, 'type' | 'autoComplete' | 'inputMode' | 'onKeyDown'>;

/** One line of text. */
export function TextField(props: Props) {
  const {
    value,
    onChange,
    onBlur,
    onFocus,
    maxLength,
    placeholder,
    name,
    type = 'text',
    autoComplete,
    inputMode,
    inputRef,
  } = props;
  return (
    <AriaTextField
      {...ariaProps(props)}
      value={value}
      onChange={onChange}
      type={type}
      {...(onBlur === undefined ? {} : { onBlur })}
      {...(onFocus === undefined ? {} : { onFocus })}
      {...(maxLength === undefined ? {} : { maxLength })}
      {...(name === undefined ? {} : { name })}
      {...(autoComplete === undefined ? {} : { autoComplete })}
      {...(inputMode === undefined ? {} : { inputMode })}
    >
      <FieldFrame {...props}>
        <Input
          className={styles['input']!}
          placeholder={placeholder ?? ''}
          {...(props.onKeyDown === undefined ? {} : { onKeyDown: props.onKeyDown })}
          {...(inputRef === undefined ? {} : { ref: inputRef })}
        />
      </FieldFrame>
    </AriaTextField>
  );
}

/** Several lines of text; grows with what is typed. */
export function AreaField(
  props: Omit<Props, 'type' | 'autoComplete' | 'inputMode' | 'inputRef' | 'onKeyDown'> & { rows?: number },
) {
  const { value, onChange, onBlur, onFocus, maxLength, placeholder, rows = 3 } = props;
  return (
    <AriaTextField
      {...ariaProps(props)}
      value={value}
      onChange={onChange}
      {...(onBlur === undefined ? {} : { onBlur })}
      {...(onFocus === undefined ? {} : { onFocus })}
      {...(maxLength === undefined ? {} : { maxLength })}
    >
      <FieldFrame {...props}>
        <TextArea className={styles['input']!} rows={rows} placeholder={placeholder ?? ''} />
      </FieldFrame>
    </AriaTextField>
  );
}
