import { useState } from 'react';
import { readAgencyCode, type AgencyCodeFacts } from '../../../contract/agency-code.ts';
import { TextField } from '../../components/fields/TextField.tsx';
import { useWords, type MessageKey } from '../../i18n/index.tsx';
import type { NewAgency } from './check.ts';
import styles from './Form.module.css';

const branches: Readonly<Record<string, MessageKey>> = {
  A: 'first.branch.A',
  G: 'first.branch.G',
  H: 'first.branch.H',
  K: 'first.branch.K',
};

/** Whose station this will be. The fonds code follows the agency code until somebody gives one of its own. */
export function AgencyFields({ value, onChange }: { value: NewAgency; onChange: (value: NewAgency) => void }) {
  const { t } = useWords();
  const [left, setLeft] = useState(false);
  const facts = readAgencyCode(value.agencyCode);
  return (
    <>
      <TextField
        label={t('first.agencyCode')}
        hint={facts === null ? t('first.agencyCodeHint') : <CodeFacts code={value.agencyCode} facts={facts} />}
        value={value.agencyCode}
        onChange={(typed) => {
          const agencyCode = typed.toUpperCase().replaceAll(/\s/g, '');
          onChange({ ...value, agencyCode, fondsCode: value.fondsCode === value.agencyCode ? agencyCode : value.fondsCode });
        }}
        onBlur={() => setLeft(true)}
        problems={left && value.agencyCode !== '' && facts === null ? [t('first.agencyCodeWrong')] : []}
        maxLength={35}
        autoFocus
        required
      />
      <TextField
        label={t('first.agencyName')}
        hint={t('first.agencyNameHint')}
        value={value.agencyName}
        onChange={(agencyName) => onChange({ ...value, agencyName })}
        maxLength={200}
        required
      />
      <TextField
        label={t('first.fondsCode')}
        hint={t('first.fondsCodeHint')}
        value={value.fondsCode}
        onChange={(fondsCode) => onChange({ ...value, fondsCode })}
        maxLength={50}
        required
      />
    </>
  );
}

/** What the code says, while it is typed: its parts, whose it is, and what file codes will look like. */
function CodeFacts({ code, facts: { parts, branch, form } }: { code: string; facts: AgencyCodeFacts }) {
  const { t } = useWords();
  const [year] = useState(() => new Date().getFullYear());
  return (
    <span className={styles['facts']} role="status">
      <span className={styles['parts']}>
        {parts.map((part, index) => (
          <span key={`${index}.${part}`} className={styles['part']}>
            {part}
          </span>
        ))}
        {t(branches[branch] ?? 'first.branch.other')}
      </span>
      <span>{form === 'older' ? t('first.codeOlder') : t('first.codeCurrent', { n: parts.length })}</span>
      <span>{t('first.example', { code: `${code}.${year}.1` })}</span>
    </span>
  );
}
