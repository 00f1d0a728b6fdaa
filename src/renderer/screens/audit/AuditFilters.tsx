import { auditActionName } from '../../../contract/audit/index.ts';
import { useRoute } from '../../app/station.tsx';
import { DateField } from '../../components/fields/DateField.tsx';
import { SelectField } from '../../components/fields/SelectField.tsx';
import { TextField } from '../../components/fields/TextField.tsx';
import { useLang, useWords } from '../../i18n/index.tsx';
import styles from './Audit.module.css';
import { isWrongDay, type TypedFilter } from './filter.ts';

/** Stands for no choice: an option cannot be called ''. */
const all = '*';

/** Period, person, action and subject, one beside the other. */
export function AuditFilters({ value, onChange }: { value: TypedFilter; onChange: (value: TypedFilter) => void }) {
  const { t } = useWords();
  const { lang } = useLang();
  const facets = useRoute('audit.facets', {}).data ?? { actors: [], actions: [] };
  const day = (name: 'from' | 'to') => (
    <DateField
      label={t(`audit.${name}`)}
      value={value[name]}
      onChange={(next) => onChange({ ...value, [name]: next })}
      problems={value[name].length >= 10 && isWrongDay(value[name]) ? [t('audit.wrongDay')] : []}
    />
  );
  return (
    <search className={styles['filters']}>
      {day('from')}
      {day('to')}
      <SelectField
        label={t('audit.actor')}
        value={value.actor === '' ? all : value.actor}
        options={[{ value: all, label: t('audit.everybody') }, ...facets.actors.map((actor) => ({ value: actor, label: actor }))]}
        onChange={(actor) => onChange({ ...value, actor: actor === all ? '' : actor })}
      />
      <SelectField
        label={t('audit.action')}
        value={value.action === '' ? all : value.action}
        options={[
          { value: all, label: t('audit.everything') },
          ...facets.actions
            .map((action) => ({ value: action, label: auditActionName(action, lang) }))
            .toSorted((a, b) => a.label.localeCompare(b.label, lang)),
        ]}
        onChange={(action) => onChange({ ...value, action: action === all ? '' : action })}
      />
      <TextField
        label={t('audit.about')}
        placeholder={t('audit.subject')}
        value={value.subject}
        onChange={(subject) => onChange({ ...value, subject })}
        maxLength={200}
      />
    </search>
  );
}
