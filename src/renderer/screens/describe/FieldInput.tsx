import type { FieldName } from '../../../contract/vocabulary.ts';
import { DateField } from '../../components/fields/DateField.tsx';
import { TextField } from '../../components/fields/TextField.tsx';
import { useLang, useWords } from '../../i18n/index.tsx';
import { required } from './rules.ts';
import { SuggestField } from './SuggestField.tsx';
import { TypeField } from './TypeField.tsx';

/** The control each field of a document is typed into. Lengths: Circular 05/2025, Annex III §1.6. */
export function FieldInput(props: {
  name: FieldName;
  value: string;
  typed: boolean;
  onChange: (value: string) => void;
  errorsIn: (lang: 'vi' | 'en') => readonly string[];
  locked: string | undefined;
}) {
  const { name, value, typed, onChange, errorsIn, locked } = props;
  const { t } = useWords();
  const { lang } = useLang();
  const common = {
    label: t(`field.${name}`),
    value,
    onChange,
    required: required.has(name),
    problems: errorsIn(lang),
    locked,
  };
  switch (name) {
    case 'typeName':
      return <TypeField label={common.label} code={value} onCode={onChange} problems={common.problems} locked={locked} />;
    case 'codeNumber':
      return <TextField {...common} maxLength={11} autoComplete="off" />;
    case 'codeNotation':
      return <SuggestField field={name} typed={typed} maxLength={30} {...common} />;
    case 'issuedDate':
      return <DateField {...common} autoComplete="off" />;
    case 'organName':
      return <SuggestField field={name} typed={typed} maxLength={200} {...common} />;
    case 'subject':
      return <SuggestField field={name} typed={typed} rows={3} maxLength={500} {...common} />;
    case 'signer':
      return <SuggestField field={name} typed={typed} maxLength={100} {...common} />;
  }
}
