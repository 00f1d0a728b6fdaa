import { Check } from 'lucide-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import type { DossierDescription } from '../../../contract/vocabulary.ts';
import { useCommands } from '../../app/commands.ts';
import { useCommand, useRoute } from '../../app/station.tsx';
import { toast } from '../../app/toasts.ts';
import { useKept, useRested } from '../../app/useKept.ts';
import { Button } from '../../components/Button.tsx';
import { Failure } from '../../components/Failure.tsx';
import { CheckField } from '../../components/fields/CheckField.tsx';
import { DateField } from '../../components/fields/DateField.tsx';
import { SelectField } from '../../components/fields/SelectField.tsx';
import { AreaField, TextField } from '../../components/fields/TextField.tsx';
import { useLang, useWords } from '../../i18n/index.tsx';
import { codesOf } from './codes.ts';
import styles from './DossierForm.module.css';
import { Problems } from './Problems.tsx';
import { useOpenDocument } from './useOpenDocument.ts';

type Key = keyof DossierDescription;

/** The 18 elements of EAD (Circular 05/2025, Annex III §1.5): what a person decides in fields, what is counted beside them. */
export function DossierForm({ fileCode }: { fileCode: string }) {
  const { t, number } = useWords();
  const { lang } = useLang();
  const open = useOpenDocument();
  const form = useRef<HTMLFormElement>(null);
  const asked = useRoute('dossier.form', { fileCode });
  const [changed, setChanged] = useState<Partial<DossierDescription>>({});
  const [code, setCode] = useState<string | null>(null);
  const said = asked.data;
  const description = said === undefined ? null : { ...said.description, ...changed };
  const newFileCode = code === null || code.trim() === fileCode ? null : code.trim();
  const rested = useRested(JSON.stringify([description, newFileCode]), 200);
  const told = useKept(useCheck(fileCode, rested)?.problems) ?? [];
  const save = useCommand('dossier.describe', {
    onDone: () => {
      toast({ words: t('describe.dossierSaved'), tone: 'quiet' });
      setChanged({});
      if (newFileCode !== null) open(newFileCode, undefined, 'dossier');
    },
  });
  const locked = said?.sealed === true ? t('describe.sealed') : undefined;
  const submit = () => description !== null && save.mutate({ fileCode, description, newFileCode });
  useCommands([
    {
      id: 'describe.saveDossier',
      label: t('describe.saveDossier'),
      keys: 'Ctrl+Enter',
      icon: Check,
      group: t('describe.group'),
      disabled: locked !== undefined,
      run: submit,
    },
  ]);
  if (asked.error !== null) return <Failure error={asked.error.failure} />;
  if (said === undefined || description === null) return <div className={styles['form']} aria-busy="true" />;

  const set = <K extends Key>(key: K, value: DossierDescription[K]) => setChanged({ ...changed, [key]: value });
  const problemsOf = (field: string) =>
    told.filter((one) => one.field === field && one.severity === 'error').map(({ words }) => words[lang]);
  const text = (key: 'keyword' | 'inforSign' | 'paperFileCode', max: number) => (
    <div data-field={key}>
      <TextField
        label={t(`ead.${key}`)}
        value={description[key]}
        onChange={(value) => set(key, value)}
        maxLength={max}
        problems={problemsOf(key)}
        locked={locked}
        required={key === 'paperFileCode'}
      />
    </div>
  );
  const choice = <K extends 'maintenance' | 'mode' | 'format' | 'riskRecovery' | 'riskRecoveryStatus'>(
    key: K,
    required = false,
  ) => (
    <div data-field={key}>
      <SelectField
        label={t(`ead.${key}`)}
        value={description[key] === '' ? null : (description[key] as string)}
        options={codesOf(key).map((value) => ({ value, code: value, label: t(`ead.${key}.${value}` as 'ead.mode.01') }))}
        onChange={(value) => set(key, value as DossierDescription[K])}
        problems={problemsOf(key)}
        locked={locked}
        required={required}
      />
    </div>
  );
  const date = (key: 'startDate' | 'endDate') => (
    <div data-field={key}>
      <DateField
        label={t(`ead.${key}`)}
        value={description[key]}
        onChange={(value) => set(key, value)}
        hint={said.proposed[key] === '' ? t('describe.noDates') : t('describe.fromDocuments', { day: said.proposed[key] })}
        problems={problemsOf(key)}
        locked={locked}
        required
      />
    </div>
  );
  return (
    <form
      ref={form}
      className={styles['form']}
      aria-label={t('describe.part.dossier')}
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event: KeyboardEvent) => {
        const field = event.target as HTMLElement;
        if (event.key === 'Enter' && field.tagName === 'INPUT' && (field as HTMLInputElement).type === 'text') submit();
      }}
    >
      <div className={styles['grid']}>
        <div className={styles['wide']} data-field="title">
          <AreaField
            label={t('ead.title')}
            value={description.title}
            onChange={(value) => set('title', value)}
            rows={2}
            maxLength={1000}
            problems={problemsOf('title')}
            locked={locked}
            required
          />
        </div>
        <div data-field="fileCode">
          <TextField
            label={t('ead.fileCode')}
            value={code ?? fileCode}
            onChange={setCode}
            maxLength={100}
            problems={problemsOf('fileCode')}
            locked={locked ?? (said.codeFixed ? t('describe.codeFixed') : undefined)}
            required
          />
        </div>
        {text('paperFileCode', 100)}
        {choice('maintenance', true)}
        {choice('mode', true)}
        {date('startDate')}
        {date('endDate')}
        <fieldset className={styles['languages']} data-field="language">
          <legend>{t('ead.language')}</legend>
          <div className={styles['checks']}>
            {codesOf('language').map((value) => (
              <CheckField
                key={value}
                label={t(`ead.language.${value}` as 'ead.language.01')}
                checked={description.language.includes(value as '01')}
                onChange={(on) => {
                  const rest = description.language.filter((one) => one !== value);
                  set('language', on ? [...rest, value as '01'].toSorted() : rest);
                }}
                disabled={locked !== undefined}
              />
            ))}
          </div>
        </fieldset>
        {choice('format')}
        {choice('riskRecovery', true)}
        {description.riskRecovery === '1' ? choice('riskRecoveryStatus', true) : text('inforSign', 30)}
        {text('keyword', 100)}
        {description.riskRecovery === '1' && text('inforSign', 30)}
        <div className={styles['wide']} data-field="description">
          <AreaField
            label={t('ead.description')}
            value={description.description}
            onChange={(value) => set('description', value)}
            rows={2}
            maxLength={2000}
            hint={t('describe.noteHint')}
            locked={locked}
          />
        </div>
      </div>
      <aside className={styles['side']}>
        <h2>{t('describe.totals')}</h2>
        <dl className={styles['totals']}>
          {(['documents', 'described', 'papers', 'pages'] as const).map((key) => (
            <div key={key}>
              <dt>{t(`describe.total.${key}`)}</dt>
              <dd>{number(said.totals[key])}</dd>
            </div>
          ))}
        </dl>
        <p className={styles['quiet']}>{t('describe.countedByMachine')}</p>
        {save.error !== null && <Failure error={save.error.failure} />}
        <Problems
          problems={told}
          onGo={(field) =>
            form.current?.querySelector<HTMLElement>(`[data-field="${field}"] :is(input, textarea, button)`)?.focus()
          }
        />
        {told.length === 0 && <p className={styles['quiet']}>{t('describe.noProblems')}</p>}
        <Button primary icon={Check} keys="Ctrl+Enter" disabled={save.isPending || locked !== undefined} onClick={submit}>
          {t('describe.saveDossier')}
        </Button>
      </aside>
    </form>
  );
}

/** `asked` is JSON of [description, newFileCode], so that one rest of the hand asks one question. */
function useCheck(fileCode: string, asked: string) {
  const [description, newFileCode] = JSON.parse(asked) as [DossierDescription | null, string | null];
  const checked = useRoute('dossier.check', { fileCode, description: description ?? blank, newFileCode });
  return description === null ? undefined : checked.data;
}

const blank: DossierDescription = {
  title: '',
  maintenance: '01',
  mode: '01',
  language: ['01'],
  startDate: '',
  endDate: '',
  keyword: '',
  format: '',
  inforSign: '',
  paperFileCode: '',
  riskRecovery: '0',
  riskRecoveryStatus: '',
  description: '',
};
