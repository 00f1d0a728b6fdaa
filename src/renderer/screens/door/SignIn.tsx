import { FlaskConical, LogIn } from 'lucide-react';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import { recall, remember } from '../../app/memory.ts';
import { rememberSignIn } from '../../app/resume.ts';
import { useCommand } from '../../app/station.tsx';
import { Button } from '../../components/Button.tsx';
import { Failure } from '../../components/Failure.tsx';
import { PasswordField } from '../../components/fields/PasswordField.tsx';
import { TextField } from '../../components/fields/TextField.tsx';
import { useWords } from '../../i18n/index.tsx';
import { usePractice } from '../practice/usePractice.ts';
import { DoorPage } from './DoorPage.tsx';
import styles from './Form.module.css';

/** Nothing of the station is seen before this. `again`: this window's session ended by itself, and its screen is kept below. */
export function SignIn({ again = false }: { again?: boolean }) {
  const { t } = useWords();
  const { offered, busy, enter } = usePractice();
  return (
    <DoorPage title={t(again ? 'door.again' : 'door.title')} {...(again ? { lead: t('door.againLead') } : {})}>
      <SignInForm hint={t('door.forgot')} />
      {offered && !again && (
        <div className={styles['practise']}>
          <Button icon={FlaskConical} disabled={busy} onClick={() => enter('clerk')}>
            {t(busy ? 'practice.preparing' : 'door.practise')}
          </Button>
          <p className={styles['hint']}>{t('door.practiseHint')}</p>
        </div>
      )}
    </DoorPage>
  );
}

export function SignInForm({ hint, back, fresh = false }: { hint?: ReactNode; back?: () => void; fresh?: boolean }) {
  const { t } = useWords();
  const [name, setName] = useState(() => (fresh ? '' : (recall('name') ?? '')));
  const [password, setPassword] = useState('');
  const [known] = useState(name !== '');
  const signIn = useCommand('session.signIn', {
    onDone: (person) => {
      remember('name', person.name);
      rememberSignIn(person.resume);
    },
  });

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    signIn.mutate({ name: name.trim(), password }, { onError: () => setPassword('') });
  }

  return (
    <form className={styles['form']} onSubmit={submit}>
      <TextField
        label={t('door.name')}
        value={name}
        onChange={setName}
        autoFocus={!known}
        autoComplete="username"
        maxLength={50}
        required
      />
      <PasswordField
        label={t('door.password')}
        value={password}
        onChange={setPassword}
        autoFocus={known}
        autoComplete="current-password"
        required
      />
      {signIn.error !== null && <Failure error={signIn.error.failure} />}
      <div className={styles['buttons']}>
        {back !== undefined && <Button onClick={back}>{t('lock.back')}</Button>}
        <Button type="submit" primary icon={LogIn} disabled={signIn.isPending || name.trim() === '' || password === ''}>
          {t('door.enter')}
        </Button>
      </div>
      {hint !== undefined && <p className={styles['hint']}>{hint}</p>}
    </form>
  );
}
