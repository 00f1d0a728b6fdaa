import { useState, type SubmitEvent } from 'react';
import type { SettingsView } from '../../../contract/settings.ts';
import { useCommand, useRoute } from '../../app/station.tsx';
import { toast } from '../../app/toasts.ts';
import { Button } from '../../components/Button.tsx';
import { Failure } from '../../components/Failure.tsx';
import { TextField } from '../../components/fields/TextField.tsx';
import { useWords } from '../../i18n/index.tsx';
import { useLockReason } from './SettingField.tsx';
import styles from './Settings.module.css';

/** Where packages go, and whose receipts are believed: both together. */
export function ArchiveField({ view }: { view: SettingsView }) {
  const station = useRoute('station.get', {}).data;
  if (station == null) return null;
  return <ArchiveForm key={station.archiveUrl} url={station.archiveUrl ?? ''} view={view} />;
}

function ArchiveForm({ url: known, view }: { url: string; view: SettingsView }) {
  const { t } = useWords();
  const locked = useLockReason('archive', view);
  const [url, setUrl] = useState(known);
  const [publicKey, setPublicKey] = useState('');
  const save = useCommand('station.setArchive', {
    onDone: () => {
      setPublicKey('');
      toast({ words: t('settings.archiveSaved'), tone: 'good' });
    },
  });
  const fits = url.trim() === '' || (/^https?:\/\//.test(url.trim()) && URL.canParse(url.trim()));
  const changed = url.trim() !== known || publicKey.trim() !== '';

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!fits || !changed) return;
    save.mutate({ url: url.trim() === '' ? null : url.trim(), publicKey: publicKey.trim() === '' ? null : publicKey.trim() });
  }

  return (
    <form className={styles['fields']} onSubmit={submit}>
      <TextField
        label={t('settings.url')}
        hint={t('settings.urlHint')}
        value={url}
        onChange={setUrl}
        problems={fits ? [] : [t('settings.urlWrong')]}
        locked={locked}
        inputMode="url"
        maxLength={2000}
      />
      {locked === undefined && (
        <>
          <TextField
            label={t('settings.publicKey')}
            hint={t('settings.publicKeyHint')}
            value={publicKey}
            onChange={setPublicKey}
            maxLength={200}
          />
          {save.error !== null && <Failure error={save.error.failure} />}
          <div className={styles['row']}>
            <Button type="submit" disabled={!fits || !changed || save.isPending}>
              {t('settings.saveArchive')}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}
