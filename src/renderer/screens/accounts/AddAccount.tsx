import { useId, useState, type SubmitEvent } from 'react';
import type { Role } from '../../../contract/vocabulary.ts';
import { useCommand } from '../../app/station.tsx';
import { toast } from '../../app/toasts.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Failure } from '../../components/Failure.tsx';
import { useWords } from '../../i18n/index.tsx';
import { AccountFields } from '../door/AccountFields.tsx';
import { isComplete, type NewAccount } from '../door/check.ts';
import styles from './Accounts.module.css';
import { RoleField } from './RoleField.tsx';

export function AddAccount({ suggested, onClose }: { suggested: Role; onClose: () => void }) {
  const { t } = useWords();
  const form = useId();
  const [account, setAccount] = useState<NewAccount>({ name: '', password: '', again: '' });
  const [role, setRole] = useState<Role>(suggested);
  const add = useCommand('account.add', {
    onDone: ({ name }) => {
      toast({ words: t('accounts.added', { name }), tone: 'good' });
      onClose();
    },
  });

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isComplete(account)) add.mutate({ name: account.name.trim(), role, password: account.password });
  }

  return (
    <Dialog
      open
      title={t('accounts.add')}
      size="small"
      onClose={onClose}
      buttons={
        <>
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
          <Button type="submit" form={form} primary disabled={!isComplete(account) || add.isPending}>
            {t('accounts.add')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles['form']} onSubmit={submit}>
        <p className={styles['quiet']}>{t('accounts.addLead')}</p>
        <AccountFields value={account} onChange={setAccount} />
        <RoleField value={role} onChange={setRole} />
        {add.error !== null && <Failure error={add.error.failure} />}
      </form>
    </Dialog>
  );
}
