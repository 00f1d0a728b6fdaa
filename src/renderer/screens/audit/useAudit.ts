import { useState } from 'react';
import type { AuditEntryView, AuditFilter } from '../../../contract/routes/audit.ts';
import { useRoute, useRoutes, type CallError } from '../../app/station.tsx';
import { chunkSize, chunksToAsk } from '../dossiers/chunks.ts';

export interface AuditList {
  /** Null while the first answer is awaited. */
  readonly total: number | null;
  readonly row: (index: number) => AuditEntryView | undefined;
  readonly error: CallError | null;
  readonly show: (first: number, last: number) => void;
}

/** The trail in chunks: only those on screen are asked for. */
export function useAudit(filter: AuditFilter): AuditList {
  const [shown, setShown] = useState({ first: 0, last: 0 });
  const head = useRoute('audit.list', { ...filter, offset: 0, limit: chunkSize });
  const total = head.data?.total ?? null;
  const wanted = chunksToAsk(total ?? 0, shown, false);
  const chunks = useRoutes(
    'audit.list',
    wanted.map((offset) => ({ ...filter, offset, limit: chunkSize })),
  );
  const byOffset = new Map(wanted.map((offset, index) => [offset, chunks[index]?.data]));
  return {
    total,
    row: (index) => byOffset.get(index - (index % chunkSize))?.entries[index % chunkSize],
    error: head.error,
    show: (first, last) => {
      if (first !== shown.first || last !== shown.last) setShown({ first, last });
    },
  };
}
