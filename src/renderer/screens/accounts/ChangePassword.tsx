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

/** One's own password, by whoever knows the present one. Other windows of this person are signed out. */
export function ChangePassword({ given, onClose }: { given: boolean; onClose: () => void }) {
  const { t } = useWords();
  const form = useId();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const change = useCommand('account.changePassword', {
    onDone: () => {
      toast({ words: t('accounts.passwordChanged'), tone: 'good' });
      onClose();
    },
  });
  const lacks = passwordLacks(next);
  const complete = current !== '' && lacks === 0 && next === again;

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (complete) change.mutate({ current, next });
  }

  return (
    <Dialog
      open
      title={t('lock.password')}
      size="small"
      onClose={onClose}
      buttons={
        <>
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
          <Button type="submit" form={form} primary disabled={!complete || change.isPending}>
            {t('lock.password')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles['form']} onSubmit={submit}>
        {given && <p>{t('lock.given')}</p>}
        <PasswordField
          label={t('accounts.currentPassword')}
          value={current}
          onChange={setCurrent}
          autoComplete="current-password"
          autoFocus
          required
        />
        <PasswordField
          label={t('accounts.newPassword')}
          hint={lacks > 0 && next !== '' ? t('first.passwordShort', { n: lacks }) : t('first.passwordHint')}
          value={next}
          onChange={setNext}
          autoComplete="new-password"
          required
        />
        <PasswordField
          label={t('first.passwordAgain')}
          value={again}
          onChange={setAgain}
          problems={again.length >= next.length && again !== next ? [t('first.passwordDiffers')] : []}
          autoComplete="new-password"
          required
        />
        {change.error !== null && <Failure error={change.error.failure} />}
      </form>
    </Dialog>
  );
}
