import { ChevronDown, ChevronUp, FolderOpen } from 'lucide-react';
import type { SearchHit } from '../../../contract/routes/search.ts';
import type { RouteOutput } from '../../../contract/routes.ts';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { PageViewer } from '../../components/viewer/PageViewer.tsx';
import { useWords } from '../../i18n/index.tsx';
import { shownImage } from '../dossier/image.ts';
import { nameOf } from './HitRow.tsx';
import styles from './Preview.module.css';

type Share = readonly [number, number, number, number];

interface Props {
  hit: SearchHit;
  /** The page and its boxes; undefined while they are on their way. */
  seen: RouteOutput<'search.onPage'> | undefined;
  /** Place of the page among those found in the document. */
  place: number;
  /** The find that is gone to; null: the page as a whole. */
  box: number | null;
  onNext: () => void;
  onPrevious: () => void;
  onOpen: () => void;
}

/** The page of a hit with its finds. */
export function Preview({ hit, seen, place, box, onNext, onPrevious, onOpen }: Props) {
  const { t } = useWords();
  const page = seen?.page ?? (place === 0 || hit.found.length === 0 ? hit.page : null);
  const boxes = seen?.boxes ?? [];
  const shares = boxes.map(([x0, y0, x1, y1]) =>
    withAir([x0 / seen!.width, y0 / seen!.height, x1 / seen!.width, y1 / seen!.height]),
  );
  const now = box === null ? undefined : shares[box];
  const finds = shares.length;
  const where = finds === 0 ? [] : [box === null ? t('search.finds', { n: finds }) : t('search.find', { n: box + 1, of: finds })];
  const ordinal = page?.ordinal ?? hit.found[place]?.ordinal ?? 1;
  return (
    <section className={styles['preview']} aria-label={t('search.preview')}>
      <div className={styles['head']}>
        <p className={styles['name']}>
          <strong>{nameOf(hit) === '' ? t('search.noName') : nameOf(hit)}</strong>
          <span>
            <span aria-live="polite">{[t('search.pageOf', { n: ordinal, of: hit.pages }), ...where].join(' · ')}</span>
            {` · ${hit.dossierTitle}`}
          </span>
        </p>
        <IconButton icon={ChevronUp} label={t('search.previousFind')} keys="Shift+N" onClick={onPrevious} />
        <IconButton icon={ChevronDown} label={t('search.nextFind')} keys="N" onClick={onNext} />
        <Button icon={FolderOpen} keys="Enter" onClick={onOpen}>
          {t('search.open')}
        </Button>
      </div>
      <div className={styles['paper']}>
        <PageViewer
          key={page?.id ?? hit.documentId}
          image={page === null ? null : shownImage(page)}
          alt={t('search.pageOf', { n: ordinal, of: hit.pages })}
          boxes={shares.map((share, at) => ({ id: String(at), share, tone: at === box ? 'now' : 'hit' }))}
          focus={now === undefined ? null : linesAround(now)}
          absent={t('search.noImage')}
        />
      </div>
    </section>
  );
}

/** A little room, so that the frame does not touch the letters. */
function withAir([x0, y0, x1, y1]: Share): Share {
  return [Math.max(0, x0 - 0.004), Math.max(0, y0 - 0.003), Math.min(1, x1 + 0.004), Math.min(1, y1 + 0.003)];
}

/** The lines around a find: near enough to be read, far enough to know where one is. */
function linesAround([x0, y0, x1, y1]: Share): Share {
  const [left, right] = between((x0 + x1) / 2, Math.max(0.5, x1 - x0));
  const [top, bottom] = between((y0 + y1) / 2, 0.12);
  return [left, top, right, bottom];
}

/** `width` about `middle`, inside the page. */
function between(middle: number, width: number): [number, number] {
  const from = Math.max(0, Math.min(middle - width / 2, 1 - width));
  return [from, from + width];
}
