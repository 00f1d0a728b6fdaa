import { CheckCheck, CircleX, Download, Printer } from 'lucide-react';
import type { ReceiptView } from '../../../contract/routes/queue.ts';
import { useCommand, useRoute } from '../../app/station.tsx';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Failure } from '../../components/Failure.tsx';
import { useWords } from '../../i18n/index.tsx';
import styles from './ReceiptDialog.module.css';

/** A receipt to be read, printed or kept: what the archive signed, and whether its signature holds now. */
export function ReceiptDialog({ objid, onClose }: { objid: string; onClose: () => void }) {
  const { t } = useWords();
  const receipt = useRoute('queue.receipt', { objid });
  const file = useCommand('queue.receiptFile', { onDone: ({ token, name }) => fetchFile(`/download/${token}`, name) });
  return (
    <Dialog
      title={t('send.receipt')}
      open
      onClose={onClose}
      buttons={
        <>
          <Button icon={Download} disabled={file.isPending || receipt.data === undefined} onClick={() => file.mutate({ objid })}>
            {t('send.receipt.keep')}
          </Button>
          <Button icon={Printer} disabled={receipt.data === undefined} onClick={() => window.print()}>
            {t('send.receipt.print')}
          </Button>
          <Button primary onClick={onClose}>
            {t('send.disk.close')}
          </Button>
        </>
      }
    >
      {receipt.error !== null && <Failure error={receipt.error.failure} />}
      {file.error !== null && <Failure error={file.error.failure} />}
      {receipt.data === undefined ? <div className={styles['wait']} /> : <Sheet receipt={receipt.data} />}
    </Dialog>
  );
}

function Sheet({ receipt }: { receipt: ReceiptView }) {
  const { t, number, size, minute, explain } = useWords();
  const rows: readonly (readonly [string, string])[] = [
    [t('send.receiptNumber'), receipt.number],
    [t('send.receipt.archive'), receipt.archive],
    [t('send.receipt.agency'), receipt.agencyName],
    [t('send.dossier'), receipt.fileCode],
    [t('send.receipt.title'), receipt.title],
    [
      t('send.receipt.content'),
      t('send.receipt.counts', { documents: number(receipt.documents), pages: number(receipt.pages), size: size(receipt.bytes) }),
    ],
    [t('send.receipt.received'), minute(receipt.receivedAt)],
    [t('send.receipt.issued'), minute(receipt.issuedAt)],
    [t('send.receipt.package'), receipt.objid],
    [t('send.receipt.sha256'), receipt.sha256],
    [t('send.receipt.signature'), receipt.signature],
    [t('send.receipt.key'), receipt.keyId],
  ];
  const digests = new Set([receipt.sha256, receipt.signature, receipt.keyId]);
  return (
    <article className={styles['sheet']} data-print="true">
      <h3 className={styles['name']}>{t('send.receipt')}</h3>
      {receipt.practice && <p className={styles['practice']}>{t('send.receipt.practice')}</p>}
      <p className={styles['verdict']} data-good={receipt.problem === null}>
        {receipt.problem === null ? <CheckCheck size={16} aria-hidden="true" /> : <CircleX size={16} aria-hidden="true" />}
        {receipt.problem === null ? t('send.receipt.good') : explain(receipt.problem).what}
      </p>
      <dl className={styles['facts']}>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className={digests.has(value) ? styles['mono'] : undefined}>{value}</dd>
          </div>
        ))}
      </dl>
      <table className={styles['ledger']}>
        <caption>{t('send.receipt.ledger')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('send.receipt.document')}</th>
            <th scope="col">{t('send.pages')}</th>
          </tr>
        </thead>
        <tbody>
          {receipt.ledger.map(({ document, pages }) => (
            <tr key={document}>
              <td>{document}</td>
              <td>{number(pages)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  );
}

function fetchFile(href: string, name: string): void {
  const link = document.createElement('a');
  link.href = href;
  link.download = name;
  link.click();
}
