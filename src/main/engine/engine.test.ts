import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { fakeWorker, writeSources, type Done } from '../../../tests/support/fake-worker.ts';
import { temporaryFolder } from '../../../tests/support/folders.ts';
import { routes, type RouteInput, type RouteName, type RouteOutput } from '../../contract/routes.ts';
import { stepNames, type Role, type StepName } from '../../contract/vocabulary.ts';
import { createEngine, type Engine, type Session } from './index.ts';

const folder = temporaryFolder('engine');
const fileCode = 'H49.64.33.2001.160';
const open: Engine[] = [];
afterEach(async () => {
  for (const engine of open.splice(0)) await engine.close();
});

async function station(options: { dataDir?: string; practice?: boolean; done?: Done } = {}): Promise<{ engine: Engine; operator: Session; dataDir: string }> {
  const dataDir = options.dataDir ?? join(folder, crypto.randomUUID());
  const opened = await createEngine({ dataDir, mode: 'on-demand', workers: 2, spawnWorker: fakeWorker(options.done) });
  if (!opened.ok) throw new Error(opened.error.code);
  const engine = opened.data;
  open.push(engine);
  const operator = engine.openSession(['clerk', 'it']);
  if ((await call(operator, 'station.get', {})) === null)
    await call(operator, 'station.init', { agencyCode: 'H49.64.33', agencyName: 'UBND phường Mẫu', fondsCode: 'H49.64.33', practice: options.practice ?? true });
  return { engine, operator, dataDir };
}

async function call<N extends RouteName>(session: Session, route: N, input: RouteInput<N>): Promise<RouteOutput<N>> {
  const result = await session.call(route, input);
  if (!result.ok) throw new Error(`${route}: ${result.error.code} ${JSON.stringify(result.error.data)}`);
  return routes[route].output.parse(result.data) as RouteOutput<N>;
}

async function person(engine: Engine, operator: Session, name: string, role: Role): Promise<Session> {
  await call(operator, 'account.add', { name, role, password: 'x' });
  const session = engine.openSession();
  await call(session, 'session.signIn', { name, password: 'x' });
  return session;
}

async function work(engine: Engine, until: StepName): Promise<void> {
  const result = await engine.work({ steps: new Set(stepNames.slice(0, stepNames.indexOf(until) + 1)), patienceMs: 10_000 });
  expect(result.ok).toBe(true);
}

async function described(engine: Engine, clerk: Session): Promise<void> {
  await work(engine, 'describe');
  for (const { id } of (await call(clerk, 'dossier.get', { fileCode })).documentList) {
    await call(clerk, 'describe.confirm', { documentId: id, fields: { typeName: '02', codeNumber: '12', codeNotation: 'QĐ-UBND', issuedDate: '02/01/2001', organName: 'UBND', subject: 'Thử', signer: '' } });
  }
}

it('papers walk to a sealed package, and the ledger balances at every step', async () => {
  const { engine, operator } = await station();
  const clerk = await person(engine, operator, 'lan', 'clerk');
  const supervisor = await person(engine, operator, 'hùng', 'supervisor');
  const source = writeSources(join(folder, 'walk'), { '1.jpg': ['a', 'b', 'blank'], '2.jpg': ['c', 'separator', 'd'], '10.jpg': ['e'] });
  await call(clerk, 'capture.import', { fileCode, paths: [source] });
  for (const step of ['capture', 'clean', 'recognise', 'describe'] as const) {
    await work(engine, step);
    const { ledger, pages, tray } = await call(clerk, 'dossier.get', { fileCode });
    expect(ledger.in).toBe(ledger.out + ledger.blank + ledger.separator + ledger.clerk);
    expect(pages + tray.length).toBe(7);
  }
  await described(engine, clerk);
  await work(engine, 'sign');
  const dossier = await call(clerk, 'dossier.get', { fileCode });
  expect(dossier.documentList.map(({ docId, pages }) => [docId, pages.map(({ sourceName }) => sourceName)])).toEqual([
    [`${fileCode}.1`, ['1.jpg', '1.jpg', '2.jpg']],
    [`${fileCode}.2`, ['2.jpg', '10.jpg']],
  ]);
  expect(dossier.ledger).toEqual({ in: 7, out: 5, blank: 1, separator: 1, clerk: 0 });
  expect(dossier.step).toBe('verify');
  await call(supervisor, 'verify.approve', { fileCode });
  await work(engine, 'package');
  expect(await call(clerk, 'dossier.get', { fileCode })).toMatchObject({ step: 'send', delivery: 'waiting', parked: 0 });
  expect(engine.verifyAudit().brokenAt).toBeNull();
});

