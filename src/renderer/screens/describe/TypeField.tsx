import { useState } from 'react';
import { ComboField } from '../../components/fields/ComboField.tsx';
import { useWords } from '../../i18n/index.tsx';
import { typeNameOf, typesMatching } from './rules.ts';

/** The type of a document by code, abbreviation or name; what is typed becomes the type it fits best when the person goes on. */
export function TypeField(props: {
  label: string;
  code: string;
  onCode: (code: string) => void;
  problems?: readonly string[];
  locked?: string | undefined;
}) {
  const { label, code, onCode, problems, locked } = props;
  const { t } = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const matching = typed === null ? typesMatching('') : typesMatching(typed);
  return (
    <ComboField
      label={label}
      required
      openLabel={t('describe.types')}
      value={typed ?? typeNameOf(code)}
      onChange={(text) => {
        setTyped(text);
        onCode(text.trim() === '' ? '' : (typesMatching(text)[0]?.code ?? ''));
      }}
      onBlur={() => setTyped(null)}
      suggestions={matching.map((type) => ({ value: type.name, note: `${type.code} ${type.abbreviation}`.trim() }))}
      {...(problems === undefined ? {} : { problems })}
      locked={locked}
    />
  );
}
