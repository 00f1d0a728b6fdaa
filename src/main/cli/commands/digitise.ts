/** One shot: images, PDFs, TIFFs and folders in; searchable, signed PDF/A, text and a submission package out. */
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Option } from 'commander';
import type { SplitRule } from '../../../contract/routes/capture.ts';
import type { DossierDetail } from '../../../contract/views.ts';
import { stepNames, type StepName } from '../../../contract/vocabulary.ts';
import type { Begun } from '../begun.ts';
import { agencyCode, fileCode, splitRule, wholeNumber } from '../checks.ts';
import { allJobs } from '../jobs.ts';
import { nextSteps } from '../next-steps.ts';
import { approveInPractice, begin, describeAll, takeIn, type OneShot } from '../one-shot.ts';
import { exportDossier, writeReport } from '../report.ts';
import { call, Refusal, signerFrom, withStation } from '../station.ts';
import type { Terminal } from '../terminal.ts';
import type { Define, Invocation, Register } from '../define.ts';
import { withMessage, workShowing } from './capture.ts';

interface Options {
  out: string;
  fileCode?: string;
  title?: string;
  split: SplitRule;
  practice: boolean;
  p12?: string;
  passEnv?: string;
  sign: boolean;
  until?: StepName;
  agency: string;
  name?: string;
  workers?: number;
}

export const registerDigitise: Register = (define: Define) => {
  define<Options>(
    'digitise <in...>',
    'one shot without a station: files and folders → PDF/A, text, package',
    (command) =>
      command
        .requiredOption('--out <dir>', 'where pdf/, text/, packages/ and report.json go')
        .option('--file-code <code>', 'file code of the dossier (default: proposed)', fileCode)
        .option('--title <title>', 'title of the dossier (default: the folder’s name)')
        .option('--split <rule>', 'auto, file, folder, separator or pages:N', splitRule, 'auto')
        .addOption(
          new Option(
            '--practice',
            'sign with a practice key and stand in for the second person (the default without --p12 or --no-sign)',
          )
            .default(false)
            .conflicts(['p12', 'sign']),
        )
        .addOption(new Option('--p12 <file>', 'PKCS#12 key; the package then waits for `tram approve`').conflicts('sign'))
        .option('--pass-env <var>', 'variable that holds the key’s password')
        .option('--no-sign', 'stop before signing; no package')
        .addOption(new Option('--until <step>', 'stop after this step').choices(stepNames))
        .option('--agency <code>', 'identity code of the agency', agencyCode, 'H49')
        .option('--name <name>', 'name of the agency, as stamps show it')
        .option('--workers <n>', 'worker processes (default: by cores and memory)', wholeNumber(1, 32)),
    digitise,
  );
};

async function digitise({ options, args, out }: Invocation<Options>): Promise<void> {
  const started = performance.now();
  const target = resolve(options.out);
  const given = askedFor(options, args);
  const signer = options.p12 === undefined ? null : await signerFrom(options.p12, options.passEnv ?? '');
  const until = lastStep(options.until, given);
  const dataDir = join(target, '.tram');
  await makeFolder(dataDir, target);
  const workers = options.workers === undefined ? {} : { workers: options.workers };

  const { report, next } = await withStation({ dataDir, make: true, ...workers }, async (station) => {
    const run = await begin(station, dataDir, target, given);
    if (signer !== null) station.engine.useSigner(signer);
    const imported = await takeIn(run, until, out);
    const { fileCode, warnings } = comes(until, 'describe')
      ? await describeAll(run, imported)
      : { fileCode: imported, warnings: new Map<string, readonly string[]>() };
    if (until !== 'describe' && comes(until, 'describe')) await workShowing(station, until === 'package' ? 'sign' : until, out);
    let left: DossierDetail['problems'] = [];
    if (until === 'package') {
      if (run.practice) left = await approveInPractice(run, fileCode);
      // With a real key this seals only what a second person has approved since the last run of the same command.
      await workShowing(station, 'package', out);
    }
    const dossier = await exportDossier(station, fileCode, target, warnings, given.key !== 'none');
    const detail = await call(station.session, 'dossier.get', { fileCode });
    const parked = await allJobs(station.session, 'parked');
    const accounts = await call(station.session, 'account.list', {});
    const unfinished = until === 'package' && dossier.package === null;
    const approval = unfinished && !run.practice && detail.documentList.some(({ approvedBy }) => approvedBy === null);
    const report = await writeReport(target, {
      started,
      peakBytes: station.engine.peakBytes(),
      dossiers: [dossier],
      ledger: detail.ledger,
      problems: [
        ...[...left, ...detail.problems].map(withMessage(out)),
        ...parked.flatMap((job) =>
          job.error === null || job.step === 'capture'
            ? []
            : [withMessage(out)({ source: job.about.source ?? job.fileCode, page: job.about.page, error: job.error })],
        ),
      ],
      waitsFor: approval ? 'approve' : null,
      station: isKept(run, detail, unfinished, accounts.length > 0) ? dataDir : null,
    });
    const hasSupervisor = accounts.some(({ role }) => role === 'supervisor');
    const refused = unfinished && !run.practice && detail.ledger.in > 0 && detail.problems.length > 0;
    return {
      report,
      next: nextSteps({ dataDir, fileCode, approval, hasSupervisor, refused, again: process.argv.slice(2) }, out.say),
    };
  });
  if (report.station === null) await rm(dataDir, { recursive: true, force: true });
  if (!report.ok) process.exitCode = report.problems.some(({ code }) => code === 'DISK_FULL') ? 7 : 3;
  out.answer(report, [...summary(report, target, out), ...next]);
}