it('nobody approves what they described themselves, whatever their role', async () => {
  const { engine, operator } = await station();
  const both = await person(engine, operator, 'một-mình', 'supervisor');
  await call(both, 'capture.import', { fileCode, paths: [writeSources(join(folder, 'own'), { '1.jpg': ['a'] })] });
  await described(engine, both);
  await work(engine, 'sign');
  expect(await both.call('verify.approve', { fileCode })).toMatchObject({ ok: false, error: { code: 'OWN_WORK', data: { name: 'một-mình' } } });
  const other = await person(engine, operator, 'người-khác', 'supervisor');
  expect(await call(other, 'verify.approve', { fileCode })).toEqual({ documents: 1 });
});

it('a returned page shows its reason, takes back the signature, and walks on when it is described again', async () => {
  const { engine, operator } = await station();
  const clerk = await person(engine, operator, 'lan', 'clerk');
  const supervisor = await person(engine, operator, 'hùng', 'supervisor');
  await call(clerk, 'capture.import', { fileCode, paths: [writeSources(join(folder, 'returned'), { '1.jpg': ['a', 'b'], '2.jpg': ['c'] })], split: 'file' });
  await described(engine, clerk);
  await work(engine, 'sign');
  await call(supervisor, 'verify.return', { fileCode, docId: null, page: 3, reason: 'Mờ, quét lại' });
  const returned = await call(clerk, 'dossier.get', { fileCode });
  expect(returned.documentList.map(({ state }) => state)).toEqual(['signed', 'returned']);
  expect(returned.documentList[1]).toMatchObject({ signedPdf: null, returned: { by: 'hùng', reason: 'Mờ, quét lại', page: 1 }, pages: [{ returned: 'Mờ, quét lại' }] });
  expect(await supervisor.call('verify.approve', { fileCode })).toMatchObject({ ok: false, error: { code: 'NOT_READY' } });
  await described(engine, clerk);
  await work(engine, 'sign');
  expect(await call(supervisor, 'verify.approve', { fileCode })).toEqual({ documents: 2 });
  expect(await supervisor.call('verify.return', { fileCode: 'H49.2001.9', docId: null, page: null, reason: 'x' })).toMatchObject({ ok: false, error: { code: 'DOSSIER_UNKNOWN' } });
  expect(await supervisor.call('verify.return', { fileCode, docId: null, page: 99, reason: 'x' })).toMatchObject({ ok: false, error: { code: 'PAGE_UNKNOWN' } });
});

it('one bad file and one that kills its worker are listed; everything else goes on, and only a person may go on without them', async () => {
  const { engine, operator } = await station();
  const clerk = await person(engine, operator, 'lan', 'clerk');
  const supervisor = await person(engine, operator, 'hùng', 'supervisor');
  await call(clerk, 'capture.import', { fileCode, paths: [writeSources(join(folder, 'bad'), { '1.jpg': ['a'], 'bad.jpg': ['b'], 'crash.jpg': ['c'], '9.jpg': ['d'] })] });
  await described(engine, clerk);
  await work(engine, 'sign');
  const dossier = await call(clerk, 'dossier.get', { fileCode });
  expect(dossier.problems.map(({ source, error }) => [source.split(/[\\/]/).at(-1), error.code])).toEqual([['bad.jpg', 'FILE_EMPTY'], ['crash.jpg', 'WORKER_CRASHED']]);
  expect(dossier).toMatchObject({ pages: 2, parked: 2 });
  await call(supervisor, 'verify.approve', { fileCode });
  await work(engine, 'package');
  expect((await call(clerk, 'dossier.get', { fileCode })).delivery).toBeNull();
  await call(clerk, 'capture.dismiss', { fileCode, reason: 'Tệp hỏng từ trước, giấy đã mất' });
  await work(engine, 'package');
  expect((await call(clerk, 'dossier.get', { fileCode })).delivery).toBe('waiting');
});

