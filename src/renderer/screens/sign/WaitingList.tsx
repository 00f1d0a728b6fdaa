import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { WaitingDossier } from '../../../contract/routes/sign.ts';
import { useRoute } from '../../app/station.tsx';
import { CheckField } from '../../components/fields/CheckField.tsx';
import { useWords } from '../../i18n/index.tsx';
import { countChosen, documentChosen, dossierState, nothingChosen, toggleDocument, toggleDossier, type Chosen } from './rules.ts';
import styles from './WaitingList.module.css';

interface Props {
  total: number;
  dossiers: readonly WaitingDossier[] | undefined;
  fileCode: string | null;
  documentId: string | null;
  chosen: Chosen;
  onChoose: (chosen: Chosen) => void;
  onCurrent: (current: { fileCode: string; documentId: string | null }) => void;
}

const rowHeight = 56;

/** Dossiers that wait, each with a box to choose it; under them the documents of the one that is looked at. */
export function WaitingList(props: Props) {
  const { total, dossiers = [], fileCode, chosen, onChoose } = props;
  const { t } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: dossiers.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  });
  const count = countChosen(chosen, total);
  return (
    <section className={styles['list']} aria-label={t('sign.list')}>
      <div className={styles['head']}>
        <CheckField
          label={t('sign.all', { n: total })}
          checked={count > 0 && count >= total}
          mixed={count > 0 && count < total}
          onChange={() => onChoose(count >= total ? nothingChosen : { ...nothingChosen, everything: true })}
        />
      </div>
      <div ref={scroller} className={styles['scroller']}>
        <ul className={styles['sheet']} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((item) => {
            const dossier = dossiers[item.index];
            return dossier === undefined ? null : (
              <li
                key={dossier.fileCode}
                className={styles['row']}
                data-current={dossier.fileCode === fileCode}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <DossierRow {...props} dossiers={dossiers} dossier={dossier} />
              </li>
            );
          })}
        </ul>
      </div>
      {fileCode !== null && <Documents {...props} dossiers={dossiers} fileCode={fileCode} />}
    </section>
  );
}

type Listed = Props & { dossiers: readonly WaitingDossier[] };

function DossierRow({ dossier, dossiers, fileCode, chosen, onChoose, onCurrent }: Listed & { dossier: WaitingDossier }) {
  const { t } = useWords();
  const state = dossierState(chosen, dossier.fileCode);
  return (
    <>
      <CheckField
        label={<span className={styles['spoken']}>{t('sign.chooseDossier', { fileCode: dossier.fileCode })}</span>}
        checked={state === 'all'}
        mixed={state === 'some'}
        onChange={() => onChoose(toggleDossier(chosen, dossier, dossiers))}
      />
      <button
        type="button"
        className={styles['look']}
        aria-current={dossier.fileCode === fileCode}
        onClick={() => onCurrent({ fileCode: dossier.fileCode, documentId: null })}
      >
        <span className={styles['name']} title={dossier.title}>
          {dossier.title}
        </span>
        <span className={styles['quiet']}>
          {dossier.fileCode} · {t('sign.documentsOf', { n: dossier.documents })}
        </span>
      </button>
    </>
  );
}

function Documents({ dossiers, fileCode, documentId, chosen, onChoose, onCurrent }: Listed & { fileCode: string }) {
  const { t } = useWords();
  const documents = useRoute('sign.waitingIn', { fileCode }).data;
  const dossier = dossiers.find((one) => one.fileCode === fileCode);
  if (dossier === undefined || documents === undefined) return null;
  const shown = documentId ?? documents[0]?.id;
  return (
    <div className={styles['documents']}>
      <h2>{t('sign.inDossier')}</h2>
      <ul>
        {documents.map((document) => (
          <li key={document.id} className={styles['document']} data-current={document.id === shown}>
            <CheckField
              label={<span className={styles['spoken']}>{t('sign.chooseDocument', { docId: document.docId })}</span>}
              checked={documentChosen(chosen, fileCode, document.id)}
              onChange={() => onChoose(toggleDocument(chosen, dossier, documents, document.id, dossiers))}
            />
            <button
              type="button"
              className={styles['look']}
              aria-current={document.id === shown}
              onClick={() => onCurrent({ fileCode, documentId: document.id })}
            >
              <span className={styles['name']} title={document.subject}>
                {document.subject}
              </span>
              <span className={styles['quiet']}>{t('sign.pagesOf', { n: document.pages })}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
