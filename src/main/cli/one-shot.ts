/** The parts of a one-shot run: its station, papers in, descriptions without a person, and practice's second person. */
import { randomBytes } from 'node:crypto';
import type { DossierDetail } from '../../contract/views.ts';
import { stepNames, type StepName } from '../../contract/vocabulary.ts';
import type { Session } from '../engine/index.ts';
import { difference, readBegun, writeBegun, type Begun } from './begun.ts';
import { workShowing } from './commands/capture.ts';
import { completed, yearOf } from './proposal.ts';
import { call, Refusal, type OpenStation } from './station.ts';
import type { Terminal } from './terminal.ts';

const practiceClerk = 'luyện-tập.văn-thư';
const practiceSupervisor = 'luyện-tập.lãnh-đạo';

export interface OneShot {
  readonly station: OpenStation;
  readonly given: Begun;
  /** What the station says it is, whatever this command was told. */
  readonly practice: boolean;
  /** Who brings in and describes: a made-up clerk in practice, else the person at the machine. */
  readonly clerk: Session;
}

/** Makes the run's station, or goes on with the one this same run had begun; anything else is refused. */
export async function begin(station: OpenStation, dataDir: string, folder: string, given: Begun): Promise<OneShot> {
  let known = await call(station.session, 'station.get', {});
  if (known === null) {
    // The note first: a station without one was begun by nobody here.
    await writeBegun(dataDir, given);
    const practice = given.key === 'practice';
    const agencyName = given.name ?? (practice ? 'Cơ quan luyện tập' : given.agency);
    known = await call(station.session, 'station.init', {
      agencyCode: given.agency,
      agencyName,
      fondsCode: given.agency,
      practice,
    });
  } else {
    const differs = difference(folder, await readBegun(dataDir), known.practice, given);
    if (differs !== null) throw new Refusal(differs);
  }
  const { practice } = known;
  return { station, given, practice, clerk: practice ? await madeUp(station, practiceClerk, 'clerk') : station.session };
}

/** A person of practice, with a password nobody will ever know. */
async function madeUp(station: OpenStation, name: string, role: 'clerk' | 'supervisor'): Promise<Session> {
  const password = randomBytes(24).toString('base64');
  const accounts = await call(station.session, 'account.list', {});
  const free = accounts.some((account) => account.name === name) ? `${name}.${accounts.length}` : name;
  await call(station.session, 'account.add', { name: free, role, password });
  const session = station.engine.openSession();
  await call(session, 'session.signIn', { name: free, password });
  return session;
}

/** Captures, cleans, reads and describes; answers the file code it went under. Files mended since the last run are taken up. */
export async function takeIn({ station, given, clerk }: OneShot, until: StepName, out: Terminal): Promise<string> {
  const [known] = (await call(station.session, 'dossier.list', { limit: 1 })).dossiers;
  const fileCode = known?.fileCode ?? given.fileCode ?? `${given.agency}.${new Date().getFullYear()}.1`;
  if (known === undefined || known.objid === null)
    await call(clerk, 'capture.import', { fileCode, paths: given.papers, split: given.split });
  await workShowing(station, stepNames.indexOf(until) < stepNames.indexOf('describe') ? until : 'describe', out);
  const { pages, problems, tray } = await call(station.session, 'dossier.get', { fileCode });
  if (pages + tray.length === 0 && problems.length === 0) throw new Refusal({ code: 'NOTHING_TO_DIGITISE', data: {} });
  return fileCode;
}

export interface Described {
  readonly fileCode: string;
  /** By document id: a warning code for each value nobody read from the paper. */
  readonly warnings: ReadonlyMap<string, readonly string[]>;
}

/** Accepts the machine's proposals, because in one shot there is nobody to ask; what the paper did not say is a warning. */
export async function describeAll({ station, given, clerk }: OneShot, imported: string): Promise<Described> {
  const dossier = await call(station.session, 'dossier.get', { fileCode: imported });
  const warnings = new Map<string, readonly string[]>();
  if (dossier.objid !== null) return { fileCode: imported, warnings };
  const { agencyName } = (await call(station.session, 'station.get', {}))!;
  const proposals = dossier.documentList.flatMap(({ proposal }) => (proposal === null ? [] : [proposal]));
  const year = yearOf(proposals, new Date().getFullYear());
  const begun = dossier.documentList.some(({ pdf }) => pdf !== null);
  const fileCode = begun ? imported : (given.fileCode ?? `${given.agency}.${year}.1`);
  if (!begun) {
    const title = given.title ?? dossier.title;
    const description = { ...dossier.description, title: title.normalize('NFC').slice(0, 1000) };
    await call(clerk, 'dossier.describe', { fileCode: imported, description, newFileCode: fileCode });
  }
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

/**
 * In practice, and nowhere else, the command stands in for the second person too. What could not be captured does not hold the rest: it is
 * answered, for the report.
 */
export async function approveInPractice({ station, clerk }: OneShot, fileCode: string): Promise<DossierDetail['problems']> {
  const detail = await call(station.session, 'dossier.get', { fileCode });
  if (detail.problems.length > 0) await call(clerk, 'capture.dismiss', { fileCode, reason: 'tram digitise --practice' });
  const waiting = detail.documentList.filter(({ approvedBy }) => approvedBy === null);
  if (waiting.length === 0 || waiting.some(({ signedPdf }) => signedPdf === null)) return detail.problems;
  const supervisor = await madeUp(station, practiceSupervisor, 'supervisor');
  const { revision } = await call(supervisor, 'dossier.get', { fileCode });
  await call(supervisor, 'verify.approve', { fileCode, revision });
  return detail.problems;
}
