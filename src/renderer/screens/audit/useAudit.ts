import type { AuditEntryView, AuditFilter } from '../../../contract/routes/audit.ts';
import { useRoute, useRoutes, type CallError } from '../../app/station.tsx';
import { chunkSize, useChunks } from '../../app/useChunks.ts';

export interface AuditList {
  /** Null while the first answer is awaited. */
  readonly total: number | null;
  readonly row: (index: number) => AuditEntryView | undefined;
  readonly error: CallError | null;
  readonly show: (first: number, last: number) => void;
}

/** The trail in chunks: only those on screen are asked for. */
export function useAudit(filter: AuditFilter): AuditList {
  const head = useRoute('audit.list', { ...filter, offset: 0, limit: chunkSize });
  const total = head.data?.total ?? null;
  const { offsets, show } = useChunks(total);
  const chunks = useRoutes(
    'audit.list',
    offsets.map((offset) => ({ ...filter, offset, limit: chunkSize })),
  );
  const byOffset = new Map(offsets.map((offset, index) => [offset, chunks[index]?.data]));
  return {
    total,
    row: (index) => byOffset.get(index - (index % chunkSize))?.entries[index % chunkSize],
    error: head.error,
    show,
  };
}
