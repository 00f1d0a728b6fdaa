import { useState } from 'react';
import { PasswordField } from '../../components/fields/PasswordField.tsx';
import { TextField } from '../../components/fields/TextField.tsx';
import { useWords } from '../../i18n/index.tsx';
import { nameProblem, passwordLacks, type NewAccount } from './check.ts';

/** Name and password of a new account; what is wrong is said when the person has left the field. */
export function AccountFields({ value, onChange }: { value: NewAccount; onChange: (value: NewAccount) => void }) {
  const { t } = useWords();
  const [left, setLeft] = useState({ name: false, password: false });
  const problem = nameProblem(value.name);
  const lacks = passwordLacks(value.password);
  return (
    <>
      <TextField
        label={t('first.name')}
        hint={t('first.nameHint')}
        value={value.name}
        onChange={(name) => onChange({ ...value, name })}
        onBlur={() => setLeft({ ...left, name: true })}
        problems={left.name && problem === 'wrong' ? [t('first.nameWrong')] : []}
        autoComplete="username"
        maxLength={50}
        autoFocus
        required
      />
      <PasswordField
        label={t('first.password')}
        hint={lacks > 0 && value.password !== '' ? t('first.passwordShort', { n: lacks }) : t('first.passwordHint')}
        value={value.password}
        onChange={(password) => onChange({ ...value, password })}
        autoComplete="new-password"
        required
      />
      <PasswordField
        label={t('first.passwordAgain')}
        value={value.again}
        onChange={(again) => onChange({ ...value, again })}
        problems={
          value.again.length >= value.password.length && value.again !== value.password ? [t('first.passwordDiffers')] : []
        }
        autoComplete="new-password"
        required
      />
    </>
  );
}
