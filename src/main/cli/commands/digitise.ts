/** One shot: images, PDFs, TIFFs and folders in; searchable, signed PDF/A, text and a submission package out. */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { randomBytes } from 'node:crypto';
import type { Signer } from '../../stages/6-sign/drivers/signer.ts';
import type { DossierDetail } from '../../../contract/views.ts';
import { stepNames, type StepName } from '../../../contract/vocabulary.ts';
import type { Session } from '../../engine/index.ts';
import { splitRule, wholeNumber } from '../checks.ts';
import { completed, yearOf } from '../proposal.ts';
import { exportDossier, placeText, writeReport } from '../report.ts';
import { call, Refusal, signerFrom, withStation, type OpenStation } from '../station.ts';
import type { Terminal } from '../terminal.ts';
import type { Define, Register } from '../program.ts';
import { stepNamed, withMessage, workShowing } from './capture.ts';

interface Options {
  out: string;
  fileCode?: string;
  title?: string;
  split: string;
  practice: boolean;
  p12?: string;
  passEnv?: string;
  sign: boolean;
  until?: string;
  agency: string;
  name?: string;
  workers?: string;
}

export const registerDigitise: Register = (define: Define) => {
  define<Options>(
    'digitise <in...>',
    'one shot without a station: files and folders → PDF/A, text, package',
    (command) =>
      command
        .requiredOption('--out <dir>', 'where pdf/, text/, packages/ and report.json go')
        .option('--file-code <code>', 'file code of the dossier (default: proposed)')
        .option('--title <title>', 'title of the dossier (default: the folder’s name)')
        .option('--split <rule>', 'auto, file, folder, separator or pages:N', 'auto')
        .option('--practice', 'sign with a practice key and stand in for the second person (the default without --p12 or --no-sign)', false)
        .option('--p12 <file>', 'PKCS#12 key; the package then waits for `tram approve`')
        .option('--pass-env <var>', 'variable that holds the key’s password')
        .option('--no-sign', 'stop before signing; no package')
        .option('--until <step>', `stop after this step: ${stepNames.join(', ')}`)
        .option('--agency <code>', 'identity code of the agency', 'H49')
        .option('--name <name>', 'name of the agency, as stamps show it')
        .option('--workers <n>', 'worker processes (default: by cores and memory)'),
    digitise,
  );
};

async function digitise({ options, args, out }: { options: Options & { data: string; json: boolean }; args: readonly string[]; out: Terminal }): Promise<void> {
  const started = performance.now();
  const target = resolve(options.out);
  const practice = options.practice || (options.p12 === undefined && options.sign);
  const signer = options.p12 === undefined ? null : await signerFrom(options.p12, options.passEnv ?? '');
  const until = lastStep(options, practice);
  splitRule(options.split);
  const dataDir = join(target, '.tram');
  await makeFolder(dataDir, target);
  const workers = options.workers === undefined ? {} : { workers: wholeNumber('--workers', options.workers, { min: 1, max: 32 }) };

  const finished = await withStation({ dataDir, make: true, ...workers }, async (station) => {
    const clerk = await prepare(station, options, practice, signer);
    const imported = await takeIn(station, clerk, options, args.map((path) => resolve(path)), out);
    const assumed = stepNames.indexOf(until) >= stepNames.indexOf('describe') ? await describeAll(station, clerk, imported, options) : noWarnings(imported);
    if (stepNames.indexOf(until) > stepNames.indexOf('describe')) await workShowing(station, until === 'package' ? 'sign' : until, out);
    if (until === 'package') {
      if (practice) await approve(station, assumed.fileCode);
      // With a real key this seals only what a second person has approved since the last run of the same command.
      await workShowing(station, 'package', out);
    }
    const dossier = await exportDossier(station, assumed.fileCode, target, assumed.warnings, signer !== null || practice);
    const detail = await call(station.session, 'dossier.get', { fileCode: assumed.fileCode });
    const parked = await call(station.session, 'job.list', { state: 'parked', limit: 500 });
    const problems = [
      ...detail.problems.map(withMessage(out)),
      ...parked.flatMap((job) => (job.error === null || job.step === 'capture' ? [] : [withMessage(out)({ source: job.about.source ?? job.fileCode, page: job.about.page, error: job.error })])),
    ];
    const report = await writeReport(target, {
      started,
      peakBytes: station.engine.peakBytes(),
      dossiers: [dossier],
      ledger: detail.ledger,
      problems,
      waitsFor: dossier.package === null && until === 'package' && !practice ? 'approve' : null,
      station: dossier.package === null && until === 'package' && detail.ledger.in > 0 ? dataDir : null,
    });
    return report;
  });
  // What was handed out needs no station any more; one that waits for a person, or for a problem to be mended, keeps it.
  if (finished.station === null) await rm(dataDir, { recursive: true, force: true });
  if (!finished.ok) process.exitCode = finished.problems.some(({ code }) => code === 'DISK_FULL') ? 7 : 3;
  out.answer(finished, summary(finished, target, out));
}

