import { Archive, CheckCheck, CircleX, Clock, Upload, type LucideIcon } from 'lucide-react';
import type { DeliveryState } from '../../contract/views.ts';
import { useWords } from '../i18n/index.tsx';
import styles from './Delivery.module.css';

const looks: Record<DeliveryState, { icon: LucideIcon; tone: 'quiet' | 'busy' | 'good' | 'bad' }> = {
  waiting: { icon: Clock, tone: 'quiet' },
  sending: { icon: Upload, tone: 'busy' },
  sent: { icon: Archive, tone: 'busy' },
  received: { icon: Archive, tone: 'busy' },
  validated: { icon: Archive, tone: 'busy' },
  delivered: { icon: CheckCheck, tone: 'good' },
  rejected: { icon: CircleX, tone: 'bad' },
};

/** A package's state in icon and words; green only when the receipt is in hand. `share` sent, 0…1, is drawn while sending. */
export function Delivery({ state, share = 0 }: { state: DeliveryState; share?: number }) {
  const { t } = useWords();
  const { icon: Icon, tone } = looks[state];
  const label = t(`delivery.${state}`);
  return (
    <span className={styles['delivery']} data-tone={tone}>
      <Icon size={15} aria-hidden="true" />
      {label}
      {state === 'sending' && <progress className={styles['share']} value={share} aria-label={label} />}
    </span>
  );
}
