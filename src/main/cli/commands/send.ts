/** send, queue and retry: the line to the archive, and what was parked on the way. */
import { join } from 'node:path';
import { toArchivalDate } from '../../../contract/instant.ts';
import { fail } from '../../../contract/result.ts';
import type { RouteOutput } from '../../../contract/routes.ts';
import { Instant } from '../../../contract/vocabulary.ts';
import { wholeNumber } from '../checks.ts';
import { allDeliveries, allJobs, takeUpAgain } from '../jobs.ts';
import { call, must, withStation, type OpenStation } from '../station.ts';
import { openPracticeArchive } from '../practice-archive.ts';
import { stepBars, type Terminal } from '../terminal.ts';
import type { Register } from '../define.ts';

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
          // Whoever gives this command wants every package tried now: those that wait for their time, and those parked until a person came.
          const known = [...(await allJobs(session, 'ready')), ...(await allJobs(session, 'parked'))];
          await takeUpAgain(
            session,
            known.filter(({ step }) => step === 'send'),
          );
          await call(session, 'queue.tryNow', {});
          must(await engine.work({ steps: new Set(['send']), patienceMs: options.once ? 0 : outageMs }));
        } finally {
          unsubscribe();
          bars.stop();
          await close();
        }
        const queue = await allDeliveries(session);
        const { line } = await call(session, 'queue.line', {});
        // A package that was rejected and mended went on as another one, which counts instead.
        const open = queue.filter(({ current, state, disk }) => current && state !== 'delivered' && disk === null);
        const failed = open.find(({ error }) => error !== null);
        if (open.some(({ state }) => state === 'rejected')) process.exitCode = 4;
        else if (failed?.error != null) process.exitCode = out.exitOf(failed.error.code);
        // Paused, outside the timetable, a budget used up: nothing failed, and the packages are not there.
        else if (open.length > 0) process.exitCode = out.exitOf('LINE_HELD');
        out.answer({ ok: open.length === 0, line, deliveries: queue }, [
          ...queue
            .filter(({ current }) => current)
            .map(
              ({ fileCode, state, receiptNumber }) =>
                `${fileCode}  ${state}${receiptNumber === null ? '' : `  ${receiptNumber}`}`,
            ),
          ...(open.length === 0 ? [] : lineWords(line, out)),
          ...open.flatMap(({ fileCode, error }) => (error === null ? [] : [`${fileCode}: ${out.explain(error)}`])),
          ...open.flatMap(({ fileCode, reasons }) =>
            reasons.map(({ message, document }) => `${fileCode}${document === null ? '' : ` ${document}`}: ${message}`),
          ),
        ]);
      }),
  );

  define(
    'queue',
    'what is on its way to the archive',
    (command) => command,
    async ({ options, out }) =>
      withStation({ dataDir: options.data }, async ({ session }) => {
        const deliveries = await allDeliveries(session);
        const { line } = await call(session, 'queue.line', {});
        out.answer({ line, deliveries }, [
          ...lineWords(line, out),
          ...deliveries.map(
            ({ fileCode, state, sentBytes, bytes, disk }) =>
              `${fileCode}  ${disk === null ? state : 'disk'}  ${sentBytes}/${bytes}`,
          ),
        ]);
      }),
  );

  define<{ job?: number }>(
    'retry',
    'take parked jobs up again: all of them, or one; `run` and `send` then do them',
    (command) => command.option('--job <n>', 'only this job', wholeNumber(1, Number.MAX_SAFE_INTEGER)),
    async ({ options, out }) =>
      withStation({ dataDir: options.data }, async ({ session }) => {
        const parked = await allJobs(session, 'parked');
        const chosen = options.job === undefined ? parked : parked.filter(({ id }) => id === options.job);
        if (options.job !== undefined && chosen.length === 0) must(fail('JOB_UNKNOWN', { id: options.job }));
        await takeUpAgain(session, chosen);
        const jobs = chosen.map(({ id, step, fileCode, about }) => ({ id, step, fileCode, about }));
        out.answer({ ok: true, jobs }, [
          ...jobs.map(
            ({ id, step, fileCode, about }) => `${id}  ${step}  ${fileCode}${about.source === null ? '' : `  ${about.source}`}`,
          ),
          out.say(
            `${jobs.length} việc được làm lại: chạy \`tram run\` hoặc \`tram send\`.`,
            `${jobs.length} jobs taken up again: \`tram run\` or \`tram send\` does them.`,
          ),
        ]);
      }),
  );
};

/** Why the line stands still, when it does. */
function lineWords(line: RouteOutput<'queue.line'>['line'], { say }: Terminal): string[] {
  const minute = (at: string) => `${at.slice(11, 16)} ${toArchivalDate(Instant.parse(at))}`;
  switch (line.state) {
    case 'paused':
      return [say(`Đường truyền đang tạm dừng (${line.by}).`, `The line is paused (${line.by}).`)];
    case 'closed':
      return line.until === null
        ? [say('Lịch gửi không có giờ nào.', 'The timetable has no hours.')]
        : [say(`Ngoài giờ gửi, chờ đến ${minute(line.until)}.`, `Outside the timetable until ${minute(line.until)}.`)];
    case 'budget':
      return [say(`Hết hạn mức, chờ đến ${minute(line.until)}.`, `The budget is used up until ${minute(line.until)}.`)];
    case 'noArchive':
      return [say('Chưa khai báo địa chỉ Lưu trữ (--to).', 'The archive’s address is not set (--to).')];
    case 'unreachable':
      return [say(`Không liên lạc được từ ${minute(line.since)}.`, `Nobody answers since ${minute(line.since)}.`)];
    case 'idle':
    case 'sending':
    case 'asking':
    case 'stopped':
    case 'ready':
      return [];
  }
}

/** `--to` is remembered. A practice station without an address has a practice archive of its own beside its data. */
async function chooseArchive(
  station: OpenStation,
  options: { data: string; to?: string; archiveKey?: string },
): Promise<() => Promise<void>> {
  const known = (await call(station.session, 'station.get', {}))!;
  if (options.to !== undefined || options.archiveKey !== undefined) {
    const url = options.to ?? known.archiveUrl;
    if (url === null) must(fail('ARCHIVE_NOT_SET', {}));
    await call(station.session, 'station.setArchive', { url, publicKey: options.archiveKey ?? null });
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
  const queue = (await allDeliveries(session)).filter(({ current }) => current);
  const sum = (pick: (delivery: (typeof queue)[number]) => number) =>
    queue.reduce((total, delivery) => total + pick(delivery), 0);
  return new Map([['send', { done: sum(({ sentBytes }) => sentBytes), of: sum(({ bytes }) => bytes) }]]);
}
