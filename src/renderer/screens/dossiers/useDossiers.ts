import { useState } from 'react';
import { useRoute, useRoutes, type CallError } from '../../app/station.tsx';
import type { Place } from '../../components/road.ts';
import type { DossierView } from '../../../contract/views.ts';
import { chunkSize, chunksToAsk } from './chunks.ts';

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

/** The list of dossiers in chunks: those on screen, or every chunk while a step is chosen (the step is known only after it came). */
export function useDossiers(step: Place | null): DossierList {
  const [shown, setShown] = useState({ first: 0, last: 0 });
  const head = useRoute('dossier.list', { offset: 0, limit: chunkSize });
  const all = head.data?.total ?? null;
  const wanted = chunksToAsk(all ?? 0, shown, step !== null);
  const chunks = useRoutes(
    'dossier.list',
    wanted.map((offset) => ({ offset, limit: chunkSize })),
  );
  const byOffset = new Map(wanted.map((offset, index) => [offset, chunks[index]?.data]));
  const show = (first: number, last: number) => {
    if (first !== shown.first || last !== shown.last) setShown({ first, last });
  };
  if (step === null) {
    const row = (index: number) => byOffset.get(index - (index % chunkSize))?.dossiers[index % chunkSize];
    return { total: all, all, row, error: head.error, show };
  }
  const rows = chunks.flatMap((chunk) => chunk.data?.dossiers ?? []).filter((dossier) => dossier.step === step);
  return { total: all === null ? null : rows.length, all, row: (index) => rows[index], error: head.error, show };
}
