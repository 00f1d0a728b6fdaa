import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState, type KeyboardEvent } from 'react';
import type { PageView } from '../../../contract/views.ts';
import { useRoutes } from '../../app/station.tsx';
import { useRowFocus } from '../../components/useRowFocus.ts';
import { useWords } from '../../i18n/index.tsx';
import type { Place } from './Fields.tsx';
import { PageImage } from './PageImage.tsx';
import styles from './Pages.module.css';

const thumbHeight = 164;

interface Props {
  pages: readonly PageView[];
  place: Place | null;
  first: number;
  /** Words a person searched for: marked where they stand. */
  found: string | undefined;
}

/** A strip of thumbnails of any length, and the chosen page beside it. Arrow keys turn the pages. */
export function Pages({ pages, place, first, found }: Props) {
  const { t } = useWords();
  const [chosen, setChosen] = useState(first);
  const strip = useRef<HTMLDivElement>(null);
  const thumbs = useVirtualizer({
    count: pages.length,
    getScrollElement: () => strip.current,
    estimateSize: () => thumbHeight,
    overscan: 3,
  });
  const focus = useRowFocus(
    strip,
    (row) => `[data-index="${row}"]`,
    (row) => thumbs.scrollToIndex(row),
  );
  const index = place?.page != null ? Math.min(place.page, pages.length) - 1 : Math.min(chosen, pages.length - 1);
  const page = pages[index];
  const [finds] = useRoutes('search.onPage', page === undefined || found === undefined ? [] : [{ pageId: page.id, text: found }]);

  function turn(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, Home: -pages.length, End: pages.length }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(pages.length - 1, focus.from(index) + step));
    setChosen(next);
    focus.moveTo(next);
  }

  return (
    <section className={styles['pages']} aria-label={t('page.list')}>
      <div ref={strip} role="listbox" aria-label={t('page.list')} className={styles['strip']} onKeyDown={turn}>
        <div role="presentation" className={styles['sheet']} style={{ height: thumbs.getTotalSize() }}>
          {thumbs.getVirtualItems().map((item) => {
            const thumb = pages[item.index];
            if (thumb === undefined) return null;
            return (
              <button
                key={thumb.id}
                type="button"
                role="option"
                aria-selected={item.index === index}
                tabIndex={item.index === index ? 0 : -1}
                data-index={item.index}
                className={styles['thumb']}
                style={{ transform: `translateY(${item.start}px)` }}
                onClick={() => setChosen(item.index)}
              >
                <PageImage page={thumb} small />
                <span className={styles['ordinal']}>
                  {thumb.tray === null ? t('page.label', { n: thumb.ordinal }) : t(`tray.${thumb.tray}`)}
                </span>
              </button>
            );
          })}
        </div>
      </div>
      <div className={styles['stage']}>
        {page !== undefined && (
          <>
            <PageImage page={page} box={place?.page === index + 1 ? place.box : null} finds={finds?.data} />
            <p className={styles['caption']}>
              <span className={styles['source']}>{page.sourceName}</span>
              {page.wordCount !== null && <span>{t('page.words', { n: page.wordCount })}</span>}
              {page.returned !== null && (
                <span className={styles['returned']}>{t('page.returned', { reason: page.returned })}</span>
              )}
            </p>
          </>
        )}
      </div>
    </section>
  );
}
