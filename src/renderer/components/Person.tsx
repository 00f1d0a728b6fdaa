import { ChevronDown, KeyRound, LockKeyhole, LogOut, UserRound } from 'lucide-react';
import { useState } from 'react';
import { useCommands } from '../app/commands.ts';
import { useRoute } from '../app/station.tsx';
import { useWords } from '../i18n/index.tsx';
import { ChangePassword } from '../screens/accounts/ChangePassword.tsx';
import { useDoor } from '../screens/door/useDoor.ts';
import { Menu } from './Menu.tsx';
import styles from './Person.module.css';

/** Who is working here, and how they leave. */
export function Person() {
  const { t } = useWords();
  const who = useRoute('session.who', {}).data;
  const practising = useRoute('practice.get', {}).data?.part != null;
  const { lock, signOut } = useDoor();
  const [changing, setChanging] = useState(false);
  const choices =
    who == null || practising
      ? []
      : [
          { id: 'session.lock', label: t('lock.now'), icon: LockKeyhole, keys: 'Ctrl+Shift+L', run: lock },
          { id: 'account.changePassword', label: t('lock.password'), icon: KeyRound, run: () => setChanging(true) },
          { id: 'session.signOut', label: t('signIn.out'), icon: LogOut, run: signOut },
        ];
  useCommands(choices.map((choice) => ({ ...choice, group: t('lock.person') })));
  if (who == null) return null;
  const words = (
    <>
      <UserRound size={15} aria-hidden="true" />
      <span>{t('status.who', { name: who.name, role: t(`role.${who.role}`) })}</span>
    </>
  );
  if (practising) return <p className={styles['person']}>{words}</p>;
  return (
    <>
      <Menu label={t('lock.person')} choices={choices}>
        <button
          type="button"
          className={styles['person']}
          data-look={who.passwordOfOther}
          title={who.passwordOfOther ? t('lock.given') : t('lock.person')}
        >
          {words}
          {who.passwordOfOther && (
            <span role="img" aria-label={t('lock.givenMark')} title={t('lock.givenMark')} className={styles['look']}>
              <KeyRound size={14} aria-hidden="true" />
            </span>
          )}
          <ChevronDown size={14} aria-hidden="true" />
        </button>
      </Menu>
      {changing && <ChangePassword given={who.passwordOfOther} onClose={() => setChanging(false)} />}
    </>
  );
}
