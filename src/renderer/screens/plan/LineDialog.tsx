import { useState } from 'react';
import { dayNumber } from '../../../contract/archival-date.ts';
import { recordKindNames } from '../../../contract/record-kinds.ts';
import { PlanRow, RecordKind } from '../../../contract/routes/work.ts';
import { useCommand, useRoute } from '../../app/station.tsx';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Failure } from '../../components/Failure.tsx';
import { DateField } from '../../components/fields/DateField.tsx';
import { NumberField } from '../../components/fields/NumberField.tsx';
import { SelectField } from '../../components/fields/SelectField.tsx';
import { TextField } from '../../components/fields/TextField.tsx';
import { useLang, useWords } from '../../i18n/index.tsx';
import styles from './PlanScreen.module.css';

interface Draft {
  readonly fonds: string;
  readonly fondsName: string;
  readonly year: number | null;
  readonly kind: RecordKind;
  readonly dossiers: number | null;
  readonly pages: number | null;
  /** DD/MM/YYYY, as typed. */
  readonly due: string;
}

/** One line of the plan, new or edited. */
export function LineDialog({ id, row, onClose }: { id: string | null; row: PlanRow | null; onClose: () => void }) {
  const { t } = useWords();
  const { lang } = useLang();
  const station = useRoute('station.get', {}).data;
  const [draft, setDraft] = useState<Draft>(() =>
    row === null
      ? {
          fonds: station?.agencyCode ?? '',
          fondsName: station?.agencyName ?? '',
          year: null,
          kind: 'archive',
          dossiers: null,
          pages: null,
          due: '',
        }
      : { ...row, due: row.due === null ? '' : `${row.due.slice(8)}/${row.due.slice(5, 7)}/${row.due.slice(0, 4)}` },
  );
  const [tried, setTried] = useState(false);
  const put = useCommand('plan.put', { onDone: onClose });
  const add = useCommand('plan.import', { onDone: onClose });
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const read = PlanRow.safeParse({ ...draft, dossiers: draft.dossiers ?? 0, due: isoDay(draft.due) });
  const wrong = new Set(tried && !read.success ? read.error.issues.map(({ path }) => path[0]) : []);
  const problems = (field: keyof Draft) => (wrong.has(field) ? { problems: [t(`plan.wrong.${field}`)] } : {});
  const save = () => {
    setTried(true);
    if (!read.success) return;
    if (id === null) add.mutate({ rows: [read.data] });
    else put.mutate({ id, row: read.data });
  };
  const error = put.error ?? add.error;
  return (
    <Dialog
      title={t(id === null ? 'plan.add' : 'plan.edit')}
      open
      onClose={onClose}
      buttons={
        <>
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
          <Button primary disabled={put.isPending || add.isPending} onClick={save}>
            {t('plan.save')}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <TextField
          label={t('plan.fondsCode')}
          hint={t('plan.fondsHint')}
          value={draft.fonds}
          onChange={(fonds) => change({ fonds })}
          {...problems('fonds')}
        />
        <TextField
          label={t('plan.fondsName')}
          value={draft.fondsName}
          onChange={(fondsName) => change({ fondsName })}
          {...problems('fondsName')}
        />
        <TextField
          label={t('plan.year')}
          inputMode="numeric"
          maxLength={4}
          value={draft.year === null ? '' : String(draft.year)}
          onChange={(year) => change({ year: /^\d+$/.test(year) ? Number(year) : null })}
          {...problems('year')}
        />
        <SelectField
          label={t('plan.kind')}
          value={draft.kind}
          options={RecordKind.options.map((value) => ({ value, label: recordKindNames[value][lang] }))}
          onChange={(kind) => change({ kind })}
        />
        <NumberField
          label={t('plan.dossiers')}
          min={0}
          value={draft.dossiers}
          onChange={(dossiers) => change({ dossiers })}
          {...problems('dossiers')}
        />
        <NumberField
          label={t('plan.pages')}
          min={1}
          value={draft.pages}
          onChange={(pages) => change({ pages })}
          {...problems('pages')}
        />
        <DateField label={t('plan.due')} value={draft.due} onChange={(due) => change({ due })} {...problems('due')} />
      </div>
      {error !== null && <Failure error={error.failure} />}
    </Dialog>
  );
}

/** What is not a day stays as it was typed and is refused by the schema. */
function isoDay(due: string): string | null {
  if (due.trim() === '') return null;
  return dayNumber(due) === null ? due : `${due.slice(6)}-${due.slice(3, 5)}-${due.slice(0, 2)}`;
}
