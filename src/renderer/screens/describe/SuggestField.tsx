import type { SuggestedField } from '../../../contract/routes/describe.ts';
import { useRoute } from '../../app/station.tsx';
import { useKept } from '../../app/useKept.ts';
import { ComboField } from '../../components/fields/ComboField.tsx';
import { useWords } from '../../i18n/index.tsx';

/** Text that was probably typed before: earlier confirmed values are offered, the most used first. */
export function SuggestField(props: {
  field: SuggestedField;
  label: string;
  value: string;
  /** Typed by this person just now: then the list follows what is typed; else it offers what is used most. */
  typed: boolean;
  onChange: (value: string) => void;
  required?: boolean;
  problems?: readonly string[];
  locked?: string | undefined;
  maxLength: number;
  rows?: number;
}) {
  const { field, label, value, typed, onChange, required = false, problems, locked, maxLength, rows } = props;
  const { t } = useWords();
  const found = useKept(useRoute('describe.suggest', { field, text: typed ? value : '' }).data);
  return (
    <ComboField
      label={label}
      required={required}
      openLabel={t('describe.earlier')}
      value={value}
      onChange={onChange}
      maxLength={maxLength}
      {...(rows === undefined ? {} : { rows })}
      suggestions={(found?.values ?? []).map((term) => ({ value: term.value, note: t('describe.uses', { n: term.uses }) }))}
      {...(problems === undefined ? {} : { problems })}
      locked={locked}
    />
  );
}
