import { Ban, CircleCheck, CircleDot, Ellipsis, KeyRound, TriangleAlert, UserRoundCog, UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import type { RegisteredAccount } from '../../../contract/views.ts';
import { useCommands } from '../../app/commands.ts';
import { useCommand, useRoute } from '../../app/station.tsx';
import { toast } from '../../app/toasts.ts';
import { Button } from '../../components/Button.tsx';
import { DataTable, type TableColumn } from '../../components/DataTable.tsx';
import { Failure } from '../../components/Failure.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Menu } from '../../components/Menu.tsx';
import { Screen } from '../../components/Screen.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useWords } from '../../i18n/index.tsx';
import styles from './Accounts.module.css';
import { AddAccount } from './AddAccount.tsx';
import { ChangeRole } from './ChangeRole.tsx';
import { ResetPassword } from './ResetPassword.tsx';
import { missingRoles } from './missing.ts';

type Open = { readonly what: 'add' } | { readonly what: 'role' | 'password'; readonly account: RegisteredAccount } | null;

/** Who works at this station. IT adds people, changes what they may do, and ends what should end. */
export function AccountsScreen() {
  const { t } = useWords();
  const register = useRoute('account.register', {});
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const add = () => setOpen({ what: 'add' });
  useCommands([
    { id: 'account.add', label: t('accounts.add'), keys: 'N', icon: UserRoundPlus, group: t('accounts.title'), run: add },
  ]);
  const accounts = register.data ?? [];
  const columns = useColumns(setOpen);
  const missing = register.data === undefined ? [] : missingRoles(accounts);
  return (
    <Screen
      title={t('accounts.title')}
      lead={t('accounts.lead')}
      body="fill"
      actions={
        <Button icon={UserRoundPlus} primary keys="N" onClick={add}>
          {t('accounts.add')}
        </Button>
      }
    >
      <div className={styles['fill']}>
        {register.error !== null && <Failure error={register.error.failure} />}
        {missing.length > 0 && (
          <section className={styles['advice']} aria-label={t('accounts.adviceTitle')}>
            <h2>
              <TriangleAlert size={16} aria-hidden="true" />
              {t('accounts.adviceTitle')}
            </h2>
            <ul>
              {missing.includes('clerk') && <li>{t('accounts.adviceClerk')}</li>}
              {missing.includes('supervisor') && <li>{t('accounts.adviceSupervisor')}</li>}
            </ul>
          </section>
        )}
        <div className={styles['table']}>
          <DataTable
            label={t('accounts.title')}
            columns={columns}
            count={register.data === undefined ? 3 : accounts.length}
            row={(index) => accounts[index]}
            rowKey={({ name }) => name}
          />
        </div>
      </div>
      {open?.what === 'add' && <AddAccount suggested={missing[0] ?? 'clerk'} onClose={close} />}
      {open?.what === 'role' && <ChangeRole account={open.account} onClose={close} />}
      {open?.what === 'password' && <ResetPassword name={open.account.name} onClose={close} />}
    </Screen>
  );
}

function useColumns(open: (what: Open) => void): TableColumn<RegisteredAccount>[] {
  const { t, day, minute } = useWords();
  const me = useRoute('session.who', {}).data?.name;
  return [
    {
      id: 'name',
      label: t('accounts.name'),
      width: 'minmax(180px, 1.2fr)',
      cell: ({ name, disabled }) => (
        <span className={styles['who']}>
          <span className={disabled ? styles['off'] : styles['name']} title={name}>
            {name}
          </span>
          {name === me && <Tag>{t('accounts.you')}</Tag>}
        </span>
      ),
    },
    { id: 'role', label: t('accounts.role'), width: 'minmax(160px, 1fr)', cell: ({ role }) => t(`accounts.role.${role}`) },
    { id: 'state', label: t('accounts.state'), width: '150px', cell: (account) => <State account={account} /> },
    {
      id: 'signedIn',
      label: t('accounts.signedIn'),
      width: '160px',
      cell: ({ signedInAt }) =>
        signedInAt === null ? <span className={styles['quiet']}>{t('accounts.never')}</span> : minute(signedInAt),
    },
    {
      id: 'password',
      label: t('accounts.password'),
      width: 'minmax(220px, 1.2fr)',
      cell: ({ name, passwordBy, passwordAt }) => (
        <span className={styles['quiet']}>
          {passwordBy === null || passwordAt === null
            ? t('accounts.passwordUnknown')
            : passwordBy === name
              ? t('accounts.passwordOwn', { day: day(passwordAt) })
              : t('accounts.passwordGiven', { name: passwordBy, day: day(passwordAt) })}
        </span>
      ),
    },
    {
      id: 'actions',
      label: t('accounts.actions'),
      width: '90px',
      cell: (account) => <Actions account={account} own={account.name === me} open={open} />,
    },
  ];
}

function State({ account: { disabled, present } }: { account: RegisteredAccount }) {
  const { t } = useWords();
  if (disabled) return <Tag icon={Ban}>{t('accounts.disabled')}</Tag>;
  if (present) {
    return (
      <Tag tone="accent" icon={CircleDot}>
        {t('accounts.present')}
      </Tag>
    );
  }
  return <Tag icon={CircleCheck}>{t('accounts.enabled')}</Tag>;
}

function Actions({ account, own, open }: { account: RegisteredAccount; own: boolean; open: (what: Open) => void }) {
  const { t, explain } = useWords();
  const enable = useCommand('account.setEnabled');
  const { name, disabled } = account;

  /** Told with its opposite at hand: this is undone, not asked about. */
  function turn(enabled: boolean): void {
    enable.mutate(
      { name, enabled },
      {
        onSuccess: () =>
          toast({
            words: t(enabled ? 'accounts.wasEnabled' : 'accounts.wasDisabled', { name }),
            undo: () => enable.mutate({ name, enabled: !enabled }),
          }),
        onError: ({ failure }) => {
          const { what, todo } = explain(failure);
          toast({ words: `${what} ${todo}`, tone: 'bad' });
        },
      },
    );
  }

  return (
    <Menu
      label={t('accounts.actionsFor', { name })}
      choices={[
        { id: 'role', label: t('accounts.changeRole'), icon: UserRoundCog, run: () => open({ what: 'role', account }) },
        {
          id: 'password',
          label: t('accounts.reset'),
          icon: KeyRound,
          disabled: own,
          run: () => open({ what: 'password', account }),
        },
        disabled
          ? { id: 'enable', label: t('accounts.enable'), icon: CircleCheck, run: () => turn(true) }
          : { id: 'disable', label: t('accounts.disable'), icon: Ban, run: () => turn(false) },
      ]}
    >
      <IconButton icon={Ellipsis} label={t('accounts.actionsFor', { name })} />
    </Menu>
  );
}
