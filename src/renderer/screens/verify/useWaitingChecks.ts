import type { VerifyRow } from '../../../contract/routes/verify.ts';
import { useRoute, useRoutes, type CallError } from '../../app/station.tsx';
import { chunkSize, useChunks } from '../../app/useChunks.ts';

export interface WaitingChecks {
  /** Null while the first answer is awaited. */
  readonly total: number | null;
  readonly row: (index: number) => VerifyRow | undefined;
  readonly error: CallError | null;
  readonly show: (first: number, last: number) => void;
}

/** The queue of the second person, in chunks of what is on screen. */
export function useWaitingChecks(): WaitingChecks {
  const head = useRoute('verify.queue', { offset: 0, limit: chunkSize });
  const total = head.data?.total ?? null;
  const { offsets, show } = useChunks(total);
  const chunks = useRoutes(
    'verify.queue',
    offsets.map((offset) => ({ offset, limit: chunkSize })),
  );
  const byOffset = new Map(offsets.map((offset, index) => [offset, chunks[index]?.data]));
  const row = (index: number) => byOffset.get(index - (index % chunkSize))?.dossiers[index % chunkSize];
  return { total, row, error: head.error, show };
}
