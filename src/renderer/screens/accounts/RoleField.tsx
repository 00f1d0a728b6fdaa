import type { Role } from '../../../contract/vocabulary.ts';
import { SelectField } from '../../components/fields/SelectField.tsx';
import { useWords } from '../../i18n/index.tsx';

const roles = ['clerk', 'supervisor', 'it'] as const;

/** What a person may do here, with what that means below. */
export function RoleField({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  const { t } = useWords();
  return (
    <SelectField
      label={t('accounts.role')}
      hint={t(`accounts.roleHint.${value}`)}
      value={value}
      options={roles.map((role) => ({ value: role, label: t(`accounts.role.${role}`) }))}
      onChange={onChange}
    />
  );
}
