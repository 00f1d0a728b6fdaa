import { useState } from 'react';
import type { AccountView } from '../../../contract/views.ts';
import { useCommand } from '../../app/station.tsx';
import { toast } from '../../app/toasts.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Failure } from '../../components/Failure.tsx';
import { useWords } from '../../i18n/index.tsx';
import styles from './Accounts.module.css';
import { RoleField } from './RoleField.tsx';

export function ChangeRole({ account: { name, role: before }, onClose }: { account: AccountView; onClose: () => void }) {
  const { t } = useWords();
  const [role, setRole] = useState(before);
  const change = useCommand('account.setRole', {
    onDone: () => {
      toast({ words: t('accounts.roleChanged', { name }), tone: 'good' });
      onClose();
    },
  });
  return (
    <Dialog
      open
      title={t('accounts.changeRoleOf', { name })}
      size="small"
      onClose={onClose}
      buttons={
        <>
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
          <Button primary disabled={role === before || change.isPending} onClick={() => change.mutate({ name, role })}>
            {t('accounts.save')}
          </Button>
        </>
      }
    >
      <RoleField value={role} onChange={setRole} />
      <p className={styles['quiet']}>{t('accounts.ends', { name })}</p>
      {change.error !== null && <Failure error={change.error.failure} />}
    </Dialog>
  );
}