function askedFor(options: Options, args: readonly string[]): Begun {
  return {
    key: options.p12 !== undefined ? 'own' : options.sign ? 'practice' : 'none',
    papers: args.map((path) => resolve(path)),
    split: options.split,
    agency: options.agency,
    name: options.name?.normalize('NFC') ?? null,
    fileCode: options.fileCode ?? null,
    title: options.title?.normalize('NFC') ?? null,
  };
}

/** Where this run ends: `--until`, and never past what nobody here may decide. */
function lastStep(asked: StepName = 'package', { key }: Begun): StepName {
  const most: StepName = key === 'none' ? 'compose' : 'package';
  return comes(asked, most) ? most : asked === 'verify' ? 'sign' : asked;
}

/** Whether the road up to `until` goes through `step`. */
function comes(until: StepName, step: StepName): boolean {
  return stepNames.indexOf(until) >= stepNames.indexOf(step);
}

/**
 * What a person's key signs, a person decides: that station holds the only record of it and is never removed. One of practice, or without
 * signatures, is no longer needed when its results were handed out, unless something waits in it.
 */
function isKept({ given, practice }: OneShot, { ledger }: DossierDetail, unfinished: boolean, hasAccounts: boolean): boolean {
  if (ledger.in === 0) return false;
  return practice ? unfinished : given.key === 'own' || hasAccounts;
}

async function makeFolder(dataDir: string, target: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true });
  } catch (error) {
    const full = (error as NodeJS.ErrnoException).code === 'ENOSPC';
    throw new Refusal(full ? { code: 'DISK_FULL', data: {} } : { code: 'OUTPUT_NOT_WRITABLE', data: { folder: target } });
  }
}

function summary(report: Awaited<ReturnType<typeof writeReport>>, target: string, out: Terminal): string[] {
  const documents = report.dossiers.flatMap((dossier) => dossier.documents);
  return [
    out.say(
      `${report.pages} trang, ${documents.length} văn bản, ${report.seconds.toFixed(1)} giây (${report.pagesPerMinute.toFixed(0)} trang/phút).`,
      `${report.pages} pages, ${documents.length} documents, ${report.seconds.toFixed(1)} s (${report.pagesPerMinute.toFixed(0)} pages/min).`,
    ),
    out.say(`Kết quả: ${target}`, `Results: ${target}`),
    ...(report.station === null
      ? []
      : [
          out.say(
            `Trạm của hồ sơ này, có nhật ký quyết định: ${report.station}`,
            `This dossier’s station, with the audit trail: ${report.station}`,
          ),
        ]),
    ...report.problems.map((problem) => `${problem.source}: ${problem.message}`),
    ...(report.waitsFor === 'approve'
      ? [out.say('Gói tin chờ người thứ hai duyệt.', 'The package waits for a second person.')]
      : []),
  ];
}
