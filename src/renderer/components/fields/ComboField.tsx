import { ChevronDown } from 'lucide-react';
import type { ComponentProps, KeyboardEvent, ReactNode } from 'react';
import { Button, ComboBox, Input, InputContext, ListBox, ListBoxItem, Popover, useSlottedContext } from 'react-aria-components';
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
    /** Several lines of text, as many as this to begin with. */
    rows?: number;
  },
) {
  const { value, onChange, suggestions, onFocus, onBlur, maxLength, openLabel, rows } = props;
  const length = maxLength === undefined ? {} : { maxLength };
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
        <div className={styles['with']} ref={takeFocusBack}>
          {rows === undefined ? <Input className={styles['input']!} {...length} /> : <Area rows={rows} {...length} />}
          <Button className={styles['arrow']!} aria-label={openLabel}>
            <ChevronDown size={16} aria-hidden="true" />
          </Button>
        </div>
        <Popover className={styles['popover']!}>
          <ListBox className={styles['list']!} data-wrap={rows !== undefined}>
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

/**
 * When a dialog closes, react-aria asks whoever had the focus before to take it back, and a combo box's collection answers for its input:
 * it keeps the question and focuses nothing (useSelectableCollection). Not asked, the input gets its focus as every other field does.
 */
function takeFocusBack(node: HTMLElement | null): (() => void) | undefined {
  const keep = (event: Event) => event.stopPropagation();
  node?.addEventListener('react-aria-focus-scope-restore', keep, { capture: true });
  return () => node?.removeEventListener('react-aria-focus-scope-restore', keep, { capture: true });
}

/** The combo box's input with lines to move between: the arrows open no list, only typing and the button do. */
function Area({ rows, maxLength }: { rows: number; maxLength?: number }) {
  const context = useSlottedContext(InputContext) ?? {};
  const { onKeyDown, type: _type, ref, ...given } = context as ComponentProps<'textarea'> & { type?: string };
  const keyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const moves = event.key === 'ArrowUp' || event.key === 'ArrowDown';
    if (!moves || String(given['aria-expanded']) === 'true') onKeyDown?.(event);
  };
  return (
    <textarea
      {...given}
      ref={ref}
      rows={rows}
      className={styles['input']}
      onKeyDown={keyDown}
      {...(maxLength === undefined ? {} : { maxLength })}
    />
  );
}
