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
}

/** Work under way: count, rate, time left, and a cancel that cancels. */
export function Progress({ label, done, of, rate, secondsLeft, amount, onCancel }: Props) {
  const { t, number, duration } = useWords();
  const facts = [
    amount ?? t('progress.count', { done: number(done), of: number(of) }),
    rate,
    secondsLeft == null ? undefined : t('progress.left', { time: duration(secondsLeft) }),
  ].filter((fact) => fact !== undefined);
  return (
    <div className={styles['progress']}>
      <div className={styles['line']}>
        <span className={styles['label']}>{label}</span>
        <span className={styles['facts']}>{facts.join(' · ')}</span>
        {onCancel !== undefined && <Button onClick={onCancel}>{t('progress.cancel')}</Button>}
      </div>
      <progress className={styles['bar']} aria-label={label} {...(of === 0 ? {} : { value: done, max: of })} />
    </div>
  );
}
