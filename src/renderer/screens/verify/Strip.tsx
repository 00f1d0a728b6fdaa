import { useVirtualizer } from '@tanstack/react-virtual';
import { Check as CheckIcon, ChevronRight, Flag } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Check, CheckPage, CheckView } from '../../../contract/routes/verify.ts';
import { useWords } from '../../i18n/index.tsx';
import { markOf, shortSeed } from './rules.ts';
import styles from './Strip.module.css';

const rowHeight = 36;

/** Every page to look at with its mark: looked at, fault noted, to do; the one on the desk stands out. */
export function Strip(props: {
  view: CheckView;
  check: Check;
  at: number;
  isSeen: (page: CheckPage) => boolean;
  left: number;
  onGo: (index: number) => void;
}) {
  const { view, check, at, isSeen, left, onGo } = props;
  const { t, number } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: check.pages.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  });
  useEffect(() => rows.scrollToIndex(at), [rows, at]);
  const ordinals = new Map(view.documents.map(({ id, ordinal }) => [id, ordinal]));
  const of = check.pages.length;
  return (
    <section className={styles['strip']} aria-label={t('verify.strip')}>
      <div className={styles['head']}>
        <p className={styles['count']}>{t('verify.progress', { seen: number(of - left), of: number(of) })}</p>
        <progress aria-label={t('verify.strip')} value={of - left} max={of} />
        <p className={styles['mode']} title={check.mode === 'sampled' ? check.seed : undefined}>
          {check.mode === 'full'
            ? t('verify.modeFull')
            : t('verify.modeSampled', {
                size: check.sampleSize,
                population: check.population,
                seed: shortSeed(check.seed),
              })}
        </p>
      </div>
      <div ref={scroller} className={styles['scroller']}>
        <ol className={styles['sheet']} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((item) => {
            const page = check.pages[item.index];
            if (page === undefined) return null;
            const mark = markOf(page, isSeen(page), check.findings);
            const document = ordinals.get(page.documentId) ?? 0;
            const risk = page.reasons.find((reason) => reason !== 'all' && reason !== 'sampled');
            return (
              <li key={page.pageId} className={styles['row']} style={{ transform: `translateY(${item.start}px)` }}>
                <button
                  type="button"
                  className={styles['page']}
                  aria-current={item.index === at}
                  data-mark={mark}
                  tabIndex={item.index === at ? 0 : -1}
                  onClick={() => onGo(item.index)}
                >
                  <Mark mark={mark} now={item.index === at} />
                  <span className={styles['number']} aria-hidden="true">
                    {t('verify.pageShort', { document, page: page.page })}
                  </span>
                  <span className={styles['reason']} aria-hidden="true">
                    {risk !== undefined && t(`verify.reason.${risk}`)}
                  </span>
                  <span className={styles['spoken']}>
                    {t('verify.page', { document, page: page.page })}, {t(`verify.state${words[mark]}`)}
                    {risk !== undefined && `, ${t(`verify.reason.${risk}`)}`}
                  </span>
                </button>
              </li>
            );
          })}
        </ol>
      </div>
    </section>
  );
}

const words = { seen: 'Seen', due: 'Due', found: 'Found' } as const;

function Mark({ mark, now }: { mark: keyof typeof words; now: boolean }) {
  if (mark === 'found') return <Flag size={14} aria-hidden="true" />;
  if (mark === 'seen') return <CheckIcon size={14} aria-hidden="true" />;
  return now ? <ChevronRight size={14} aria-hidden="true" /> : <span className={styles['dot']} aria-hidden="true" />;
}
