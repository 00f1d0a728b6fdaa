import { useState } from 'react';
import { Settings, type SettingKey, type SettingsView } from '../../../contract/settings.ts';
import { useCommand, useRoute } from '../../app/station.tsx';
import { toast } from '../../app/toasts.ts';
import { Failure } from '../../components/Failure.tsx';
import { SwitchField } from '../../components/fields/CheckField.tsx';
import { NumberField } from '../../components/fields/NumberField.tsx';
import { SelectField } from '../../components/fields/SelectField.tsx';
import { useWords } from '../../i18n/index.tsx';

export type ShownKey = Extract<
  SettingKey,
  | 'lock.minutes'
  | 'window.language'
  | 'ocr.workers'
  | 'verify.samplePercent'
  | 'verify.sampleLeast'
  | 'sign.keyMinutes'
  | 'sign.automatic'
>;

const languages = ['vi', 'en'] as const;

/** One setting: saved as soon as it is decided, with an undo; read-only where the province or the person's role settles it. */
export function SettingField({ name, view }: { name: ShownKey; view: SettingsView }) {
  const { t } = useWords();
  const locked = useLockReason(name, view);
  const set = useCommand('settings.set');
  const value = view.values[name];
  const label = t(`settings.key.${name}`);
  const shared = { label, hint: t(`settings.hint.${name}`), locked };

  function save(next: string | number | boolean): void {
    if (next === value) return;
    set.mutate(
      { key: name, value: next },
      {
        onSuccess: () => toast({ words: t('settings.saved', { name: label }), undo: () => set.mutate({ key: name, value }) }),
      },
    );
  }

  return (
    <>
      {typeof value === 'number' ? (
        // A value that came from elsewhere begins the field anew.
        <NumberSetting key={value} {...shared} name={name} value={value} onSave={save} />
      ) : typeof value === 'boolean' ? (
        <SwitchField {...shared} checked={value} onChange={save} />
      ) : (
        <SelectField
          {...shared}
          value={value}
          options={languages.map((lang) => ({ value: lang, label: t(`settings.lang.${lang}`) }))}
          onChange={save}
        />
      )}
      {set.error !== null && <Failure error={set.error.failure} />}
    </>
  );
}

/** Why this cannot be changed here; undefined when it can. */
export function useLockReason(name: SettingKey | 'archive', view: SettingsView): string | undefined {
  const { t } = useWords();
  const role = useRoute('session.who', {}).data?.role;
  const lock = view.locked.find(({ key }) => key === name);
  if (lock !== undefined) return t('settings.lockedBy', { path: lock.path });
  return role === 'it' ? undefined : t('settings.onlyIt');
}

function NumberSetting(props: {
  name: ShownKey;
  label: string;
  hint: string;
  locked: string | undefined;
  value: number;
  onSave: (value: number) => void;
}) {
  const { t } = useWords();
  const { name, value, onSave, ...field } = props;
  const [typed, setTyped] = useState<number | null>(value);
  const [min, max] = boundsOf(name);
  const fits = typed !== null && Settings.shape[name].safeParse(typed).success;
  return (
    <NumberField
      {...field}
      value={typed}
      min={min}
      max={max}
      problems={fits ? [] : [t('settings.range', { min, max })]}
      // React-aria tells it when the person leaves the field or presses Enter.
      onChange={(next) => {
        setTyped(next);
        if (next !== null && Settings.shape[name].safeParse(next).success) onSave(next);
      }}
    />
  );
}

/** The contract's own bounds. */
function boundsOf(name: ShownKey): [number, number] {
  const inner = Settings.shape[name].unwrap();
  return 'minValue' in inner ? [inner.minValue ?? 0, inner.maxValue ?? Number.MAX_SAFE_INTEGER] : [0, 0];
}
