import type { ReactNode } from 'react';
import { documentTypes } from '../../../contract/vocabulary.ts';
import type { CheckDocument, CheckView } from '../../../contract/routes/verify.ts';
import { useWords } from '../../i18n/index.tsx';
import styles from './Facts.module.css';

/** What the description says of a document: to be held against the page. */
export function DocumentFacts({ document }: { document: CheckDocument }) {
  const { t, minute } = useWords();
  const { fields } = document;
  const type = documentTypes.find(({ code }) => code === fields?.typeName)?.name ?? '';
  const number = [fields?.codeNumber, fields?.codeNotation].filter((part) => part !== undefined && part !== '').join('/');
  return (
    <dl className={styles['facts']}>
      <Fact label={t('field.typeName')}>{type}</Fact>
      <Fact label={t('verify.number')}>{number}</Fact>
      <Fact label={t('field.issuedDate')}>{fields?.issuedDate ?? ''}</Fact>
      <Fact label={t('field.organName')}>{fields?.organName ?? ''}</Fact>
      <Fact label={t('field.subject')}>{fields?.subject ?? ''}</Fact>
      <Fact label={t('field.signer')}>{fields?.signer ?? ''}</Fact>
      <Fact label={t('verify.describedBy')} quiet>
        {document.describedBy ?? ''}
      </Fact>
      <Fact label={t('verify.signedBy')} quiet>
        {document.signedBy ?? t('verify.signedOnArrival')}
      </Fact>
      {document.signedAt !== null && (
        <Fact label={t('verify.signedAt')} quiet>
          {minute(document.signedAt)}
        </Fact>
      )}
    </dl>
  );
}

/** The second person answers for title, retention and access too. */
export function DossierFacts({ view: { title, fileCode, description } }: { view: CheckView }) {
  const { t } = useWords();
  const dates = [description.startDate, description.endDate].filter((date) => date !== '').join(' – ');
  return (
    <dl className={styles['facts']}>
      <Fact label={t('verify.dossier')}>{title}</Fact>
      <Fact label={t('verify.fileCode')}>{fileCode}</Fact>
      <Fact label={t('verify.maintenance')}>{t(`verify.maintenance.${description.maintenance}`)}</Fact>
      <Fact label={t('verify.mode')}>{t(`verify.mode.${description.mode}`)}</Fact>
      <Fact label={t('verify.dates')}>{dates}</Fact>
      <Fact label={t('verify.paperCode')}>{description.paperFileCode}</Fact>
      <Fact label={t('verify.note')}>{description.description}</Fact>
    </dl>
  );
}

function Fact({ label, quiet = false, children }: { label: string; quiet?: boolean; children: ReactNode }) {
  const { t } = useWords();
  return (
    <div className={styles['fact']} data-quiet={quiet}>
      <dt>{label}</dt>
      <dd>{children === '' ? <span className={styles['none']}>{t('verify.empty')}</span> : children}</dd>
    </div>
  );
}