/** Where this run ends: `--until`, and never past what nobody here may decide. */
function lastStep(options: Options, practice: boolean): StepName {
  const asked = stepNamed(options.until) ?? 'package';
  const most: StepName = options.sign || practice ? 'package' : 'compose';
  return stepNames.indexOf(asked) < stepNames.indexOf(most) ? (asked === 'verify' ? 'sign' : asked) : most;
}

async function makeFolder(dataDir: string, target: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true });
  } catch (error) {
    const full = (error as NodeJS.ErrnoException).code === 'ENOSPC';
    throw new Refusal(full ? { code: 'DISK_FULL', data: {} } : { code: 'OUTPUT_NOT_WRITABLE', data: { folder: target } });
  }
}

const practiceClerk = 'luyện-tập.văn-thư';
const practiceSupervisor = 'luyện-tập.lãnh-đạo';

async function prepare(station: OpenStation, options: Options, practice: boolean, signer: Signer | null): Promise<Session> {
  const known = await call(station.session, 'station.get', {});
  if (known === null) {
    const agencyName = options.name?.normalize('NFC') ?? (practice ? 'Cơ quan luyện tập' : options.agency);
    await call(station.session, 'station.init', { agencyCode: options.agency, agencyName, fondsCode: options.agency, practice });
  }
  if (signer !== null) station.engine.useSigner(signer);
  if (!practice) return station.session;
  return person(station, practiceClerk, 'clerk');
}

/** A practice account nobody can sign in to again: its password is forgotten at once. */
async function person(station: OpenStation, name: string, role: 'clerk' | 'supervisor'): Promise<Session> {
  const password = randomBytes(24).toString('base64');
  const accounts = await call(station.session, 'account.list', {});
  const free = accounts.some((account) => account.name === name) ? `${name}.${accounts.length}` : name;
  await call(station.session, 'account.add', { name: free, role, password });
  const session = station.engine.openSession();
  await call(session, 'session.signIn', { name: free, password });
  return session;
}

/** Captures, cleans, reads and describes; answers the file code it went under. */
async function takeIn(station: OpenStation, clerk: Session, options: Options, paths: string[], out: Terminal): Promise<string> {
  const known = await call(station.session, 'dossier.list', { limit: 1 });
  const thisYear = new Date().getFullYear();
  // A run that was broken off goes on with the dossier it had begun.
  const fileCode = known.dossiers[0]?.fileCode ?? options.fileCode ?? `${options.agency}.${thisYear}.1`;
  await claimFolder(resolve(options.out), JSON.stringify({ paths, split: options.split }), known.total > 0);
  const begun = known.dossiers[0] !== undefined && known.dossiers[0].objid !== null;
  if (!begun) await call(clerk, 'capture.import', { fileCode, paths, split: options.split });
  const until = stepNamed(options.until) ?? 'describe';
  await workShowing(station, stepNames.indexOf(until) < stepNames.indexOf('describe') ? until : 'describe', out);
  const { pages, problems, tray } = await call(station.session, 'dossier.get', { fileCode });
  if (pages + tray.length === 0 && problems.length === 0) throw new Refusal({ code: 'NOTHING_TO_DIGITISE', data: {} });
  return fileCode;
}