it('a refused file that was mended is taken up again and its document is built anew', async () => {
  const { engine, operator } = await station();
  const clerk = await person(engine, operator, 'lan', 'clerk');
  const source = writeSources(join(folder, 'mended'), { '1.jpg': ['a'], '2.jpg': ['b'] });
  await call(clerk, 'capture.import', { fileCode, paths: [source] });
  const { rename } = await import('node:fs/promises');
  await rename(join(source, '2.jpg'), join(source, 'away'));
  await described(engine, clerk);
  await work(engine, 'sign');
  const [job] = await call(clerk, 'job.list', { state: 'parked' });
  expect(job).toMatchObject({ step: 'capture', error: { code: 'SOURCE_GONE' } });
  await rename(join(source, 'away'), join(source, '2.jpg'));
  await call(clerk, 'job.retry', { id: job!.id });
  await described(engine, clerk);
  await work(engine, 'sign');
  const dossier = await call(clerk, 'dossier.get', { fileCode });
  expect(dossier).toMatchObject({ pages: 2, parked: 0, problems: [] });
  expect(dossier.documentList).toHaveLength(1);
  expect(dossier.documentList[0]).toMatchObject({ docId: `${fileCode}.1`, state: 'signed', pages: [{ sourceName: '1.jpg' }, { sourceName: '2.jpg' }] });
});

it('the same import twice adds nothing twice, and a re-run does no step again', async () => {
  const done: Done = new Map();
  const first = await station({ done });
  const source = writeSources(join(folder, 'twice'), { '1.jpg': ['a', 'b'] });
  await call(first.operator, 'capture.import', { fileCode, paths: [source] });
  await work(first.engine, 'describe');
  expect(await call(first.operator, 'capture.import', { fileCode, paths: [source] })).toEqual({ files: 0 });
  const before = new Map(done);
  // The same bytes in another dossier: the pages are new, the work on them is remembered.
  await call(first.operator, 'capture.import', { fileCode: 'H49.64.33.2001.161', paths: [source] });
  await work(first.engine, 'describe');
  expect(new Map(done)).toEqual(before);
  const status = await call(first.operator, 'station.status', {});
  expect(status.ledger.in).toBe(4);
});

it('a station that was closed in the middle goes on where it stood', async () => {
  const one = await station();
  await call(one.operator, 'capture.import', { fileCode, paths: [writeSources(join(folder, 'closed'), { '1.jpg': ['a', 'b', 'c'] })] });
  await work(one.engine, 'clean');
  await one.engine.close();
  open.splice(0);
  const two = await station({ dataDir: one.dataDir });
  await work(two.engine, 'describe');
  expect(await call(two.operator, 'dossier.get', { fileCode })).toMatchObject({ step: 'describe', pages: 3, parked: 0 });
});

it('without a key composed documents wait at the sign step and nothing is parked', async () => {
  const { engine, operator } = await station({ practice: false });
  const clerk = await person(engine, operator, 'lan', 'clerk');
  await call(clerk, 'capture.import', { fileCode, paths: [writeSources(join(folder, 'nokey'), { '1.jpg': ['a'] })] });
  await described(engine, clerk);
  await work(engine, 'sign');
  expect(await call(clerk, 'dossier.get', { fileCode })).toMatchObject({ step: 'sign', parked: 0 });
});

