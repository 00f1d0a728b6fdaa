import { useCallback, type RefObject } from 'react';
import type { SearchHit } from '../../../contract/routes/search.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { useWords } from '../../i18n/index.tsx';
import { HitRow } from './HitRow.tsx';
import styles from './Results.module.css';
import type { Found } from './useSearch.ts';

/** Placeholders while the first answer is awaited. */
const awaited = 5;

interface Props {
  found: Found | null;
  /** The answer belongs to an older question. */
  old: boolean;
  looking: boolean;
  current: number;
  onCurrent: (index: number) => void;
  onOpen: () => void;
  /** The end of what is here is on screen. */
  onEnd: () => void;
  list: RefObject<HTMLDivElement | null>;
}

const hitCell = (hit: SearchHit) => <HitRow hit={hit} />;

/** The documents that were found, of any number. */
export function Results({ found, old, looking, current, onCurrent, onOpen, onEnd, list }: Props) {
  const { t } = useWords();
  const hits = found?.hits ?? [];
  const count = found === null ? awaited : hits.length + (found.unfinished ? 1 : 0);
  const end = found?.unfinished === true ? hits.length : Infinity;
  const onRange = useCallback(
    (_: number, last: number) => {
      if (last >= end - 3) onEnd();
    },
    [end, onEnd],
  );
  const label = useCounts(found);
  return (
    <div ref={list} className={styles['results']} data-old={old}>
      <Remarks found={found} looking={looking} />
      <div className={styles['list']}>
        <DataTable<SearchHit>
          label={t('search.results')}
          columns={[{ id: 'hit', label, width: 'minmax(0, 1fr)', cell: hitCell }]}
          count={count}
          row={(index) => hits[index]}
          rowKey={({ documentId }) => documentId}
          rowHeight={128}
          current={hits[current]?.documentId ?? null}
          onCurrent={(hit) => onCurrent(hits.indexOf(hit))}
          onOpen={onOpen}
          onRange={onRange}
        />
      </div>
    </div>
  );
}

/** `36 văn bản, 118 trang`; `hơn` when there are more than were counted. */
function useCounts(found: Found | null): string {
  const { t } = useWords();
  if (found === null) return t('search.results');
  const { documents, pages, more } = found.answer.total;
  const values = { documents, pages };
  return more ? t('search.countsMore', values) : t('search.counts', values);
}

/** What a person must know about the list before trusting it. */
function Remarks({ found, looking }: { found: Found | null; looking: boolean }) {
  const { t } = useWords();
  const { partial = false, notIndexed = 0 } = found?.answer ?? {};
  return (
    <div role="status" className={styles['remarks']}>
      {partial && found !== null && found.hits.length > 0 && <p>{t('search.partial')}</p>}
      {notIndexed > 0 && <p>{t('search.notIndexed', { n: notIndexed })}</p>}
      {looking && found !== null && !found.answer.complete && <p>{t('search.goesOn')}</p>}
    </div>
  );
}
