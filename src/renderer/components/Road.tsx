import { useWords } from '../i18n/index.tsx';
import { segments, stepNumber, type Place } from './road.ts';
import styles from './Road.module.css';

/** The nine steps as a strip; amber where something is parked. With `names` each step is written below. */
export function Road({ step, parked, names = false }: { step: Place; parked: number; names?: boolean }) {
  const { t } = useWords();
  const at = { n: stepNumber(step), step: t(`step.${step}`), parked };
  const label = step === 'done' ? t('road.done') : t(parked > 0 ? 'road.atParked' : 'road.at', at);
  return (
    <div
      role="img"
      aria-label={label}
      title={label}
      className={styles['road']}
      data-names={names}
      data-done={step === 'done'}
      data-parked={parked > 0}
    >
      {segments(step).map(({ name, state }) => (
        <span key={name} className={styles['segment']} data-state={state}>
          {names && <span className={styles['name']}>{t(`step.${name}`)}</span>}
        </span>
      ))}
    </div>
  );
}
