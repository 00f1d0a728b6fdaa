import { CircleAlert, Hand, HardDrive, Upload } from 'lucide-react';
import type { DeliveryView } from '../../../contract/views.ts';
import { Delivery } from '../../components/Delivery.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useWords } from '../../i18n/index.tsx';
import { standingOf } from './rules.ts';
import styles from './Queue.module.css';

/** Where a package stands: the four states at the archive are never blurred, and what keeps it here is said. */
export function StateCell({ delivery }: { delivery: DeliveryView }) {
  const { t, day, explain } = useWords();
  const share = delivery.bytes === 0 ? 0 : delivery.sentBytes / delivery.bytes;
  const percent = t('send.percent', { n: Math.floor(share * 100) });
  const standing = standingOf(delivery);
  switch (standing) {
    case 'parked':
      return (
        <span className={styles['state']} title={delivery.error === null ? undefined : explain(delivery.error).what}>
          <Tag tone="look" icon={CircleAlert}>
            {t('send.parked')}
          </Tag>
          {delivery.error !== null && <span className={styles['reason']}>{explain(delivery.error).what}</span>}
        </span>
      );
    case 'disk':
      return (
        <Tag tone="accent" icon={HardDrive}>
          {t('send.onDisk', { day: delivery.disk === null ? '' : day(delivery.disk.at) })}
        </Tag>
      );
    case 'held':
      return (
        <Tag tone="quiet" icon={Hand}>
          {t('send.heldBy', { name: delivery.heldBy ?? '' })}
        </Tag>
      );
    case 'sending':
    case 'begun':
      return (
        <span className={styles['state']} data-busy={standing === 'sending'}>
          <Upload size={15} aria-hidden="true" />
          <progress className={styles['share']} value={share} aria-label={t('delivery.sending')} />
          <span className={styles['percent']}>{percent}</span>
          {standing === 'begun' && <span className={styles['reason']}>{t('send.begun')}</span>}
        </span>
      );
    case 'waiting':
    case 'sent':
    case 'received':
    case 'validated':
    case 'delivered':
    case 'rejected':
      return <Delivery state={standing} />;
  }
}
