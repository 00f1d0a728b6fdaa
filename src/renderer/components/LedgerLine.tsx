import { Scale, TriangleAlert } from 'lucide-react';
import type { Ledger } from '../../contract/vocabulary.ts';
import { useWords } from '../i18n/index.tsx';
import { ledgerGap, ledgerTerms } from './ledger.ts';
import styles from './LedgerLine.module.css';

/** The page ledger as one equation: `ảnh 22 = trang 20 + trắng 1 + tờ ngăn 1`; `fileCode` is the dossier where it is off. */
export function LedgerLine({ ledger, fileCode }: { ledger: Ledger; fileCode?: string }) {
  const { t, number } = useWords();
  const gap = ledgerGap(ledger);
  const Icon = gap === 0 ? Scale : TriangleAlert;
  const right = ledgerTerms(ledger).map(({ term, n }) => t(`status.${term}`, { n: number(n) }));
  const left = t('status.images', { n: number(ledger.in) });
  const missing = gap === 0 ? '' : ` (${t('status.broken', { n: number(gap) })})`;
  const open = t('status.ledgerOpen', { n: Math.abs(gap) });
  return (
    <span
      className={styles['ledger']}
      data-open={gap !== 0}
      title={gap === 0 ? t('status.ledgerOk') : fileCode === undefined ? open : `${open} ${t('status.ledgerIn', { fileCode })}`}
    >
      <Icon size={14} aria-hidden="true" />
      {`${left} ${gap === 0 ? '=' : '≠'} ${right.join(' + ')}${missing}`}
    </span>
  );
}
