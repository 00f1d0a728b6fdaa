import { useId, useState, type SubmitEvent } from 'react';
import { useCommand } from '../../app/station.tsx';
import { toast } from '../../app/toasts.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Failure } from '../../components/Failure.tsx';
import { PasswordField } from '../../components/fields/PasswordField.tsx';
import { useWords } from '../../i18n/index.tsx';
import { passwordLacks } from '../door/check.ts';
import styles from './Accounts.module.css';

export function ResetPassword({ name, onClose }: { name: string; onClose: () => void }) {
  const { t } = useWords();
  const form = useId();
  const [password, setPassword] = useState('');
  const reset = useCommand('account.setPassword', {
    onDone: () => {
      toast({ words: t('accounts.wasReset', { name }), tone: 'good' });
      onClose();
    },
  });
  const lacks = passwordLacks(password);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (lacks === 0) reset.mutate({ name, password });
  }

  return (
    <Dialog
      open
      title={t('accounts.resetOf', { name })}
      size="small"
      onClose={onClose}
      buttons={
        <>
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
          <Button type="submit" form={form} primary disabled={lacks > 0 || reset.isPending}>
            {t('accounts.reset')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles['form']} onSubmit={submit}>
        <PasswordField
          label={t('accounts.newPassword')}
          hint={lacks > 0 && password !== '' ? t('first.passwordShort', { n: lacks }) : t('first.passwordHint')}
          value={password}
          onChange={setPassword}
          autoComplete="new-password"
          autoFocus
          required
        />
        <p className={styles['quiet']}>{t('accounts.ends', { name })}</p>
        {reset.error !== null && <Failure error={reset.error.failure} />}
      </form>
    </Dialog>
  );
}
