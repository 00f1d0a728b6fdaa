import { FileText, FileWarning, Inbox } from 'lucide-react';
import { documentTypes } from '../../../contract/vocabulary.ts';
import type { DocumentView, DossierDetail } from '../../../contract/views.ts';
import { useWords } from '../../i18n/index.tsx';
import styles from './Contents.module.css';
import type { Part } from './parts.ts';

/** The dossier's table of contents: documents in order, then the tray and what could not be read. */
export function Contents(props: { dossier: DossierDetail; chosen: Part; onChoose: (key: string) => void }) {
  const { t, number } = useWords();
  const { documentList, tray, problems } = props.dossier;
  const entry = (key: string) => ({
    'aria-current': props.chosen.key === key,
    className: styles['entry'],
    onClick: () => props.onChoose(key),
  });
  return (
    <nav className={styles['contents']} aria-label={t('dossier.documents')}>
      {documentList.length === 0 && <p className={styles['none']}>{t('dossier.noDocuments')}</p>}
      {documentList.map((document) => (
        <button key={document.id} type="button" {...entry(document.id)}>
          <FileText size={16} aria-hidden="true" />
          <span className={styles['text']}>
            <span className={styles['name']}>{nameOf(document) ?? `${t('dossier.document', { n: document.ordinal })}`}</span>
            <span className={styles['subject']}>{(document.fields ?? valuesOf(document))?.subject}</span>
            <span className={styles['state']} data-look={document.state === 'returned' || document.state === 'proposed'}>
              {t(`state.${document.state}`)} · {t('dossier.pages', { n: document.pages.length })}
            </span>
          </span>
        </button>
      ))}
      {tray.length > 0 && (
        <button type="button" {...entry('tray')} title={t('dossier.trayHint')}>
          <Inbox size={16} aria-hidden="true" />
          <span className={styles['text']}>
            <span className={styles['name']}>{t('dossier.tray')}</span>
            <span className={styles['state']}>{t('dossier.pages', { n: tray.length })}</span>
          </span>
        </button>
      )}
      {problems.length > 0 && (
        <button type="button" {...entry('problems')} data-tone="bad">
          <FileWarning size={16} aria-hidden="true" />
          <span className={styles['text']}>
            <span className={styles['name']}>{t('dossier.problems')}</span>
            <span className={styles['state']}>{number(problems.length)}</span>
          </span>
        </button>
      )}
    </nav>
  );
}

function valuesOf({ proposal }: DocumentView) {
  return proposal === null
    ? null
    : {
        typeName: proposal.typeName.value,
        codeNumber: proposal.codeNumber.value,
        codeNotation: proposal.codeNotation.value,
        subject: proposal.subject.value,
      };
}

/** `Quyết định 123/QĐ-UBND`, as far as it is known. */
function nameOf(document: DocumentView): string | null {
  const values = document.fields ?? valuesOf(document);
  const type = documentTypes.find(({ code }) => code === values?.typeName)?.name;
  if (values === null || type === undefined) return null;
  return [type, [values.codeNumber, values.codeNotation].filter(Boolean).join('/')].filter(Boolean).join(' ');
}