/** Only the papers a run was begun with may go on in its folder: others would be passed over in silence, or join a dossier that is not theirs. */
async function claimFolder(folder: string, papers: string, begun: boolean): Promise<void> {
  const note = join(folder, '.tram', 'papers.json');
  if (begun && (await readFile(note, 'utf8').catch(() => null)) !== papers) throw new Refusal({ code: 'OUTPUT_IN_USE', data: { folder } });
  await placeText(papers, note);
}

interface Described {
  readonly fileCode: string;
  readonly warnings: ReadonlyMap<string, readonly string[]>;
}

function noWarnings(fileCode: string): Described {
  return { fileCode, warnings: new Map() };
}

/** Accepts the machine's proposals, because in one shot there is nobody to ask; what the paper did not say is a warning. */
async function describeAll(station: OpenStation, clerk: Session, imported: string, options: Options): Promise<Described> {
  const dossier = await call(station.session, 'dossier.get', { fileCode: imported });
  if (dossier.objid !== null) return noWarnings(imported);
  const { agencyName } = (await call(station.session, 'station.get', {}))!;
  const proposals = dossier.documentList.flatMap(({ proposal }) => (proposal === null ? [] : [proposal]));
  const year = yearOf(proposals, new Date().getFullYear());
  const begun = dossier.documentList.some(({ pdf }) => pdf !== null);
  const fileCode = begun ? imported : (options.fileCode ?? `${options.agency}.${year}.1`);
  if (!begun) {
    const title = options.title ?? dossier.title;
    const description = { ...dossier.description, title: title.normalize('NFC').slice(0, 1000) };
    await call(clerk, 'dossier.describe', { fileCode: imported, description, newFileCode: fileCode });
  }
  const warnings = new Map<string, readonly string[]>();
  for (const document of dossier.documentList) {
    if (document.proposal === null || document.fields !== null) continue;
    const { fields, warnings: assumed } = completed(document.proposal, { agencyName, title: titleOf(document, dossier), year });
    warnings.set(document.id, assumed);
    await call(clerk, 'describe.confirm', { documentId: document.id, fields });
  }
  return { fileCode, warnings };
}

function titleOf(document: DossierDetail['documentList'][number], dossier: DossierDetail): string {
  return document.pages[0]?.sourceName.replace(/\.[^.]*$/u, '') ?? dossier.title;
}

/** In practice this command stands in for the second person too; what could not be captured is in the report and does not hold the rest. */
async function approve(station: OpenStation, fileCode: string): Promise<void> {
  const detail = await call(station.session, 'dossier.get', { fileCode });
  if (detail.problems.length > 0) await call(station.session, 'capture.dismiss', { fileCode, reason: 'tram digitise --practice' });
  const waiting = detail.documentList.filter(({ approvedBy }) => approvedBy === null);
  if (waiting.length > 0 && waiting.every(({ signedPdf }) => signedPdf !== null)) {
    const supervisor = await person(station, practiceSupervisor, 'supervisor');
    const { revision } = await call(supervisor, 'dossier.get', { fileCode });
    await call(supervisor, 'verify.approve', { fileCode, revision });
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
    ...(report.waitsFor === 'approve'
      ? [out.say(`Gói tin chờ người thứ hai duyệt: tram approve --data ${report.station} …`, `The package waits for a second person: tram approve --data ${report.station} …`)]
      : []),
    ...report.problems.map((problem) => `${problem.source}: ${problem.message}`),
  ];
}

