import { LockOpen, UserRound } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { rememberSignIn } from '../../app/resume.ts';
import { useCommand } from '../../app/station.tsx';
import { Button } from '../../components/Button.tsx';
import { Failure } from '../../components/Failure.tsx';
import { PasswordField } from '../../components/fields/PasswordField.tsx';
import { useWords } from '../../i18n/index.tsx';
import { DoorPage } from './DoorPage.tsx';
import styles from './Form.module.css';
import { SignInForm } from './SignIn.tsx';

/** Covers the window of whoever left it: the same person goes on where they stopped, or somebody else takes over. */
export function LockScreen({ name }: { name: string }) {
  const { t } = useWords();
  const [other, setOther] = useState(false);
  const [password, setPassword] = useState('');
  const unlock = useCommand('session.unlock', { onDone: (person) => rememberSignIn(person.resume) });

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    unlock.mutate({ password }, { onError: () => setPassword('') });
  }

  if (other) {
    return (
      <DoorPage title={t('lock.other')} lead={t('lock.otherLead', { name })}>
        <SignInForm fresh back={() => setOther(false)} />
      </DoorPage>
    );
  }
  return (
    <DoorPage title={t('lock.title')} lead={t('lock.lead', { name })}>
      <form className={styles['form']} onSubmit={submit}>
        {/* For password managers: whose password this is. */}
        <input type="text" value={name} autoComplete="username" readOnly hidden />
        <PasswordField
          label={t('door.password')}
          value={password}
          onChange={setPassword}
          autoFocus
          autoComplete="current-password"
          required
        />
        {unlock.error !== null && <Failure error={unlock.error.failure} />}
        <div className={styles['buttons']}>
          <Button icon={UserRound} onClick={() => setOther(true)}>
            {t('lock.other')}
          </Button>
          <Button type="submit" primary icon={LockOpen} disabled={unlock.isPending || password === ''}>
            {t('lock.unlock')}
          </Button>
        </div>
      </form>
    </DoorPage>
  );
}
