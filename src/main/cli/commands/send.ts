/** send and queue: the line to the archive. */
import { join } from 'node:path';
import { call, must, withStation, type OpenStation } from '../station.ts';
import { openPracticeArchive } from '../practice-archive.ts';
import { stepBars } from '../terminal.ts';
import type { Register } from '../program.ts';

/** Without --once a short outage is waited out; a long one is left to the queue and the next run. */
const outageMs = 60_000;

export const registerSend: Register = (define) => {
  define<{ to?: string; once: boolean; archiveKey?: string }>(
    'send',
    'send what is packaged, until the archive’s receipt; resumes where it stopped',
    (command) =>
      command
        .option('--to <url>', 'address of the archive; remembered')
        .option('--archive-key <key>', 'public key of the archive (base64), as the archive published it; remembered')
        .option('--once', 'one try per package, no waiting for the line', false),
    async ({ options, out }) =>
      withStation({ dataDir: options.data }, async (station) => {
        const { session, engine } = station;
        const close = await chooseArchive(station, options);
        const bars = stepBars(out.lang, async () => sendCounts(station));
        const unsubscribe = session.subscribe((event) => bars.heard(event));
        try {
          for (const { id, step, state } of await call(session, 'job.list', { state: 'ready', limit: 500 })) if (step === 'send' && state === 'ready') await call(session, 'job.retry', { id });
          must(await engine.work({ steps: new Set(['send']), patienceMs: options.once ? 0 : outageMs }));
        } finally {
          unsubscribe();
          bars.stop();
          await close();
        }
        const queue = await call(session, 'queue.list', {});
        const open = queue.filter(({ state }) => state !== 'delivered');
        const failed = open.find(({ error }) => error !== null);
        if (open.some(({ state }) => state === 'rejected')) process.exitCode = 4;
        else if (failed?.error != null) process.exitCode = out.exitOf(failed.error.code);
        out.answer({ ok: open.length === 0, deliveries: queue }, [
          ...queue.map(({ fileCode, state, receiptNumber }) => `${fileCode}  ${state}${receiptNumber === null ? '' : `  ${receiptNumber}`}`),
          ...open.flatMap(({ fileCode, error }) => (error === null ? [] : [`${fileCode}: ${out.explain(error)}`])),
          ...open.flatMap(({ fileCode, reasons }) => reasons.map(({ message, document }) => `${fileCode}${document === null ? '' : ` ${document}`}: ${message}`)),
        ]);
      }),
  );

  define(
    'queue',
    'what is on its way to the archive',
    (command) => command,
    async ({ options, out }) =>
      withStation({ dataDir: options.data }, async ({ session }) => {
        const deliveries = await call(session, 'queue.list', {});
        out.answer({ deliveries }, deliveries.map(({ fileCode, state, sentBytes, bytes }) => `${fileCode}  ${state}  ${sentBytes}/${bytes}`));
      }),
  );
};

/** `--to` is remembered. A practice station without an address has a practice archive of its own beside its data. */
async function chooseArchive(station: OpenStation, options: { data: string; to?: string; archiveKey?: string }): Promise<() => Promise<void>> {
  const known = (await call(station.session, 'station.get', {}))!;
  if (options.to !== undefined || options.archiveKey !== undefined) {
    const url = options.to ?? known.archiveUrl;
    if (url !== null) await call(station.session, 'station.setArchive', { url, publicKey: options.archiveKey ?? null });
    return async () => undefined;
  }
  if (!known.practice || known.archiveUrl !== null) return async () => undefined;
  const archive = await openPracticeArchive(join(options.data, 'practice-archive'));
  station.engine.usePracticeArchive(archive);
  return async () => {
    station.engine.usePracticeArchive(null);
    await archive.close();
  };
}

async function sendCounts({ session }: OpenStation): Promise<Map<string, { done: number; of: number }>> {
  const queue = await call(session, 'queue.list', {});
  const sum = (pick: (delivery: (typeof queue)[number]) => number) => queue.reduce((total, delivery) => total + pick(delivery), 0);
  return new Map([['send', { done: sum(({ sentBytes }) => sentBytes), of: sum(({ bytes }) => bytes) }]]);
}
