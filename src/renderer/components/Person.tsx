import { LogIn, LogOut } from 'lucide-react';
import { useRef, type SubmitEvent } from 'react';
import { useCommand, useRoute } from '../app/station.tsx';
import { useWords } from '../i18n/index.tsx';
import { Button } from './Button.tsx';
import { Failure } from './Failure.tsx';
import styles from './Person.module.css';

/** Who is working here. Looking needs no name; decisions do. */
export function Person() {
  const { t } = useWords();
  const who = useRoute('session.who', {});
  const dialog = useRef<HTMLDialogElement>(null);
  const signIn = useCommand('session.signIn', { onDone: () => dialog.current?.close() });
  const signOut = useCommand('session.signOut');

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    signIn.mutate({ name: String(form.get('name')), password: String(form.get('password')) });
  }

  if (who.data != null) {
    return (
      <Button icon={LogOut} onClick={() => signOut.mutate({})} title={t('signIn.out')}>
        {t('status.who', { name: who.data.name, role: t(`role.${who.data.role}`) })}
      </Button>
    );
  }
  return (
    <>
      <Button icon={LogIn} onClick={() => dialog.current?.showModal()}>
        {t('signIn.open')}
      </Button>
      <dialog ref={dialog} className={styles['dialog']} aria-labelledby="sign-in-title" onClose={() => signIn.reset()}>
        <form className={styles['form']} onSubmit={submit}>
          <h2 id="sign-in-title">{t('signIn.title')}</h2>
          <p className={styles['lead']}>{t('signIn.lead')}</p>
          <label>
            {t('signIn.name')}
            <input name="name" autoComplete="username" required maxLength={50} />
          </label>
          <label>
            {t('signIn.password')}
            <input name="password" type="password" autoComplete="current-password" required maxLength={200} />
          </label>
          {signIn.error !== null && <Failure error={signIn.error.failure} />}
          <div className={styles['buttons']}>
            <Button onClick={() => dialog.current?.close()}>{t('signIn.cancel')}</Button>
            <Button type="submit" primary disabled={signIn.isPending}>
              {t('signIn.open')}
            </Button>
          </div>
        </form>
      </dialog>
    </>
  );
}
