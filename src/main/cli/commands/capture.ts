/** import and run: papers in, and as far along the road as machines can take them. */
import { resolve } from 'node:path';
import { Option } from 'commander';
import type { SplitRule } from '../../../contract/routes/capture.ts';
import { stepNames, type StepName } from '../../../contract/vocabulary.ts';
import { splitRule } from '../checks.ts';
import { allJobs, takeUpAgain } from '../jobs.ts';
import { call, must, signerFrom, withStation, type OpenStation } from '../station.ts';
import { stepBars, type Terminal } from '../terminal.ts';
import type { Register } from '../define.ts';

export const registerCapture: Register = (define) => {
  define<{ dossier: string; split: SplitRule }>(
    'import <paths...>',
    'bring files and folders into a dossier',
    (command) =>
      command
        .requiredOption('--dossier <fileCode>', 'file code of the dossier')
        .option('--split <rule>', 'auto, file, folder, separator or pages:N', splitRule, 'auto'),
    async ({ options, args, out }) =>
      withStation({ dataDir: options.data }, async (station) => {
        const paths = args.map((path) => resolve(path));
        const { files } = await call(station.session, 'capture.import', {
          fileCode: options.dossier,
          paths,
          split: options.split,
        });
        await workShowing(station, 'capture', out);
        const { pages, problems } = await call(station.session, 'dossier.get', { fileCode: options.dossier });
        if (problems.length > 0) process.exitCode = 3;
        out.answer(
          { ok: problems.length === 0, fileCode: options.dossier, files, pages, problems: problems.map(withMessage(out)) },
          [
            out.say(`Đã nhận ${files} tệp, hồ sơ có ${pages} trang.`, `Took in ${files} files; the dossier has ${pages} pages.`),
            ...problems.map((problem) => `${problem.source}: ${withMessage(out)(problem).message}`),
          ],
        );
      }),
  );

  define<{ until?: StepName; retry: boolean; p12?: string; passEnv?: string }>(
    'run',
    'do everything that waits for a machine',
    (command) =>
      command
        .addOption(new Option('--until <step>', 'stop after this step').choices(stepNames))
        .option('--retry', 'take up again what was parked', false)
        .option('--p12 <file>', 'PKCS#12 key to sign with')
        .option('--pass-env <var>', 'variable that holds its password'),
    async ({ options, out }) =>
      withStation({ dataDir: options.data }, async (station) => {
        if (options.p12 !== undefined) station.engine.useSigner(await signerFrom(options.p12, options.passEnv ?? ''));
        if (options.retry) await takeUpAgain(station.session, await allJobs(station.session, 'parked'));
        // Sending has its own command: a run in working hours must not fill the office's line unasked.
        await workShowing(station, options.until ?? 'package', out);
        const status = await call(station.session, 'station.status', {});
        const parked = await allJobs(station.session, 'parked');
        const problems = parked.flatMap(({ about, fileCode, error }) =>
          error === null ? [] : [withMessage(out)({ source: about.source ?? fileCode, page: about.page, error })],
        );
        out.answer({ ok: status.jobs.parked === 0, ...status, problems }, [
          out.say(`Xong. ${status.jobs.parked} việc cần người xem.`, `Done. ${status.jobs.parked} jobs need a person.`),
          ...problems.map(({ source, message }) => `${source}: ${message}`),
        ]);
        if (status.jobs.parked > 0) process.exitCode = 4;
      }),
  );
};

/** Works through `until`, with a bar for each step. */
export async function workShowing({ engine, session }: OpenStation, until: StepName, out: Terminal): Promise<void> {
  const steps = new Set(stepNames.slice(0, stepNames.indexOf(until) + 1));
  const done = new Map<string, number>();
  const bars = stepBars(out.lang, async () => {
    const open = await call(session, 'job.list', { limit: 500 });
    const counts = new Map<string, { done: number; of: number }>();
    for (const [step, finished] of done) counts.set(step, { done: finished, of: finished });
    for (const { step, state } of open) {
      const { done: finished, of } = counts.get(step) ?? { done: 0, of: 0 };
      if (state !== 'parked' && steps.has(step)) counts.set(step, { done: finished, of: of + 1 });
    }
    return counts;
  });
  const unsubscribe = session.subscribe((event) => {
    if (event.topic === 'step.done') done.set(event.step, (done.get(event.step) ?? 0) + 1);
    bars.heard(event);
  });
  try {
    must(await engine.work({ steps, patienceMs: 30_000 }));
  } finally {
    unsubscribe();
    bars.stop();
  }
}

/** A problem with its three sentences, for reports. */
export function withMessage(out: Terminal) {
  return ({
    source,
    page,
    error,
  }: {
    source: string;
    page: number | null;
    error: { code: string; data: Record<string, string | number | boolean | null> };
  }) => ({
    code: error.code,
    source,
    page,
    message: out.explain(error),
  });
}
