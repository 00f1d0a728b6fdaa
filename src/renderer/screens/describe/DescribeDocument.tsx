import { ChevronLeft, ChevronRight, Undo2 } from 'lucide-react';
import { useId, useState } from 'react';
import type { DescribeView } from '../../../contract/routes/describe.ts';
import type { FieldName } from '../../../contract/vocabulary.ts';
import { useCommands } from '../../app/commands.ts';
import { useCalls } from '../../app/station.tsx';
import { toast } from '../../app/toasts.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { PageViewer, type ViewerBox } from '../../components/viewer/PageViewer.tsx';
import type { Share } from '../../components/viewer/view.ts';
import { useWords } from '../../i18n/index.tsx';
import { shownImage } from '../dossier/image.ts';
import { DescribeForm } from './DescribeForm.tsx';
import styles from './DescribeDocument.module.css';
import { baseOf, boxOf, nextStop, placeOf, stopsOf } from './rules.ts';
import { useDraft } from './useDraft.ts';

/** The page at the left, what is said about it at the right. One of these lives as long as its document is shown. */
export function DescribeDocument({ view, onDone }: { view: DescribeView; onDone: (next: DescribeView['nextWaiting']) => void }) {
  const { t, explain } = useWords();
  const { document } = view;
  const { pages } = document;
  const base = baseOf(document);
  const draft = useDraft(base);
  const pane = useId();
  const { call } = useCalls();
  const [field, setField] = useState<FieldName | null>(null);
  const [reading, setReading] = useState<FieldName | null>(null);
  /** Turned to by hand; the next field that was read elsewhere takes it there. */
  const [turned, setTurned] = useState<number | null>(null);
  const place = field === null ? null : placeOf(draft.shown[field], pages);
  const at = Math.min(turned ?? place?.page ?? 1, pages.length);
  const page = pages[at - 1]!;
  const image = shownImage(page);
  const turn = (to: number) => setTurned(Math.max(1, Math.min(pages.length, to)));

  async function readInto(share: Share): Promise<void> {
    const target = field ?? nextStop(stopsOf(base, draft.values, draft.seen, []), null) ?? 'subject';
    if (page.clean === null) return;
    setReading(target);
    const answer = await call('page.readRegion', { pageId: page.id, box: boxOf(share, page.clean), field: target });
    setReading(null);
    if (!answer.ok) return toast({ words: explain(answer.error).what, tone: 'look' });
    const { value, others, box, text } = answer.data;
    if (value === '')
      return toast({
        words: text === '' ? t('describe.nothingRead') : t('describe.nothingFits', { field: t(`field.${target}`), text }),
        tone: 'look',
      });
    const source = { page: at, box };
    const beside = Object.entries(others).filter(([name]) => draft.values[name as FieldName] === '');
    draft.take(
      Object.fromEntries([[target, value] as const, ...beside].map(([name, words]) => [name, { value: words, source }])),
    );
  }

  useCommands([
    { id: 'describe.pageDown', label: t('describe.pageDown'), keys: 'PageDown', keyOnly: true, run: () => turn(at + 1) },
    { id: 'describe.pageUp', label: t('describe.pageUp'), keys: 'PageUp', keyOnly: true, run: () => turn(at - 1) },
    {
      id: 'describe.page',
      label: t('describe.switch'),
      keys: 'F6',
      keyOnly: true,
      run: () => {
        const [viewer, active] = [globalThis.document.getElementById(pane), globalThis.document.activeElement];
        const form = globalThis.document.querySelector<HTMLElement>(`[data-field="${field ?? 'subject'}"] :is(input, textarea)`);
        if (active === viewer) form?.focus();
        else viewer?.focus();
      },
    },
  ]);

  const boxes: ViewerBox[] = [
    // Its reason stands over the page already.
    ...(page.returned === null ? [] : [{ id: 'returned', share: [0, 0, 1, 1] as Share, tone: 'returned' as const }]),
    ...(place !== null && place.page === at && field !== null
      ? [{ id: field, share: place.share, tone: 'now' as const, label: t(`field.${field}`) }]
      : []),
  ];
  return (
    <div className={styles['document']}>
      <section className={styles['page']} aria-label={t('describe.pages')}>
        <PageViewer
          image={image}
          alt={t('page.alt', { n: page.ordinal, source: page.sourceName })}
          boxes={boxes}
          focus={place !== null && place.page === at ? padded(place.share) : null}
          id={pane}
          absent={t('page.notYet')}
          {...(view.sealed ? {} : { onDraw: (share: Share) => void readInto(share) })}
        />
        {pages.length > 1 && (
          <div className={styles['turn']} role="group" aria-label={t('page.list')}>
            <IconButton
              icon={ChevronLeft}
              label={t('describe.pageUp')}
              keys="PageUp"
              onClick={() => turn(at - 1)}
              disabled={at === 1}
            />
            <span aria-live="polite">{t('describe.pageOf', { n: at, of: pages.length })}</span>
            <IconButton
              icon={ChevronRight}
              label={t('describe.pageDown')}
              keys="PageDown"
              onClick={() => turn(at + 1)}
              disabled={at === pages.length}
            />
          </div>
        )}
        {page.returned !== null && (
          <p className={styles['returned']} role="note">
            <Undo2 size={14} aria-hidden="true" />
            {t('page.returned', { reason: page.returned })}
          </p>
        )}
      </section>
      <DescribeForm
        view={view}
        base={base}
        draft={draft}
        reading={reading}
        onFocusField={(name) => {
          setField(name);
          setTurned(null);
        }}
        onDone={onDone}
      />
    </div>
  );
}

/** A line alone says little: half the width of the page around it keeps its neighbours in sight, and a short word from filling the pane. */
function padded([x0, y0, x1, y1]: Share): Share {
  const wide = Math.max(0.06, (0.55 - (x1 - x0)) / 2);
  return [x0 - wide, Math.max(0, y0 - 0.03), x1 + wide, Math.min(1, y1 + 0.03)];
}
