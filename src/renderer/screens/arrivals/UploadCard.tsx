import { CheckCheck, CircleAlert, FileWarning, RotateCw, X } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { Failure } from '../../components/Failure.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { useWords } from '../../i18n/index.tsx';
import { rateOf, secondsLeft } from './pace.ts';
import styles from './UploadCard.module.css';
import { forgetUpload, lanes, type useUploads } from './uploads.ts';

type Upload = ReturnType<typeof useUploads>[number];

const shownTroubles = 50;

/** One drop: how far it is, or what became of every file. */
export function UploadCard({ upload, withCode }: { upload: Upload; withCode: boolean }) {
  const { t } = useWords();
  const { shown } = upload;
  return (
    <section className={styles['card']} aria-label={t('arrivals.upload', { fileCode: shown.fileCode })}>
      {withCode && <p className={styles['code']}>{shown.fileCode}</p>}
      {shown.result === null ? <Going upload={upload} /> : <Outcome upload={upload} result={shown.result} />}
    </section>
  );
}

function Going({ upload: { shown, cancel, goOn } }: { upload: Upload }) {
  const { t } = useWords();
  const { bytes, phase, going, error } = shown;
  const label = t(`arrivals.phase.${phase}`);
  return (
    <>
      <div className={styles['line']}>
        <span className={styles['label']}>{label}</span>
        <Button onClick={cancel}>{t('progress.cancel')}</Button>
      </div>
      <progress
        className={styles['bar']}
        aria-label={label}
        {...(phase === 'looking' || bytes.of === 0 ? {} : { value: bytes.done, max: bytes.of })}
      />
      <Facts shown={shown} />
      {/* Always as many lines, so that nothing jumps under the hand that wants to stop it. */}
      <ul className={styles['going']}>
        {Array.from({ length: lanes }, (_, lane) => going[lane] ?? null).map((file, lane) => (
          // A lane is a place, whatever file is in it.
          <li key={lane}>
            <span className={styles['name']} title={file?.name}>
              {file?.name}
            </span>
            {file !== null && <progress className={styles['bar']} aria-label={file.name} value={file.done} max={file.of} />}
          </li>
        ))}
      </ul>
      {error !== null && (
        <>
          <Failure error={error} />
          <Button icon={RotateCw} onClick={goOn}>
            {t('arrivals.goOn')}
          </Button>
        </>
      )}
    </>
  );
}

function Facts({ shown: { files, bytes, pace, phase } }: { shown: Upload['shown'] }) {
  const { t, number, size, duration } = useWords();
  const rate = phase === 'sending' ? rateOf(pace) : null;
  const left = phase === 'sending' ? secondsLeft(pace, bytes.of - bytes.done) : null;
  const amount = { done: number(files.done), of: number(files.of), bytes: size(bytes.done), all: size(bytes.of) };
  return (
    <div className={styles['facts']}>
      <p>{t('arrivals.amount', amount)}</p>
      <p>
        {rate !== null && t('arrivals.rate', { size: size(rate) })}
        {rate !== null && left !== null && ' · '}
        {left !== null && t('progress.left', { time: duration(left) })}
      </p>
    </div>
  );
}

function Outcome({ upload: { shown, retry }, result }: { upload: Upload; result: NonNullable<Upload['shown']['result']> }) {
  const { t, explain } = useWords();
  const { files, known, refused } = result;
  const Icon = refused.length > 0 ? FileWarning : CheckCheck;
  return (
    <>
      <p className={styles['head']} data-tone={refused.length > 0 ? 'look' : 'good'}>
        <Icon size={16} aria-hidden="true" />
        <span className={styles['done']}>{t('arrivals.done', { files, known })}</span>
        <IconButton icon={X} label={t('arrivals.dismiss')} onClick={() => forgetUpload(shown.id)} />
      </p>
      {refused.length > 0 && (
        <>
          <p className={styles['refused']}>{t('arrivals.refused', { n: refused.length })}</p>
          <ul className={styles['troubles']}>
            {refused.slice(0, shownTroubles).map(({ source, error }) => {
              const { what, todo } = explain(error);
              return (
                <li key={source}>
                  <CircleAlert size={14} aria-hidden="true" />
                  <span>
                    <strong title={source}>{source}</strong> {what} {todo}
                  </span>
                </li>
              );
            })}
          </ul>
          {refused.length > shownTroubles && (
            <p className={styles['refused']}>{t('arrivals.more', { n: refused.length - shownTroubles })}</p>
          )}
        </>
      )}
      {retry !== null && (
        <Button
          icon={RotateCw}
          onClick={() => {
            forgetUpload(shown.id);
            retry();
          }}
        >
          {t('arrivals.retry')}
        </Button>
      )}
    </>
  );
}
