import { RotateCcw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { documentTypes } from '../../../contract/vocabulary.ts';
import { useRoute } from '../../app/station.tsx';
import { Button } from '../../components/Button.tsx';
import { DateField } from '../../components/fields/DateField.tsx';
import { SelectField } from '../../components/fields/SelectField.tsx';
import { TextField } from '../../components/fields/TextField.tsx';
import { useWords } from '../../i18n/index.tsx';
import { filterNames, type FilterName, type SearchAddress } from './asked.ts';
import styles from './Filters.module.css';

const restMs = 200;
const collator = new Intl.Collator('vi');
const types = documentTypes.toSorted((a, b) => collator.compare(a.name, b.name));

/** What is known of a paper besides its words. */
export function Filters({ address, onFilter }: { address: SearchAddress; onFilter: (part: Partial<SearchAddress>) => void }) {
  const { t } = useWords();
  // Most stations hold one fonds: then there is nothing to choose.
  const fonds = useRoute('search.fonds', {}).data ?? [];
  const any = filterNames.some((name) => (address[name] ?? '') !== '');
  const set = (name: FilterName) => (value: string) => onFilter({ [name]: value });
  const nothing = Object.fromEntries(filterNames.map((name) => [name, undefined]));
  return (
    <div role="group" aria-label={t('search.filters')} className={styles['filters']}>
      <SelectField
        label={t('search.typeName')}
        value={address.typeName ?? ''}
        options={[{ value: '', label: t('search.anyType') }, ...types.map(({ code, name }) => ({ value: code, label: name }))]}
        onChange={set('typeName')}
      />
      <div className={styles['pair']}>
        <Typed label={t('search.codeNumber')} value={address.codeNumber} onType={set('codeNumber')} />
        <Typed label={t('search.codeNotation')} value={address.codeNotation} onType={set('codeNotation')} />
      </div>
      <Day label={t('search.from')} value={address.from} onType={set('from')} />
      <Day label={t('search.to')} value={address.to} onType={set('to')} />
      <Typed label={t('search.organName')} value={address.organName} onType={set('organName')} />
      <Typed label={t('search.signer')} value={address.signer} onType={set('signer')} />
      <Typed label={t('search.dossier')} value={address.dossier} onType={set('dossier')} />
      {fonds.length > 1 && (
        <SelectField
          label={t('search.fonds')}
          value={address.fonds ?? ''}
          options={[
            { value: '', label: t('search.anyFonds') },
            ...fonds.map(({ fonds: value, name }) => ({ value, label: name === '' ? value : `${name} (${value})` })),
          ]}
          onChange={set('fonds')}
        />
      )}
      {any && (
        <Button icon={RotateCcw} onClick={() => onFilter(nothing)}>
          {t('search.noFilters')}
        </Button>
      )}
    </div>
  );
}

interface Entry {
  label: string;
  value: string | undefined;
  onType: (value: string) => void;
}

/** Asked while it is typed. */
function Typed({ label, value = '', onType }: Entry) {
  const [typed, setTyped] = useTyped(value);
  useEffect(() => {
    if (typed === value) return undefined;
    const timer = setTimeout(() => onType(typed), restMs);
    return () => clearTimeout(timer);
  });
  return <TextField label={label} value={typed} onChange={setTyped} maxLength={200} autoComplete="off" />;
}

/** Asked when it is a whole day. */
function Day({ label, value = '', onType }: Entry) {
  const [typed, setTyped] = useTyped(value);
  const change = (next: string) => {
    setTyped(next);
    if (next === '' || /^\d\d\/\d\d\/\d{4}$/.test(next)) onType(next);
  };
  return <DateField label={label} value={typed} onChange={change} autoComplete="off" />;
}

/** What is typed, until the address says something else. */
function useTyped(value: string) {
  const [typed, setTyped] = useState(value);
  const [shown, setShown] = useState(value);
  if (shown !== value) {
    setShown(value);
    setTyped(value);
  }
  return [typed, setTyped] as const;
}
