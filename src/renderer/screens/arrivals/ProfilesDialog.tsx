import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { leastDpi, type DeviceView, type ScanProfile, type ScanProfileView } from '../../../contract/scanning.ts';
import { useCommand } from '../../app/station.tsx';
import { toast } from '../../app/toasts.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Failure } from '../../components/Failure.tsx';
import { NumberField } from '../../components/fields/NumberField.tsx';
import { SelectField } from '../../components/fields/SelectField.tsx';
import { TextField } from '../../components/fields/TextField.tsx';
import { useWords } from '../../i18n/index.tsx';
import styles from './ProfilesDialog.module.css';

const blank: ScanProfile = {
  name: '',
  paper: 'administrative',
  source: 'feeder',
  dpi: 300,
  colour: 'colour',
  size: 'a4',
  brightness: 0,
};

/** How papers are scanned here: chosen by name, changed and added. What is below the rule is refused with the reason. */
export function ProfilesDialog(props: {
  open: boolean;
  profiles: readonly ScanProfileView[];
  device: DeviceView | null;
  onClose: () => void;
}) {
  const { open, profiles, device, onClose } = props;
  const { t } = useWords();
  const [id, setId] = useState<string | null>(null);
  const current = profiles.find((profile) => profile.id === id) ?? null;
  return (
    <Dialog title={t('scan.profiles')} open={open} onClose={onClose} size="large">
      <div className={styles['profiles']}>
        <div className={styles['list']}>
          {profiles.map((profile) => (
            <button
              key={profile.id}
              type="button"
              aria-pressed={profile.id === id}
              onClick={() => setId(profile.id)}
              className={styles['one']}
            >
              <span>{profile.name}</span>
              <span className={styles['facts']}>
                {t(`scan.source.${profile.source}`)} · {profile.dpi} dpi
              </span>
            </button>
          ))}
          <Button icon={Plus} onClick={() => setId(null)}>
            {t('scan.newProfile')}
          </Button>
        </div>
        <Form key={id ?? 'new'} current={current} device={device} onSaved={setId} />
      </div>
    </Dialog>
  );
}

function Form({
  current,
  device,
  onSaved,
}: {
  current: ScanProfileView | null;
  device: DeviceView | null;
  onSaved: (id: string | null) => void;
}) {
  const { t } = useWords();
  const [profile, setProfile] = useState<ScanProfile>(current ?? blank);
  const save = useCommand('scan.saveProfile', {
    onDone: (saved) => {
      toast({ words: t('scan.saved', { name: saved.name }) });
      onSaved(saved.id);
    },
  });
  const again = useCommand('scan.saveProfile');
  const remove = useCommand('scan.removeProfile', {
    onDone: () => {
      onSaved(null);
      if (current === null) return;
      const { id: _, ...gone } = current;
      toast({ words: t('scan.removed', { name: current.name }), undo: () => again.mutate({ profile: gone }) });
    },
  });
  const change = (part: Partial<ScanProfile>) => setProfile({ ...profile, ...part });
  const failure = save.error ?? remove.error;
  const offered = device?.dpi ?? [200, 300, 400, 600];
  const resolutions = [...new Set([...offered, profile.dpi])].sort((a, b) => a - b);
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        const { name, paper, source, dpi, colour, size, brightness } = profile;
        save.mutate({ id: current?.id ?? null, profile: { name, paper, source, dpi, colour, size, brightness } });
      }}
    >
      <TextField label={t('scan.name')} value={profile.name} maxLength={60} required onChange={(name) => change({ name })} />
      <SelectField
        label={t('scan.paper')}
        value={profile.paper}
        options={(['administrative', 'map'] as const).map((value) => ({ value, label: t(`scan.paper.${value}`) }))}
        onChange={(paper) => change({ paper, dpi: Math.max(profile.dpi, leastDpi[paper]) })}
      />
      <SelectField
        label={t('scan.source')}
        value={profile.source}
        options={(['duplex', 'feeder', 'flatbed'] as const).map((value) => ({ value, label: t(`scan.source.${value}`) }))}
        onChange={(source) => change({ source })}
      />
      <SelectField
        label={t('scan.dpi')}
        value={String(profile.dpi)}
        options={resolutions.map((dpi) => ({ value: String(dpi), label: `${dpi} dpi` }))}
        hint={t('scan.dpiHint', { least: leastDpi[profile.paper] })}
        onChange={(dpi) => change({ dpi: Number(dpi) })}
      />
      <SelectField
        label={t('scan.colour')}
        value={profile.colour}
        options={(['colour', 'grey', 'bilevel'] as const).map((value) => ({ value, label: t(`scan.colour.${value}`) }))}
        hint={t('scan.colourHint')}
        onChange={(colour) => change({ colour })}
      />
      <SelectField
        label={t('scan.size')}
        value={profile.size}
        options={(['a4', 'a3', 'a5', 'largest'] as const).map((value) => ({ value, label: t(`scan.size.${value}`) }))}
        hint={t('scan.sizeHint')}
        onChange={(size) => change({ size })}
      />
      <NumberField
        label={t('scan.brightness')}
        value={profile.brightness}
        min={-100}
        max={100}
        hint={t('scan.brightnessHint')}
        onChange={(brightness) => change({ brightness: brightness ?? 0 })}
      />
      {failure !== null && <Failure error={failure.failure} />}
      <div className={styles['buttons']}>
        {current !== null && (
          <Button icon={Trash2} disabled={remove.isPending} onClick={() => remove.mutate({ id: current.id })}>
            {t('scan.remove')}
          </Button>
        )}
        <Button primary type="submit" disabled={profile.name.trim() === '' || save.isPending}>
          {t('scan.save')}
        </Button>
      </div>
    </form>
  );
}
