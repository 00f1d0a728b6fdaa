import { useNavigate } from '@tanstack/react-router';
import { UserRoundPlus } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { remember } from '../../app/memory.ts';
import { rememberSignIn } from '../../app/resume.ts';
import { useCommand, useRoute } from '../../app/station.tsx';
import { Button } from '../../components/Button.tsx';
import { Failure } from '../../components/Failure.tsx';
import { useWords } from '../../i18n/index.tsx';
import { AccountFields } from './AccountFields.tsx';
import { isComplete, type NewAccount } from './check.ts';
import { DoorPage } from './DoorPage.tsx';
import styles from './Form.module.css';

/** A station that the command line made has nobody who could sign in: the first IT account, while there is none. */
export function FirstAccount() {
  const { t } = useWords();
  const navigate = useNavigate();
  const agency = useRoute('station.get', {}).data?.agencyName ?? '';
  const [account, setAccount] = useState<NewAccount>({ name: '', password: '', again: '' });
  const make = useCommand('account.first', {
    onDone: (person) => {
      remember('name', person.name);
      rememberSignIn(person.resume);
      void navigate({ to: '/accounts' });
    },
  });

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isComplete(account)) make.mutate({ name: account.name.trim(), password: account.password });
  }

  return (
    <DoorPage title={t('first.onlyTitle')} lead={t('first.onlyLead', { agency })}>
      <form className={styles['form']} onSubmit={submit}>
        <AccountFields value={account} onChange={setAccount} />
        {make.error !== null && <Failure error={make.error.failure} />}
        <div className={styles['buttons']}>
          <Button type="submit" primary icon={UserRoundPlus} disabled={!isComplete(account) || make.isPending}>
            {t('first.onlyMake')}
          </Button>
        </div>
      </form>
    </DoorPage>
  );
}
