import { FileInput, ReceiptText, Search } from 'lucide-react';
import { useRef, useState } from 'react';
import type { CodedErrorView, DeliveryView } from '../../../contract/views.ts';
import type { z } from 'zod';
import { useCommands } from '../../app/commands.ts';
import { CallError, useCommand } from '../../app/station.tsx';
import { toast } from '../../app/toasts.ts';
import { Button } from '../../components/Button.tsx';
import { DataTable, type TableColumn } from '../../components/DataTable.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Failure } from '../../components/Failure.tsx';
import { TextField } from '../../components/fields/TextField.tsx';
import { useWords } from '../../i18n/index.tsx';
import { ReceiptDialog } from './ReceiptDialog.tsx';
import { useDeliveries } from './useDeliveries.ts';
import styles from './Queue.module.css';

interface Refused {
  readonly file: string;
  readonly error: z.infer<typeof CodedErrorView>;
}

/** The archive's receipts; a receipt that came back on a disk is taken in here. */
export function Receipts() {
  const { t, number, size, minute } = useWords();
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<string | null>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const files = useRef<HTMLInputElement>(null);
  const take = useCommand('queue.takeReceipt');
  const list = useDeliveries('receipts', search.trim());
  useCommands([
    {
      id: 'send.takeReceipt',
      label: t('send.takeReceipt'),
      keys: 'Ctrl+I',
      icon: FileInput,
      group: t('send.tab.receipts'),
      run: () => files.current?.click(),
    },
  ]);

  async function takeIn(chosen: FileList | null): Promise<void> {
    const failures: Refused[] = [];
    const outcomes = { delivered: 0, rejected: 0, known: 0 };
    for (const file of chosen ?? []) {
      try {
        outcomes[(await take.mutateAsync({ content: await file.text() })).outcome] += 1;
      } catch (error) {
        if (!(error instanceof CallError)) throw error;
        failures.push({ file: file.name, error: error.failure });
      }
    }
    if (files.current !== null) files.current.value = '';
    setRefused(failures);
    if (outcomes.delivered > 0) toast({ words: t('send.taken', { n: outcomes.delivered }), tone: 'good' });
    if (outcomes.rejected > 0) toast({ words: t('send.takenRejected', { n: outcomes.rejected }), tone: 'look' });
    if (outcomes.known > 0) toast({ words: t('send.takenKnown', { n: outcomes.known }) });
  }

  const columns: TableColumn<DeliveryView>[] = [
    { id: 'number', label: t('send.receiptNumber'), width: '150px', cell: ({ receiptNumber }) => receiptNumber },
    { id: 'dossier', label: t('send.dossier'), width: 'minmax(240px, 1fr)', cell: dossierCell },
    { id: 'documents', label: t('send.documents'), width: '80px', figure: true, cell: ({ documents }) => number(documents) },
    { id: 'pages', label: t('send.pages'), width: '72px', figure: true, cell: ({ pages }) => number(pages) },
    { id: 'size', label: t('send.size'), width: '88px', figure: true, cell: ({ bytes }) => size(bytes) },
    { id: 'at', label: t('send.receivedAt'), width: '150px', cell: ({ changedAt }) => minute(changedAt) },
  ];
  const takeButton = (
    <Button icon={FileInput} keys="Ctrl+I" disabled={take.isPending} onClick={() => files.current?.click()}>
      {t('send.takeReceipt')}
    </Button>
  );
  return (
    <div className={styles['queue']}>
      <input
        ref={files}
        type="file"
        multiple
        accept=".json,application/json"
        className={styles['hidden']}
        tabIndex={-1}
        aria-label={t('send.takeReceipt')}
        onChange={(event) => void takeIn(event.currentTarget.files)}
      />
      <div className={styles['tools']}>
        <div className={styles['search']}>
          <TextField
            label={t('send.searchReceipts')}
            value={search}
            onChange={setSearch}
            type="search"
            placeholder={t('send.searchReceipts')}
          />
        </div>
        <span className={styles['gap']} />
        {takeButton}
      </div>
      {refused.map(({ file, error }) => (
        <div key={file} className={styles['refused']}>
          <strong>{file}</strong>
          <Failure error={error} />
        </div>
      ))}
      {list.error !== null && list.total === null ? (
        <Failure error={list.error.failure} />
      ) : list.total === 0 ? (
        search.trim() === '' ? (
          <EmptyState icon={ReceiptText} title={t('send.noReceipts.title')} text={t('send.noReceipts.text')} />
        ) : (
          <EmptyState icon={Search} title={t('send.noMatch')} />
        )
      ) : (
        <DataTable
          label={t('send.tab.receipts')}
          columns={columns}
          count={list.total ?? 8}
          row={list.row}
          rowKey={({ objid }) => objid}
          onRange={list.show}
          current={current}
          onCurrent={({ objid }) => setCurrent(objid)}
          onOpen={({ objid }) => setOpen(objid)}
          rowHeight={52}
        />
      )}
      {open !== null && <ReceiptDialog objid={open} onClose={() => setOpen(null)} />}
    </div>
  );
}

const dossierCell = ({ fileCode, title }: DeliveryView) => (
  <span className={styles['dossier']}>
    <span className={styles['code']}>{fileCode}</span>
    <span className={styles['title']} title={title}>
      {title}
    </span>
  </span>
);
