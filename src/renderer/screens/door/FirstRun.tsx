import { ArrowLeft, ArrowRight, FlaskConical, Hammer } from 'lucide-react';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { remember } from '../../app/memory.ts';
import { rememberSignIn } from '../../app/resume.ts';
import { useCommand } from '../../app/station.tsx';
import { Button } from '../../components/Button.tsx';
import { Failure } from '../../components/Failure.tsx';
import { useLang, useWords } from '../../i18n/index.tsx';
import { usePractice } from '../practice/usePractice.ts';
import { AccountFields } from './AccountFields.tsx';
import { AgencyFields } from './AgencyFields.tsx';
import { isAgencyComplete, isComplete, type NewAccount, type NewAgency } from './check.ts';
import { DoorPage } from './DoorPage.tsx';
import styles from './Form.module.css';

const steps = ['agency', 'account', 'check'] as const;

/** The first start on this machine: agency, IT account, one look, and all of it is made at once. Then the accounts of the others. */
export function FirstRun() {
  const { t } = useWords();
  const { lang } = useLang();
  const navigate = useNavigate();
  const { offered, busy, enter } = usePractice();
  const [at, setAt] = useState(0);
  const [agency, setAgency] = useState<NewAgency>({ agencyCode: '', agencyName: '', fondsCode: '' });
  const [account, setAccount] = useState<NewAccount>({ name: '', password: '', again: '' });
  const setUp = useCommand('station.setUp', {
    onDone: (person) => {
      remember('name', person.name);
      rememberSignIn(person.resume);
      void navigate({ to: '/accounts' });
    },
  });
  const complete = [isAgencyComplete(agency), isComplete(account), true][at] === true;

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!complete) return;
    if (at < 2) return setAt(at + 1);
    setUp.mutate({
      agencyCode: agency.agencyCode,
      agencyName: agency.agencyName.trim(),
      fondsCode: agency.fondsCode.trim(),
      practice: false,
      language: lang,
      account: { name: account.name.trim(), password: account.password },
    });
  }

  return (
    <DoorPage title={t('first.title')} lead={t('first.lead')}>
      <ol className={styles['steps']} aria-label={t('first.step', { n: at + 1 })}>
        {steps.map((step, index) => (
          <li
            key={step}
            className={styles['step']}
            data-state={index === at ? 'now' : index < at ? 'done' : 'later'}
            aria-current={index === at ? 'step' : undefined}
          >
            {t(`first.${step}`)}
          </li>
        ))}
      </ol>
      <form className={styles['form']} onSubmit={submit}>
        {at === 0 && <AgencyFields value={agency} onChange={setAgency} />}
        {at === 1 && (
          <>
            <p className={styles['hint']}>{t('first.accountLead')}</p>
            <AccountFields value={account} onChange={setAccount} />
          </>
        )}
        {at === 2 && <Summary agency={agency} name={account.name.trim()} />}
        {setUp.error !== null && <Failure error={setUp.error.failure} />}
        <div className={styles['buttons']}>
          {at > 0 && (
            <Button icon={ArrowLeft} disabled={setUp.isPending} onClick={() => setAt(at - 1)}>
              {t('first.back')}
            </Button>
          )}
          {/* Another button at each step: only one that appears takes the focus. */}
          <Button
            key={at}
            type="submit"
            primary
            icon={at === 2 ? Hammer : ArrowRight}
            disabled={!complete || setUp.isPending}
            autoFocus={at === 2}
          >
            {t(at === 2 ? 'first.make' : 'first.next')}
          </Button>
        </div>
      </form>
      {offered && at === 0 && (
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

function Summary({ agency, name }: { agency: NewAgency; name: string }) {
  const { t } = useWords();
  return (
    <>
      <p className={styles['hint']}>{t('first.checkLead')}</p>
      <dl className={styles['check']}>
        <dt>{t('first.agencyCode')}</dt>
        <dd>{agency.agencyCode}</dd>
        <dt>{t('first.agencyName')}</dt>
        <dd>{agency.agencyName.trim()}</dd>
        <dt>{t('first.fondsCode')}</dt>
        <dd>{agency.fondsCode.trim()}</dd>
        <dt>{t('first.account')}</dt>
        <dd>{name}</dd>
      </dl>
    </>
  );
}
