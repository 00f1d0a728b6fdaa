import { useWords } from '../i18n/index.tsx';
import { Button } from './Button.tsx';
import styles from './Progress.module.css';

interface Props {
  /** What is going on. */
  label: string;
  done: number;
  /** 0 while it is not known. */
  of: number;
  /** In words of the caller: `12 trang/phút`, `61 kB/s`. */
  rate?: string;
  secondsLeft?: number | null;
  /** Words instead of `done/of`, for bytes. */
  amount?: string;
  onCancel?: () => void;
  /** In a narrow place: what is known stands below, always on as many lines, so that nothing jumps under the hand that wants to stop it. */
  below?: boolean;
}

/** Work under way: count, rate, time left, and a cancel that cancels. */
export function Progress({ label, done, of, rate, secondsLeft, amount, onCancel, below = false }: Props) {
  const { t, number, duration } = useWords();
  const count = amount ?? t('progress.count', { done: number(done), of: number(of) });
  const left = secondsLeft == null ? undefined : t('progress.left', { time: duration(secondsLeft) });
  const pace = [rate, left].filter((fact) => fact !== undefined);
  return (
    <div className={styles['progress']}>
      <div className={styles['line']}>
        <span className={styles['label']}>{label}</span>
        {!below && <span className={styles['facts']}>{[count, ...pace].join(' · ')}</span>}
        {onCancel !== undefined && <Button onClick={onCancel}>{t('progress.cancel')}</Button>}
      </div>
      <ProgressBar label={label} done={done} of={of} />
      {below && (
        <div className={styles['below']}>
          <p>{count}</p>
          <p>{pace.join(' · ')}</p>
        </div>
      )}
    </div>
  );
}

/** The bar alone, for one of several things under way. */
export function ProgressBar({ label, done, of, thin = false }: { label: string; done: number; of: number; thin?: boolean }) {
  return (
    <progress className={styles['bar']} data-thin={thin} aria-label={label} {...(of === 0 ? {} : { value: done, max: of })} />
  );
}
