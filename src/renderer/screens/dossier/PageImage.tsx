import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import type { Box } from '../../../contract/artefacts.ts';
import type { RouteOutput } from '../../../contract/routes.ts';
import type { PageView } from '../../../contract/views.ts';
import { useWords } from '../../i18n/index.tsx';
import { boxOnPage, shownImage } from './image.ts';
import styles from './PageImage.module.css';

interface Props {
  page: PageView;
  small?: boolean;
  /** Framed; in pixels of the page's OCR image. */
  box?: Box | null;
  /** Underlined, as the search says where they stand. */
  finds?: Pick<RouteOutput<'search.onPage'>, 'boxes' | 'width' | 'height'> | undefined;
}

/** A page as it looks now: cleaned if it was, else as it arrived. */
export function PageImage({ page, small = false, box = null, finds }: Props) {
  const { t } = useWords();
  const shown = shownImage(page);
  const [failed, setFailed] = useState<string | null>(null);
  if (shown === null || failed === shown.url) {
    return (
      <div className={styles['absent']}>
        {failed !== null && <ImageOff size={18} aria-hidden="true" />}
        {t(failed === null ? 'page.notYet' : 'page.missing')}
      </div>
    );
  }
  const frame = page.clean === null || box === null ? null : boxOnPage(box, page.clean);
  return (
    <div className={styles['page']} data-small={small} style={{ aspectRatio: `${shown.width} / ${shown.height}` }}>
      <img
        src={shown.url}
        alt={small ? '' : t('page.alt', { n: page.ordinal, source: page.sourceName })}
        decoding="async"
        loading={small ? 'lazy' : 'eager'}
        draggable={false}
        onError={() => setFailed(shown.url)}
      />
      {finds?.boxes.map((find) => (
        <span
          key={find.join()}
          className={styles['find']}
          style={boxOnPage(find, { ocrWidth: finds.width, ocrHeight: finds.height })}
        />
      ))}
      {frame !== null && <span className={styles['frame']} style={frame} />}
    </div>
  );
}
