import { FileKey } from 'lucide-react';
import { useRef, useState } from 'react';
import type { KeyView } from '../../../contract/routes/sign.ts';
import { useCommand } from '../../app/station.tsx';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Failure } from '../../components/Failure.tsx';
import { TextField } from '../../components/fields/TextField.tsx';
import { useWords } from '../../i18n/index.tsx';
import styles from './OpenKeyDialog.module.css';

const most = 64 * 1024;

/** A file and its password, once: neither stays in the window when the dialog closes. */
export function OpenKeyDialog(props: { wrongPasswords: number; onClose: () => void; onOpened: (key: KeyView) => void }) {
  const { wrongPasswords, onClose, onOpened } = props;
  const { t } = useWords();
  const picker = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<{ name: string; base64: string } | null>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const [password, setPassword] = useState('');
  const open = useCommand('sign.open', { onDone: onOpened });
  async function take(chosen: File | undefined): Promise<void> {
    if (chosen === undefined) return;
    setTooLarge(chosen.size > most);
    setFile(chosen.size > most ? null : { name: chosen.name, base64: base64Of(await chosen.arrayBuffer()) });
  }
  function submit(): void {
    if (file === null || open.isPending) return;
    open.mutate({ file: { base64: file.base64 }, password });
    setPassword('');
  }
  return (
    <Dialog
      title={t('sign.openTitle')}
      open
      onClose={onClose}
      size="small"
      buttons={
        <>
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
          <Button primary type="submit" form="open-key" disabled={file === null || open.isPending}>
            {t('sign.openIt')}
          </Button>
        </>
      }
    >
      <form
        id="open-key"
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <p className={styles['quiet']}>{t('sign.openLead')}</p>
        <div className={styles['file']}>
          <Button icon={FileKey} autoFocus onClick={() => picker.current?.click()}>
            {t('sign.file')}
          </Button>
          <span aria-live="polite">{file !== null && t('sign.fileChosen', { name: file.name })}</span>
          <input
            ref={picker}
            type="file"
            hidden
            aria-label={t('sign.file')}
            accept=".p12,.pfx,application/x-pkcs12"
            onChange={(event) => void take(event.target.files?.[0])}
          />
        </div>
        {tooLarge && <p className={styles['problem']}>{t('sign.fileTooLarge')}</p>}
        <TextField
          label={t('sign.password')}
          type="password"
          autoComplete="off"
          value={password}
          onChange={setPassword}
          {...(wrongPasswords > 0 ? { hint: t('sign.wrongPasswords', { n: wrongPasswords }) } : {})}
        />
        {open.error !== null && <Failure error={open.error.failure} />}
      </form>
    </Dialog>
  );
}

function base64Of(bytes: ArrayBuffer): string {
  let text = '';
  for (const byte of new Uint8Array(bytes)) text += String.fromCharCode(byte);
  return btoa(text);
}
