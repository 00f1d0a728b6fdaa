import { Check as CheckIcon, Columns2, FileImage, Flag } from 'lucide-react';
import type { CheckDocument, CheckPage } from '../../../contract/routes/verify.ts';
import { useRoute } from '../../app/station.tsx';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { StampOverlay } from '../../components/viewer/StampOverlay.tsx';
import { PageViewer } from '../../components/viewer/PageViewer.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useWords } from '../../i18n/index.tsx';
import styles from './PagePane.module.css';

type Compare = 'no' | 'instead' | 'beside';

/** The page on the desk: as it stands in the PDF, the scan it came from in its place or beside it, and what to say about it. */
export function PagePane(props: {
  page: CheckPage;
  document: CheckDocument;
  compare: Compare;
  onCompare: (compare: Compare) => void;
  onPass: () => void;
  onReturn: () => void;
}) {
  const { page, document, compare, onCompare, onPass, onReturn } = props;
  const { t } = useWords();
  const values = { document: document.ordinal, page: page.page };
  const risks = page.reasons.filter((reason) => reason !== 'all' && reason !== 'sampled');
  return (
    <>
      <div className={styles['bar']}>
        <h2>{t('verify.page', values)}</h2>
        {risks.map((reason) => (
          <Tag key={reason} tone="look">
            {t(`verify.reason.${reason}`)}
          </Tag>
        ))}
        <span className={styles['space']} />
        <IconButton
          icon={FileImage}
          label={t('verify.compare')}
          keys="C"
          pressed={compare === 'instead'}
          onClick={() => onCompare(compare === 'instead' ? 'no' : 'instead')}
        />
        <IconButton
          icon={Columns2}
          label={t('verify.beside')}
          keys="Shift+C"
          pressed={compare === 'beside'}
          onClick={() => onCompare(compare === 'beside' ? 'no' : 'beside')}
        />
      </div>
      <div className={styles['pages']} data-beside={compare === 'beside'}>
        {compare !== 'instead' && <Signed page={page} document={document} label={compare === 'beside'} />}
        {compare !== 'no' && <Original page={page} />}
      </div>
      <div className={styles['bar']} data-place="foot">
        <Button icon={Flag} keys="R" onClick={onReturn}>
          {t('verify.return')}
        </Button>
        <span className={styles['space']} />
        <Button primary icon={CheckIcon} keys="A" onClick={onPass}>
          {t('verify.pass')}
        </Button>
      </div>
    </>
  );
}

function Signed({ page, document, label }: { page: CheckPage; document: CheckDocument; label: boolean }) {
  const { t } = useWords();
  const stamp = useRoute('sign.stamp', { documentId: document.id }).data ?? null;
  return (
    <figure className={styles['figure']}>
      <PageViewer
        image={{ url: `/blob/${page.image}`, width: page.width, height: page.height }}
        alt={t('verify.page', { document: document.ordinal, page: page.page })}
        overlay={page.page === 1 && stamp !== null ? <StampOverlay stamp={stamp} /> : null}
      />
      {label && <figcaption>{t('verify.signedPage')}</figcaption>}
    </figure>
  );
}

function Original({ page: { original, page } }: { page: CheckPage }) {
  const { t } = useWords();
  return (
    <figure className={styles['figure']} data-original="true">
      <PageViewer
        image={original === null ? null : { ...original, url: `/blob/${original.image}` }}
        alt={`${t('verify.original')}, ${page}`}
        absent={t('verify.noOriginal')}
      />
      <figcaption>{t('verify.original')}</figcaption>
    </figure>
  );
}
