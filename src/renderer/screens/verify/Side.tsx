import { CheckCheck, Undo2, X } from 'lucide-react';
import type { Check, CheckDocument, CheckView, Finding } from '../../../contract/routes/verify.ts';
import { returnKindWords } from '../../../contract/return-kinds.ts';
import { useCommand } from '../../app/station.tsx';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Tabs } from '../../components/Tabs.tsx';
import { useLang, useWords } from '../../i18n/index.tsx';
import { DocumentFacts, DossierFacts } from './Facts.tsx';
import { placeOf } from './rules.ts';
import styles from './Side.module.css';

/** Beside the page: what it is said to be, what was found wrong, and the decision. */
export function Side(props: {
  view: CheckView;
  check: Check;
  document: CheckDocument;
  dossier: boolean;
  onDossier: (dossier: boolean) => void;
  left: number;
  busy: boolean;
  onDecide: () => void;
}) {
  const { view, check, document, dossier, onDossier, left, busy, onDecide } = props;
  const { t } = useWords();
  const { findings } = check;
  return (
    <aside className={styles['side']}>
      <div className={styles['facts']}>
        <Tabs
          label={t('verify.showDossier')}
          chosen={dossier ? 'dossier' : 'document'}
          onChoose={(id) => onDossier(id === 'dossier')}
          tabs={[
            {
              id: 'document',
              label: t('verify.documentSide', { n: document.ordinal }),
              content: <DocumentFacts document={document} />,
            },
            { id: 'dossier', label: t('verify.dossierSide'), content: <DossierFacts view={view} /> },
          ]}
        />
      </div>
      <section className={styles['findings']} aria-label={t('verify.findings')}>
        <h2>{t('verify.findings')}</h2>
        {findings.length === 0 ? (
          <p className={styles['quiet']}>{t('verify.noFindings')}</p>
        ) : (
          <ul>
            {findings.map((finding) => (
              <FindingLine key={finding.id} view={view} finding={finding} />
            ))}
          </ul>
        )}
      </section>
      <div className={styles['decision']}>
        {findings.length > 0 ? (
          <Button primary icon={Undo2} keys="Ctrl+Enter" disabled={busy} onClick={onDecide}>
            {t('verify.sendBack', { n: findings.length })}
          </Button>
        ) : (
          <>
            <p className={styles['quiet']} aria-live="polite">
              {left === 0 ? t('verify.complete') : t('verify.leftToLook', { n: left })}
            </p>
            <Button primary icon={CheckCheck} keys="Ctrl+Enter" disabled={left > 0} onClick={onDecide}>
              {t('verify.approve')}
            </Button>
          </>
        )}
      </div>
    </aside>
  );
}

function FindingLine({ view, finding }: { view: CheckView; finding: Finding }) {
  const { t } = useWords();
  const { lang } = useLang();
  const drop = useCommand('verify.dropFinding', { quiet: true });
  const { document, page } = placeOf(view, finding);
  const place =
    document === null
      ? t('verify.findingDossier')
      : page === null
        ? t('verify.findingDocument', { document })
        : t('verify.findingPage', { document, page });
  const why = finding.kinds.map((kind) => returnKindWords[kind][lang]).join('; ');
  return (
    <li className={styles['finding']}>
      <span>
        <strong>{place}</strong>
        <span>{[why, finding.note].filter((part) => part !== '').join(' — ')}</span>
      </span>
      <IconButton
        icon={X}
        label={t('verify.dropFinding', { place })}
        disabled={drop.isPending}
        onClick={() => drop.mutate({ fileCode: view.fileCode, id: finding.id })}
      />
    </li>
  );
}
