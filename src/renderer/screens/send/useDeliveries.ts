import type { QueueView } from '../../../contract/routes/queue.ts';
import type { DeliveryView } from '../../../contract/views.ts';
import { useRoute, useRoutes, type CallError } from '../../app/station.tsx';
import { chunkSize, useChunks } from '../../app/useChunks.ts';

export interface Deliveries {
  /** Null while the first answer is awaited. */
  readonly total: number | null;
  readonly row: (index: number) => DeliveryView | undefined;
  /** The rows that are here. */
  readonly loaded: readonly DeliveryView[];
  readonly error: CallError | null;
  readonly show: (first: number, last: number) => void;
}

/** One view of the queue, in chunks of what is on screen. */
export function useDeliveries(view: QueueView, search: string): Deliveries {
  const head = useRoute('queue.list', { view, search, offset: 0, limit: chunkSize });
  const total = head.data?.total ?? null;
  const { offsets, show } = useChunks(total);
  const chunks = useRoutes(
    'queue.list',
    offsets.map((offset) => ({ view, search, offset, limit: chunkSize })),
  );
  const byOffset = new Map(offsets.map((offset, index) => [offset, chunks[index]?.data?.deliveries]));
  return {
    total,
    row: (index) => byOffset.get(index - (index % chunkSize))?.[index % chunkSize],
    loaded: [...byOffset.values()].flatMap((deliveries) => deliveries ?? []),
    error: head.error,
    show,
  };
}
