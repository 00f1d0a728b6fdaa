import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, ComboBox, Input, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import styles from './Field.module.css';
import { ariaProps, FieldFrame, type FieldProps } from './FieldFrame.tsx';

export interface Suggestion {
  readonly value: string;
  /** Beside the value, quiet: how often, when. */
  readonly note?: ReactNode;
}

/** Free text with suggestions; the caller finds them (`suggestions` belong to the present `value`). Taking one is never forced. */
export function ComboField(
  props: FieldProps & {
    value: string;
    onChange: (value: string) => void;
    suggestions: readonly Suggestion[];
    onFocus?: () => void;
    onBlur?: () => void;
    maxLength?: number;
    /** Names the arrow that opens the list. */
    openLabel: string;
  },
) {
  const { value, onChange, suggestions, onFocus, onBlur, maxLength, openLabel } = props;
  return (
    <ComboBox
      {...ariaProps(props)}
      allowsCustomValue
      menuTrigger="input"
      inputValue={value}
      onInputChange={onChange}
      items={suggestions.map((suggestion) => ({ ...suggestion, id: suggestion.value }))}
      defaultFilter={() => true}
      {...(onFocus === undefined ? {} : { onFocus })}
      {...(onBlur === undefined ? {} : { onBlur })}
    >
      <FieldFrame {...props}>
        <div className={styles['with']}>
          <Input className={styles['input']!} {...(maxLength === undefined ? {} : { maxLength })} />
          <Button className={styles['arrow']!} aria-label={openLabel}>
            <ChevronDown size={16} aria-hidden="true" />
          </Button>
        </div>
        <Popover className={styles['popover']!}>
          <ListBox className={styles['list']!}>
            {({ id, value: words, note }: Suggestion & { id: string }) => (
              <ListBoxItem id={id} textValue={words} className={styles['option']!}>
                <span className={styles['value']}>{words}</span>
                {note !== undefined && <span className={styles['code']}>{note}</span>}
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </FieldFrame>
    </ComboBox>
  );
}
