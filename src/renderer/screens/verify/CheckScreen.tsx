import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { ChevronLeft, Files, Shuffle, Undo2, UserCheck } from 'lucide-react';
import type { CheckMode, CheckView } from '../../../contract/routes/verify.ts';
import { useCommands } from '../../app/commands.ts';
import { useCommand, useRoute } from '../../app/station.tsx';
import { Button } from '../../components/Button.tsx';
import { Kbd } from '../../components/Kbd.tsx';
import { Failure } from '../../components/Failure.tsx';
import { useWords } from '../../i18n/index.tsx';
import { CheckRoom } from './CheckRoom.tsx';
import styles from './CheckScreen.module.css';

/** One dossier before its verifier: how to check it, then the check itself. */
export function CheckScreen() {
  const { t } = useWords();
  const { fileCode } = useParams({ from: '/verify/$fileCode' });
  const { data: view, error } = useRoute('verify.get', { fileCode });
  if (view === undefined)
    return (
      <div className={styles['screen']}>
        <Link to="/verify" className={styles['back']}>
          <ChevronLeft size={16} aria-hidden="true" />
          {t('verify.back')}
        </Link>
        {error !== null && <Failure error={error.failure} />}
      </div>
    );
  return (
    <div className={styles['screen']}>
      <Head view={view} />
      {view.check === null ? <Begin view={view} /> : <CheckRoom key={view.check.id} view={view} check={view.check} />}
    </div>
  );
}

function Head({ view }: { view: CheckView }) {
  const { t } = useWords();
  return (
    <header className={styles['head']}>
      <Link to="/verify" className={styles['back']} title={t('verify.back')} aria-label={t('verify.back')}>
        <ChevronLeft size={16} aria-hidden="true" />
      </Link>
      <div className={styles['title']}>
        <h1 title={view.title}>{view.title}</h1>
        <p className={styles['facts']}>
          <span className={styles['code']}>{view.fileCode}</span>
          <span>{t('verify.facts', { documents: view.documents.length, pages: view.pages })}</span>
        </p>
      </div>
    </header>
  );
}

function Begin({ view }: { view: CheckView }) {
  const { t, minute } = useWords();
  const navigate = useNavigate();
  const begin = useCommand('verify.begin');
  const undo = useCommand('verify.undoReturn');
  const { fileCode, offers, heldBy, refusal, lastReturn } = view;
  const start = (mode: CheckMode) => begin.mutate({ fileCode, mode, takeOver: heldBy !== null });
  const disabled = refusal !== null || begin.isPending;
  const group = t('verify.group');
  useCommands([
    { id: 'verify.beginFull', label: t('verify.full', { n: offers.full }), keys: '1', group, disabled, run: () => start('full') },
    {
      id: 'verify.beginSampled',
      label: t('verify.sampled', { n: offers.sampled }),
      keys: '2',
      group,
      disabled,
      run: () => start('sampled'),
    },
  ]);
  const unsigned = view.documents.filter(({ signedPdf }) => signedPdf === null).length;
  return (
    <div className={styles['begin']}>
      {lastReturn?.undoable === true && (
        <div className={styles['notice']}>
          <p>{t('verify.lastReturn', { name: lastReturn.by, n: lastReturn.findings, at: minute(lastReturn.at) })}</p>
          <Button icon={Undo2} disabled={undo.isPending} onClick={() => undo.mutate({ fileCode })}>
            {t('verify.undoReturn')}
          </Button>
        </div>
      )}
      {undo.error !== null && <Failure error={undo.error.failure} />}
      {refusal !== null ? (
        <>
          <h2>{t('verify.cannot')}</h2>
          <Failure error={refusal} />
          {unsigned > 0 && (
            <p>
              <Button onClick={() => void navigate({ to: '/sign', search: { fileCode } })}>
                {t('verify.toSign', { n: unsigned })}
              </Button>
            </p>
          )}
        </>
      ) : (
        <>
          <h2>{t('verify.beginTitle')}</h2>
          {heldBy !== null && (
            <p className={styles['held']}>{t('verify.held', { name: heldBy.name, since: minute(heldBy.since) })}</p>
          )}
          <div className={styles['offers']}>
            <Offer
              title={t('verify.full', { n: offers.full })}
              text={t('verify.fullText')}
              icon={heldBy === null ? Files : UserCheck}
              keys="1"
              onChoose={() => start('full')}
              disabled={begin.isPending}
            />
            <Offer
              title={t('verify.sampled', { n: offers.sampled })}
              text={t('verify.sampledText', {
                percent: offers.rule.percent,
                least: offers.rule.least,
                risky: offers.risky,
              })}
              icon={heldBy === null ? Shuffle : UserCheck}
              keys="2"
              onChoose={() => start('sampled')}
              disabled={begin.isPending}
            />
          </div>
          {begin.error !== null && <Failure error={begin.error.failure} />}
        </>
      )}
    </div>
  );
}

function Offer(props: {
  title: string;
  text: string;
  icon: typeof Files;
  keys: string;
  disabled: boolean;
  onChoose: () => void;
}) {
  const Icon = props.icon;
  return (
    <button type="button" className={styles['offer']} disabled={props.disabled} onClick={props.onChoose}>
      <Icon size={20} aria-hidden="true" />
      <strong>
        {props.title} <Kbd keys={props.keys} />
      </strong>
      <span>{props.text}</span>
    </button>
  );
}
