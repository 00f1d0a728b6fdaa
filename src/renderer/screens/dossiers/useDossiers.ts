import { useRoute, useRoutes, type CallError } from '../../app/station.tsx';
import { chunkSize, useChunks } from '../../app/useChunks.ts';
import type { RouteInput } from '../../../contract/routes.ts';
import type { DossierView } from '../../../contract/views.ts';

/** Which dossiers, and in what order. */
export type Wanted = Required<Pick<RouteInput<'dossier.list'>, 'step' | 'text' | 'order' | 'direction'>>;

export interface DossierList {
  /** Rows the table has; null while the first answer is awaited. */
  readonly total: number | null;
  /** Dossiers of the whole station, whatever the filter. */
  readonly all: number | null;
  readonly row: (index: number) => DossierView | undefined;
  readonly error: CallError | null;
  /** The table says which rows it shows, so that only these are asked for. */
  readonly show: (first: number, last: number) => void;
}

/** The list in chunks, filtered and sorted by the engine: only those on screen are asked for. */
export function useDossiers(wanted: Wanted): DossierList {
  const everything = useRoute('dossier.list', { offset: 0, limit: 1 });
  const head = useRoute('dossier.list', { ...wanted, offset: 0, limit: chunkSize });
  const total = head.data?.total ?? null;
  const { offsets, show } = useChunks(total);
  const chunks = useRoutes(
    'dossier.list',
    offsets.map((offset) => ({ ...wanted, offset, limit: chunkSize })),
  );
  const byOffset = new Map(offsets.map((offset, index) => [offset, chunks[index]?.data]));
  const row = (index: number) => byOffset.get(index - (index % chunkSize))?.dossiers[index % chunkSize];
  return { total, all: everything.data?.total ?? null, row, error: head.error ?? everything.error, show };
}
