import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { BatchView } from '../../../contract/routes/pages.ts';
import { useCommands } from '../../app/commands.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { PageViewer } from '../../components/viewer/PageViewer.tsx';
import { useWords } from '../../i18n/index.tsx';
import { idAt, spotsOf, walk } from './layout.ts';
import styles from './Preview.module.css';

/** The page the keyboard is on, large, over the others; arrows leaf on, and every key of the room still works. */
export function Preview(props: {
  view: BatchView;
  page: string;
  turning: number;
  onGo: (id: string) => void;
  onClose: () => void;
}) {
  const { view, page: id, turning, onGo, onClose } = props;
  const { t } = useWords();
  const room = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    room.current?.focus();
    return () => (before instanceof HTMLElement && before.isConnected ? before.focus({ preventScroll: true }) : undefined);
  }, []);
  const spot = spotsOf(view.documents).get(id);
  const page = spot === undefined ? undefined : view.documents[spot.document]?.pages[spot.page];
  const go = (step: 'left' | 'right') => {
    const to = spot === undefined ? null : idAt(view.documents, walk(view.documents, spot, step, Number.MAX_SAFE_INTEGER, 1));
    if (to !== null) onGo(to);
  };
  useCommands([
    { id: 'batch.previewEnd', label: t('batch.close'), keys: 'Escape', keyOnly: true, run: onClose },
    { id: 'batch.previous', label: t('batch.previous'), keys: 'ArrowLeft PageUp', keyOnly: true, run: () => go('left') },
    { id: 'batch.next', label: t('batch.next'), keys: 'ArrowRight PageDown', keyOnly: true, run: () => go('right') },
  ]);
  if (spot === undefined || page === undefined) return null;
  const turn = (page.turn - turning + 360) % 360;
  const lies = turn % 180 !== 0;
  const label = t('batch.page', { n: spot.page + 1, document: spot.document + 1 });
  const image = {
    url: `/${page.showable ? 'blob' : 'thumb'}/${page.image}`,
    width: lies ? page.height : page.width,
    height: lies ? page.width : page.height,
  };
  return (
    <section
      ref={room}
      tabIndex={-1}
      aria-label={t('batch.preview')}
      className={styles['preview']}
      onKeyDown={(event) => {
        // On a button of its own these mean that button.
        if (event.target !== event.currentTarget || (event.key !== 'Enter' && event.key !== ' ')) return;
        event.preventDefault();
        onClose();
      }}
    >
      <div className={styles['head']}>
        <strong>{label}</strong>
        <span className={styles['from']}>{t('batch.from', { name: view.files[page.file]?.name ?? '', n: page.filePage })}</span>
        <IconButton icon={ChevronLeft} label={t('batch.previous')} keys="ArrowLeft" onClick={() => go('left')} />
        <IconButton icon={ChevronRight} label={t('batch.next')} keys="ArrowRight" onClick={() => go('right')} />
        <IconButton icon={X} label={t('batch.close')} keys="Escape" onClick={onClose} />
      </div>
      <div className={styles['page']}>
        <PageViewer image={image} turn={turn} alt={label} />
      </div>
    </section>
  );
}
