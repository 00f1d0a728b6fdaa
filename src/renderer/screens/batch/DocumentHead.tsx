import { Lock, Undo2 } from 'lucide-react';
import type { BatchDocument } from '../../../contract/routes/pages.ts';
import { Tag } from '../../components/Tag.tsx';
import { useWords } from '../../i18n/index.tsx';
import styles from './DocumentHead.module.css';

/** The line above a document's pages: its place, what it is, how many pages, and why it may need a person. */
export function DocumentHead(props: { document: BatchDocument; place: number; columns: number; over: boolean }) {
  const { document, place, columns, over } = props;
  const { t } = useWords();
  return (
    <div role="rowheader" aria-colspan={columns} className={styles['head']} data-document={document.id} data-over={over}>
      <h2 className={styles['place']}>{t('batch.document', { n: place })}</h2>
      <span className={styles['title']} title={document.title}>
        {document.title}
      </span>
      {document.signed && (
        <Tag icon={Lock}>
          <span title={t('batch.signedHint')}>{t('batch.signed')}</span>
        </Tag>
      )}
      {document.returned !== null && (
        <Tag tone="look" icon={Undo2}>
          {t('batch.returned', { reason: document.returned })}
        </Tag>
      )}
      <span className={styles['count']}>{t('batch.count', { n: document.pages.length })}</span>
    </div>
  );
}
