import { ChevronLeft, ChevronRight, FileText } from 'lucide-react';
import { useState } from 'react';
import type { SignProfile, WaitingDocument } from '../../../contract/routes/sign.ts';
import { useCommands } from '../../app/commands.ts';
import { useRoute } from '../../app/station.tsx';
import { Failure } from '../../components/Failure.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { PageViewer } from '../../components/viewer/PageViewer.tsx';
import { StampOverlay } from '../../components/viewer/StampOverlay.tsx';
import { useWords } from '../../i18n/index.tsx';
import styles from './Preview.module.css';

interface Props {
  fileCode: string | null;
  documentId: string | null;
  profile: SignProfile;
  notation: string;
  keyId: string | null;
}

/** The document that is about to be signed, page by page, with the stamp where it will stand. */
export function Preview({ fileCode, documentId, ...rest }: Props) {
  const { t } = useWords();
  return fileCode === null ? (
    <div className={styles['absent']}>
      <FileText size={28} aria-hidden="true" />
      {t('sign.noDocument')}
    </div>
  ) : (
    <InDossier fileCode={fileCode} documentId={documentId} {...rest} />
  );
}

function InDossier({ fileCode, documentId, ...rest }: Props & { fileCode: string }) {
  const documents = useRoute('sign.waitingIn', { fileCode }).data;
  const document = documents?.find(({ id }) => id === documentId) ?? documents?.[0];
  return document === undefined ? (
    <div className={styles['absent']} />
  ) : (
    <Pages key={document.id} document={document} {...rest} />
  );
}

function Pages({ document, profile, notation, keyId }: Omit<Props, 'fileCode' | 'documentId'> & { document: WaitingDocument }) {
  const { t } = useWords();
  const [index, setIndex] = useState(0);
  const waits = profile === 'ANNEX_ND30' && notation.trim() === '';
  // What is typed as notation moves the stamp's edge, not its place: until there is some, dots stand for it.
  const preview = useRoute('sign.preview', { documentId: document.id, profile, notation: waits ? '…' : notation, keyId });
  const { images } = document;
  const image = images[Math.min(index, images.length - 1)];
  const turn = (by: number) => setIndex((at) => Math.max(0, Math.min(images.length - 1, at + by)));
  const group = t('sign.group');
  useCommands([
    { id: 'sign.nextPage', label: t('sign.nextPage'), keys: 'ArrowRight PageDown', group, keyOnly: true, run: () => turn(1) },
    {
      id: 'sign.previousPage',
      label: t('sign.previousPage'),
      keys: 'ArrowLeft PageUp',
      group,
      keyOnly: true,
      run: () => turn(-1),
    },
  ]);
  return (
    <section className={styles['preview']}>
      <div className={styles['bar']}>
        <h2 title={document.subject}>{document.subject}</h2>
        <span className={styles['quiet']}>{t('sign.page', { n: index + 1, of: images.length })}</span>
        <IconButton
          icon={ChevronLeft}
          label={t('sign.previousPage')}
          keys="ArrowLeft"
          disabled={index === 0}
          onClick={() => turn(-1)}
        />
        <IconButton
          icon={ChevronRight}
          label={t('sign.nextPage')}
          keys="ArrowRight"
          disabled={index >= images.length - 1}
          onClick={() => turn(1)}
        />
      </div>
      {preview.error !== null && <Failure error={preview.error.failure} />}
      <div className={styles['page']}>
        <PageViewer
          image={image === undefined ? null : { ...image, url: `/blob/${image.image}` }}
          alt={t('sign.pageAlt', { subject: document.subject, n: index + 1 })}
          overlay={index === 0 && preview.data !== undefined ? <StampOverlay stamp={preview.data} mark /> : null}
        />
      </div>
      <p className={styles['foot']}>{t('sign.stampHere')}</p>
    </section>
  );
}
