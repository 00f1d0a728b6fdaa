import { useNavigate, useSearch as useAddress } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useCommands } from '../../app/commands.ts';
import { useRoutes } from '../../app/station.tsx';
import { Choice } from '../../components/Choice.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Screen } from '../../components/Screen.tsx';
import { useWords } from '../../i18n/index.tsx';
import { isAsking, withPart, type SearchAddress } from './asked.ts';
import { Filters } from './Filters.tsx';
import { HowToAsk, NothingFound } from './Nothing.tsx';
import { Preview } from './Preview.tsx';
import { Results } from './Results.tsx';
import { SearchBox } from './SearchBox.tsx';
import styles from './SearchScreen.module.css';
import { useSearch } from './useSearch.ts';
import { boxAt, nextSpot, previousSpot, type Spot } from './walk.ts';

const beginning: Spot = { hit: 0, page: 0, box: null };

/** Finding papers again: question above, filters left, documents in the middle, the page they were found on right. */
export function SearchScreen() {
  const { t } = useWords();
  const navigate = useNavigate();
  const address = useAddress({ from: '/search' });
  const { found, old, looking, error, more } = useSearch(address);
  const box = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const question = JSON.stringify(address);
  const [walked, setWalked] = useState<{ question: string; spot: Spot }>({ question, spot: beginning });
  const spot = walked.question === question ? walked.spot : beginning;
  const go = (next: Spot) => setWalked({ question, spot: next });

  const change = useCallback(
    (next: (address: SearchAddress) => SearchAddress) => void navigate({ to: '/search', search: next, replace: true }),
    [navigate],
  );
  const ask = useCallback((q: string) => change((now) => withPart(now, { q })), [change]);

  const hits = found?.hits ?? [];
  const hit = hits[Math.min(spot.hit, hits.length - 1)];
  const pagesOf = (at: number) => Math.max(1, hits[at]?.found.length ?? 1);
  // The best page comes first, the others in their order.
  const others = hit?.found.filter(({ id }) => id !== hit.page.id) ?? [];
  const pageId = spot.page === 0 ? hit?.page.id : others[spot.page - 1]?.id;
  const text = address.q ?? '';
  const seen = useOnPage(pageId, text);
  const boxes = seen?.boxes.length ?? 0;
  const next = () => go(nextSpot(spot, boxes, hits.length, pagesOf));
  const previous = () => go(previousSpot(spot, boxes, pagesOf));
  const open = () => {
    if (hit === undefined) return;
    const page = (seen?.page ?? hit.page).ordinal;
    void navigate({
      to: '/dossier/$fileCode',
      params: { fileCode: hit.fileCode },
      search: { document: hit.documentId, page, ...(text === '' ? {} : { found: text }) },
    });
  };
  const focusBox = () => {
    box.current?.focus();
    box.current?.select();
  };
  useEffect(() => box.current?.focus(), []);
  useCommands([
    { id: 'search.open', label: t('search.focus'), keys: 'Ctrl+F /', group: t('keys.here'), run: focusBox },
    {
      id: 'search.next',
      label: t('search.nextFind'),
      keys: 'N F3',
      group: t('keys.here'),
      disabled: hit === undefined,
      run: next,
    },
    {
      id: 'search.previous',
      label: t('search.previousFind'),
      keys: 'Shift+N Shift+F3',
      group: t('keys.here'),
      disabled: hit === undefined,
      run: previous,
    },
  ]);

  const orders = [
    { value: 'relevance', label: t('search.order.relevance') },
    { value: 'newest', label: t('search.order.newest') },
  ] as const;
  return (
    <Screen
      title={t('search.title')}
      body="fill"
      bar={
        <>
          <SearchBox asked={text} onAsk={ask} onLeave={() => focusRow(list.current)} box={box} />
          <Choice
            label={t('search.order')}
            value={address.order ?? 'relevance'}
            options={orders.map(({ value, label }) => ({ value, label, short: label }))}
            onChoose={(order) => change((now) => withPart(now, { order: order === 'newest' ? 'newest' : undefined }))}
          />
        </>
      }
    >
      <div className={styles['room']}>
        <Filters address={address} onFilter={(part) => change((now) => withPart(now, part))} />
        {error !== null ? (
          <div className={styles['failure']}>
            <Failure error={error.failure} />
          </div>
        ) : !isAsking(address) ? (
          <HowToAsk />
        ) : found !== null && found.hits.length === 0 && !looking ? (
          <NothingFound address={address} onAsk={(easier) => change(() => easier)} />
        ) : (
          <>
            <Results
              found={found}
              old={old}
              looking={looking}
              current={Math.min(spot.hit, Math.max(0, hits.length - 1))}
              onCurrent={(at) => at !== spot.hit && go({ ...beginning, hit: at })}
              onOpen={open}
              onEnd={more}
              list={list}
            />
            {hit === undefined ? (
              <div className={styles['waiting']} />
            ) : (
              <Preview
                hit={hit}
                seen={seen}
                place={spot.page}
                box={boxAt(spot, boxes)}
                onNext={next}
                onPrevious={previous}
                onOpen={open}
              />
            )}
          </>
        )}
      </div>
    </Screen>
  );
}

/** Where the words stand on a page; nothing while no page is chosen. */
function useOnPage(pageId: string | undefined, text: string) {
  const [page] = useRoutes('search.onPage', pageId === undefined ? [] : [{ pageId, text }]);
  return page?.data;
}

function focusRow(list: HTMLElement | null): void {
  list?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus();
}
