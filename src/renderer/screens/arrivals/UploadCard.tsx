import { CheckCheck, CircleAlert, FileWarning, RotateCw, X } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { Failure } from '../../components/Failure.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Progress, ProgressBar } from '../../components/Progress.tsx';
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
  const { t, number, size } = useWords();
  const { files, bytes, phase, going, error, pace } = shown;
  const rate = phase === 'sending' ? rateOf(pace) : null;
  const amount = { done: number(files.done), of: number(files.of), bytes: size(bytes.done), all: size(bytes.of) };
  return (
    <>
      <Progress
        label={t(`arrivals.phase.${phase}`)}
        done={bytes.done}
        of={phase === 'looking' ? 0 : bytes.of}
        amount={t('arrivals.amount', amount)}
        {...(rate === null ? {} : { rate: t('arrivals.rate', { size: size(rate) }) })}
        secondsLeft={phase === 'sending' ? secondsLeft(pace, bytes.of - bytes.done) : null}
        onCancel={cancel}
        below
      />
      {/* Always as many lines, here too. */}
      <ul className={styles['going']}>
        {Array.from({ length: lanes }, (_, lane) => going[lane] ?? null).map((file, lane) => (
          // A lane is a place, whatever file is in it.
          <li key={lane}>
            <span className={styles['name']} title={file?.name}>
              {file?.name}
            </span>
            {file !== null && <ProgressBar label={file.name} done={file.done} of={file.of} thin />}
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
