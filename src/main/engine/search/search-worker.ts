/** Entry of the process that searches: it only reads, so nobody else waits while it does, and it may be killed at any moment. */
import { fail } from '../../../contract/result.ts';
import { parentPort } from '../../../platform/parent-port.ts';
import { openForReading } from '../open-for-reading.ts';
import { storageFailure } from '../storage-failure.ts';
import { Answerer } from './answerer.ts';
import { ToSearch, type FromSearch } from './messages.ts';

const port = parentPort();
/** The parts of the index that every question reads stay in memory. */
const cacheMiB = 48;
let answerer: Answerer | null = null;

port.onMessage((raw) => {
  const message = ToSearch.parse(raw);
  switch (message.type) {
    case 'start': {
      const opened = openForReading(message.dataDir, cacheMiB);
      if (!opened.ok) throw new Error(opened.error.code);
      answerer = new Answerer(opened.data.db);
      return;
    }
    case 'find':
      return void find(message);
    case 'forget':
      return answerer?.forget(message.client);
  }
});

async function find({ id, client, input }: Extract<ReturnType<typeof ToSearch.parse>, { type: 'find' }>): Promise<void> {
  const result = await (answerer?.find(client, input) ?? Promise.resolve(fail('SEARCH_BROKE_OFF', {}))).catch(
    (error: unknown) => {
      const failure = storageFailure(error);
      if (failure?.error.code === 'SEARCH_INDEX_DAMAGED') return failure;
      process.stderr.write(`search: ${error instanceof Error ? error.stack : String(error)}\n`);
      return fail('SEARCH_BROKE_OFF', {});
    },
  );
  port.postMessage({ id, result: result as FromSearch['result'] } satisfies FromSearch);
}
