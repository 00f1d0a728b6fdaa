/**
 * A station some days after its first: one dossier delivered, one before the supervisor, one in the making (a document to be signed, one
 * returned, the others to be described) with a file that cannot be read. What every screen shows when there is something to show; made from
 * the walked station, with a real archive.
 */
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openPracticeArchive } from '../../src/main/cli/practice-archive.ts';
import { completed } from '../../src/main/cli/proposal.ts';
import { createEngine, type Session } from '../../src/main/engine/index.ts';
import type { RouteInput, RouteName, RouteOutput } from '../../src/contract/routes.ts';
import { root } from './hosts.ts';
import { agency, people, walkedDossiers, walkedStation } from './walked-station.ts';

const [inTheMaking, before, delivered] = walkedDossiers;

/** Answers the station's folder, which belongs to the caller. */
export async function livedInStation(): Promise<string> {
  const dataDir = await walkedStation();
  const opened = await createEngine({ dataDir, mode: 'on-demand' });
  if (!opened.ok) throw new Error(opened.error.code);
  const engine = opened.data;
  const archive = await openPracticeArchive(join(dataDir, 'archive'));
  engine.usePracticeArchive(archive);
  const clerk = await signIn(engine.openSession(), people.clerk);
  const supervisor = await signIn(engine.openSession(), people.supervisor);
  const work = async () => {
    const worked = await engine.work({ patienceMs: 30_000 });
    if (!worked.ok) throw new Error(worked.error.code);
  };

  for (const { fileCode } of [before, delivered]) await confirmAll(clerk, fileCode);
  await work();
  const { revision } = await call(supervisor, 'dossier.get', { fileCode: delivered.fileCode });
  await call(supervisor, 'verify.approve', { fileCode: delivered.fileCode, revision });
  await work();
  // From here on people sign by hand.
  await call(await signIn(engine.openSession(), people.it), 'settings.set', { key: 'sign.automatic', value: false });
  await confirmAll(clerk, inTheMaking.fileCode, 2);
  await work();
  const { documentList } = await call(clerk, 'dossier.get', { fileCode: inTheMaking.fileCode });
  await call(supervisor, 'verify.return', {
    fileCode: inTheMaking.fileCode,
    docId: documentList[1]!.docId,
    page: 1,
    reason: 'Mất dòng cuối, đề nghị quét lại',
  });
  const cut = join(dataDir, 'trang-quet-do.jpg');
  await copyFile(join(root, 'resources/practice/01-duong-ben-tra/1-to-trinh/trang-1.jpg'), cut);
  await writeFile(cut, (await readFile(cut)).subarray(0, 30_000));
  await call(clerk, 'capture.import', { fileCode: inTheMaking.fileCode, paths: [cut] });
  await work();

  await engine.close();
  await archive.close();
  return dataDir;
}

async function signIn(session: Session, person: { name: string; password: string }): Promise<Session> {
  await call(session, 'session.signIn', { name: person.name, password: person.password });
  return session;
}

/** The first `most` documents of a dossier, as the machine proposes them. */
async function confirmAll(clerk: Session, fileCode: string, most = Infinity): Promise<void> {
  const { documentList, title } = await call(clerk, 'dossier.get', { fileCode });
  for (const { id, proposal } of documentList.slice(0, most)) {
    if (proposal === null) continue;
    const year = Number(/\.((?:19|20)\d{2})\./.exec(fileCode)![1]);
    const { fields } = completed(proposal, { agencyName: agency.agencyName, title, year });
    await call(clerk, 'describe.confirm', { documentId: id, fields });
  }
}

async function call<N extends RouteName>(session: Session, route: N, input: RouteInput<N>): Promise<RouteOutput<N>> {
  const result = await session.call(route, input);
  if (!result.ok) throw new Error(`${route}: ${JSON.stringify(result.error)}`);
  return result.data as RouteOutput<N>;
}
