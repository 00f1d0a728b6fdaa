import { BadgeCheck, Ban, CircleAlert, Clock, PenTool } from 'lucide-react';
import type { SignItemView } from '../../../contract/routes/sign.ts';
import { useRoute, useRoutes } from '../../app/station.tsx';
import { chunkSize, useChunks } from '../../app/useChunks.ts';
import { Button } from '../../components/Button.tsx';
import { DataTable, type TableColumn } from '../../components/DataTable.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useWords } from '../../i18n/index.tsx';
import styles from './BatchResults.module.css';

const tones = {
  waiting: { tone: 'quiet', icon: Clock },
  signing: { tone: 'accent', icon: PenTool },
  signed: { tone: 'good', icon: BadgeCheck },
  failed: { tone: 'bad', icon: CircleAlert },
  cancelled: { tone: 'quiet', icon: Ban },
} as const;

/** Document by document: signed, waiting, or failed with the reason in words. */
export function BatchResults({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useWords();
  const head = useRoute('sign.batch', { id, offset: 0, limit: chunkSize }).data;
  const count = head?.batch.documents ?? 0;
  const { offsets, show } = useChunks(count);
  const chunks = useRoutes(
    'sign.batch',
    offsets.map((offset) => ({ id, offset, limit: chunkSize })),
  );
  const byOffset = new Map(offsets.map((offset, index) => [offset, chunks[index]?.data]));
  const row = (index: number) => byOffset.get(index - (index % chunkSize))?.items[index % chunkSize];
  const columns: TableColumn<SignItemView>[] = [
    {
      id: 'document',
      label: t('sign.document'),
      width: 'minmax(0, 1fr)',
      cell: documentCell,
    },
    {
      id: 'result',
      label: t('sign.result'),
      width: '440px',
      cell: resultCell,
    },
  ];
  return (
    <Dialog
      title={t('sign.resultsTitle')}
      open
      onClose={onClose}
      size="large"
      buttons={<Button onClick={onClose}>{t('sign.closeResults')}</Button>}
    >
      <div className={styles['table']}>
        <DataTable
          label={t('sign.resultsTitle')}
          columns={columns}
          count={count}
          row={row}
          onRange={show}
          rowKey={({ documentId }) => documentId}
          rowHeight={52}
        />
      </div>
    </Dialog>
  );
}

const documentCell = (item: SignItemView) => <Document item={item} />;
const resultCell = (item: SignItemView) => <Result item={item} />;

function Document({ item: { subject, docId } }: { item: SignItemView }) {
  return (
    <span className={styles['document']} title={subject}>
      <span>{subject}</span>
      <span className={styles['quiet']}>{docId}</span>
    </span>
  );
}

function Result({ item: { state, error } }: { item: SignItemView }) {
  const { t, explain } = useWords();
  return (
    <span className={styles['result']} title={error === null ? undefined : explain(error).todo}>
      <Tag tone={tones[state].tone} icon={tones[state].icon}>
        {t(`sign.item.${state}`)}
      </Tag>
      {error !== null && <span className={styles['why']}>{explain(error).what}</span>}
    </span>
  );
}