it('a description without what EAD_doc demands is refused with every missing field', async () => {
  const { engine, operator } = await station();
  const clerk = await person(engine, operator, 'lan', 'clerk');
  await call(clerk, 'capture.import', { fileCode, paths: [writeSources(join(folder, 'missing'), { '1.jpg': ['a'] })] });
  await work(engine, 'describe');
  const [document] = (await call(clerk, 'dossier.get', { fileCode })).documentList;
  const fields = { typeName: '02', codeNumber: '', codeNotation: '', issuedDate: '', organName: ' ', subject: '', signer: '' };
  expect(await clerk.call('describe.confirm', { documentId: document!.id, fields })).toMatchObject({
    ok: false,
    error: { code: 'FIELDS_MISSING', data: { fields: 'issuedDate, organName, subject' } },
  });
});

it('an image is shown only when a page points at it; the rest of the vault cannot be fished for', async () => {
  const { engine, operator, dataDir } = await station();
  const source = writeSources(join(folder, 'fish'), { '1.jpg': ['a'] });
  await call(operator, 'capture.import', { fileCode, paths: [source] });
  await work(engine, 'describe');
  const page = (await call(operator, 'dossier.get', { fileCode })).documentList[0]!.pages[0]!;
  expect(await engine.blob(page.image.image)).toMatchObject({ mime: 'image/png' });
  expect(await engine.blob(page.words!)).toBeNull();
  expect(await engine.blob('../station.db')).toBeNull();
  writeFileSync(join(dataDir, 'x'), '');
});

/** Every route × every kind of caller: exactly those the contract names get past the door. */
const callers: Record<string, (engine: Engine, operator: Session) => Promise<Session>> = {
  nobody: async (engine) => engine.openSession(),
  clerk: (engine, operator) => person(engine, operator, 'clerk-x', 'clerk'),
  supervisor: (engine, operator) => person(engine, operator, 'supervisor-x', 'supervisor'),
  it: (engine, operator) => person(engine, operator, 'it-x', 'it'),
};

it.each(Object.keys(callers))('%s may call exactly the routes that say so', async (who) => {
  const { engine, operator } = await station();
  const session = await callers[who]!(engine, operator);
  for (const [name, route] of Object.entries(routes)) {
    if (name.startsWith('session.')) continue;
    const allowed = route.allowed === 'anyone' || (who !== 'nobody' && (route.allowed === 'person' || (route.allowed as readonly string[]).includes(who)));
    const valid: Record<string, unknown> = {
      'station.init': { agencyCode: 'H49', agencyName: 'x', fondsCode: 'x', practice: true },
      'station.setArchive': { url: null },
      'account.add': { name: `new-${who}`, role: 'clerk', password: 'x' },
      'dossier.get': { fileCode },
      'dossier.describe': { fileCode, description: { title: 'x', maintenance: '01', mode: '01', language: ['01'], startDate: '', endDate: '', keyword: '', format: '', inforSign: '', paperFileCode: '', riskRecovery: '0', riskRecoveryStatus: '', description: '' } },
      'capture.import': { fileCode, paths: [join(folder, 'none')] },
      'capture.dismiss': { fileCode: 'H49.2001.1', reason: 'x' },
      'describe.confirm': { documentId: crypto.randomUUID(), fields: { typeName: '02', codeNumber: '', codeNotation: '', issuedDate: '', organName: '', subject: '', signer: '' } },
      'verify.approve': { fileCode: 'H49.2001.1' },
      'verify.return': { fileCode: 'H49.2001.1', docId: null, page: null, reason: 'x' },
      'job.retry': { id: 1 },
    };
    const result = await session.call(name, valid[name] ?? {});
    const refused = !result.ok && result.error.code === 'NOT_ALLOWED';
    expect([name, refused]).toEqual([name, !allowed]);
    if (!result.ok) expect(result.error.code).not.toBe('INPUT_INVALID');
  }
});

it('what arrives is parsed: an unknown route and a malformed input are refused, never run', async () => {
  const { operator } = await station();
  expect(await operator.call('vault.drop', {})).toMatchObject({ ok: false, error: { code: 'ROUTE_UNKNOWN' } });
  expect(await operator.call('__proto__', {})).toMatchObject({ ok: false, error: { code: 'ROUTE_UNKNOWN' } });
  expect(await operator.call('dossier.get', { fileCode: "'; DROP TABLE page" })).toMatchObject({ ok: false, error: { code: 'INPUT_INVALID' } });
});
