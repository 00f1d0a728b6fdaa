import { Link, useParams, useSearch } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { useState } from 'react';
import { useRoute } from '../../app/station.tsx';
import { Delivery } from '../../components/Delivery.tsx';
import { Failure } from '../../components/Failure.tsx';
import { LedgerLine } from '../../components/LedgerLine.tsx';
import { Road } from '../../components/Road.tsx';
import { useWords } from '../../i18n/index.tsx';
import { Contents } from './Contents.tsx';
import styles from './DossierScreen.module.css';
import { Fields, type Place } from './Fields.tsx';
import { Pages } from './Pages.tsx';
import { Problems } from './Problems.tsx';
import { chosenPart } from './parts.ts';

/** One dossier: its documents, their pages, and what is known about them. */
export function DossierScreen() {
  const { t } = useWords();
  const { fileCode } = useParams({ from: '/dossier/$fileCode' });
  const { data: dossier, error } = useRoute('dossier.get', { fileCode });
  const { document: opened = null, page: openedAt, found } = useSearch({ from: '/dossier/$fileCode' });
  const [choice, setChoice] = useState<string | null>(opened);
  const [place, setPlace] = useState<Place | null>(null);

  if (dossier === undefined) return error === null ? null : <Failure error={error.failure} />;
  const part = chosenPart(dossier, choice);
  return (
    <div className={styles['screen']}>
      <div className={styles['head']}>
        <Link to="/dossiers" search={{}} className={styles['back']}>
          <ChevronLeft size={16} aria-hidden="true" />
          {t('dossier.back')}
        </Link>
        <div className={styles['title']}>
          <h1 title={dossier.title}>{dossier.title}</h1>
          <p className={styles['facts']}>
            <span className={styles['code']}>{dossier.fileCode}</span>
            <LedgerLine ledger={dossier.ledger} />
            {dossier.delivery !== null && <Delivery state={dossier.delivery} />}
            {dossier.objid !== null && <span>{t('dossier.package', { objid: dossier.objid })}</span>}
          </p>
        </div>
        <Road step={dossier.step} parked={dossier.parked} names />
      </div>
      <Contents dossier={dossier} chosen={part} onChoose={setChoice} />
      {part.kind === 'problems' ? (
        <Problems problems={dossier.problems} />
      ) : (
        <Pages
          key={part.key}
          first={part.key === opened && openedAt !== undefined ? openedAt - 1 : 0}
          pages={part.kind === 'tray' ? dossier.tray : part.document.pages}
          place={place}
          found={found}
        />
      )}
      {part.kind === 'document' && <Fields document={part.document} onPlace={setPlace} />}
    </div>
  );
}
