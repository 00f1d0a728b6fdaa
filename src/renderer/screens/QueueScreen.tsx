import { Link } from '@tanstack/react-router';
import { useRoute } from '../app/station.tsx';
import { Delivery } from '../components/Delivery.tsx';
import { useWords } from '../i18n/index.tsx';
import type { DeliveryView } from '../../contract/views.ts';
import styles from './Screen.module.css';

/** The packages on their way to the archive, and what came back. */
export function QueueScreen() {
  const { t } = useWords();
  const queue = useRoute('queue.list', {}).data?.deliveries;
  const station = useRoute('station.get', {}).data;
  return (
    <section className={styles['screen']} aria-labelledby="queue-screen">
      <h1 id="queue-screen">{t('queue.title')}</h1>
      <p className={styles['lead']}>
        {t('queue.lead')} {station?.archiveUrl === null && t('queue.noArchive')}
      </p>
      {queue?.length === 0 && <p className={styles['none']}>{t('queue.none')}</p>}
      {queue !== undefined && queue.length > 0 && (
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{t('dossiers.fileCode')}</th>
              <th scope="col">{t('queue.package')}</th>
              <th scope="col">{t('queue.state')}</th>
              <th scope="col" className={styles['figure']}>
                {t('queue.size')}
              </th>
              <th scope="col">{t('queue.receipt')}</th>
              <th scope="col">{t('dossiers.changed')}</th>
            </tr>
          </thead>
          <tbody>
            {queue.map((delivery) => (
              <Row key={delivery.objid} delivery={delivery} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Row({ delivery }: { delivery: DeliveryView }) {
  const { t, size, minute, explain } = useWords();
  const words = delivery.error === null ? null : explain(delivery.error);
  return (
    <tr>
      <td>
        <Link to="/dossier/$fileCode" params={{ fileCode: delivery.fileCode }}>
          {delivery.fileCode}
        </Link>
      </td>
      <td className={styles['small']}>{delivery.objid}</td>
      <td>
        <Delivery state={delivery.state} share={delivery.bytes === 0 ? 0 : delivery.sentBytes / delivery.bytes} />
        {words !== null && <p className={styles['small']}>{`${words.what} ${words.safe} ${words.todo}`}</p>}
        {delivery.reasons.length > 0 && (
          <ul className={styles['reasons']} aria-label={t('queue.reasons')}>
            {delivery.reasons.map((reason) => (
              <li key={`${reason.code} ${reason.document ?? ''} ${reason.page ?? ''}`}>{reason.message}</li>
            ))}
          </ul>
        )}
      </td>
      <td className={styles['figure']}>{size(delivery.bytes)}</td>
      <td>{delivery.receiptNumber}</td>
      <td className={styles['quiet']}>{minute(delivery.changedAt)}</td>
    </tr>
  );
}
