import type { ComponentProps } from 'react';
import { useWords } from '../../i18n/index.tsx';
import { TextField } from './TextField.tsx';
import { typedDate } from '../../../contract/typed-date.ts';

/** A day as DD/MM/YYYY; `5/3/2009` and `050309` are put right when the person leaves the field. */
export function DateField(props: Omit<ComponentProps<typeof TextField>, 'type' | 'inputMode' | 'maxLength'>) {
  const { t } = useWords();
  const { value, onChange, onBlur } = props;
  return (
    <TextField
      {...props}
      inputMode="numeric"
      maxLength={20}
      placeholder={t('field.datePattern')}
      onBlur={() => {
        const day = typedDate(value);
        if (day !== null && day !== value) onChange(day);
        onBlur?.();
      }}
    />
  );
}
