import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { writeSources } from '../../../tests/support/fake-worker.ts';
import { temporaryFolder } from '../../../tests/support/folders.ts';
import { gate, meddledWorker } from '../../../tests/support/meddled-worker.ts';
import { call, openStation, type TestStation } from '../../../tests/support/open-station.ts';
import type { StepName } from '../../contract/vocabulary.ts';
import { Vault } from './vault/vault.ts';

const folder = temporaryFolder('engine-close');
const fileCode = 'H49.64.33.2001.160';
const done = { ok: true, data: null };
const only = (...steps: StepName[]) => ({ steps: new Set(steps) });
const papers = (name: string, ...pages: string[]) => writeSources(join(folder, name), { '1.jpg': pages });
afterEach(() => vi.restoreAllMocks());

/** Jobs as the next start of the station finds them. */
async function jobsAfterwards({ dataDir }: TestStation) {
  const { engine, operator } = await openStation(folder, { dataDir });
  const jobs = (await call(operator, 'job.list', {})).map(({ step, state, attempts }) => ({ step, state, attempts }));
  await engine.close();
  return jobs;
}

it('closing a workstation while it takes a file in ends, and the file waits untouched for the next start', async () => {
  const { reached, arrived, open, opened } = gate();
  const putFile = Vault.prototype.putFile;
  vi.spyOn(Vault.prototype, 'putFile').mockImplementation(async function (this: Vault, temp) {
    reached();
    await opened;
    return putFile.call(this, temp);
  });
  const station = await openStation(folder, { mode: 'background' });
  await call(station.operator, 'capture.import', { fileCode, paths: [papers('taken-in', 'a')] });
  await arrived;
  const closing = station.engine.close();
  open();
  await closing;
  expect(await jobsAfterwards(station)).toEqual([{ step: 'capture', state: 'ready', attempts: 0 }]);
});

it('closing while workers read pages: `work` ends well, and no page has spent a try', async () => {
  const { reached, arrived } = gate();
  const never = new Promise<void>(() => undefined);
  const spawnWorker = meddledWorker({ before: (task) => (task.step === 'clean' ? (reached(), never) : undefined) });
  const station = await openStation(folder, { workers: 1, spawnWorker });
  await call(station.operator, 'capture.import', { fileCode, paths: [papers('pages', 'a', 'b', 'c')] });
  const working = station.engine.work(only('capture', 'clean'));
  await arrived;
  await Promise.all([station.engine.close(), station.engine.close()]);
  expect(await working).toEqual(done);
  expect(await jobsAfterwards(station)).toEqual(
    Array.from({ length: 3 }, () => ({ step: 'clean', state: 'ready', attempts: 0 })),
  );
});

it('closing while a document is being signed waits for the signature, and keeps it', async () => {
  const station = await openStation(folder);
  const { engine, operator } = station;
  await call(operator, 'account.add', { name: 'lan', role: 'clerk', password: 'mật khẩu của lan' });
  const clerk = engine.openSession();
  await call(clerk, 'session.signIn', { name: 'lan', password: 'mật khẩu của lan' });
  await call(clerk, 'capture.import', { fileCode, paths: [papers('signed', 'a')] });
  await engine.work(only('capture', 'clean', 'recognise', 'describe'));
  const [document] = (await call(clerk, 'dossier.get', { fileCode })).documentList;
  const fields = {
    typeName: '02',
    codeNumber: '12',
    codeNotation: 'QĐ-UBND',
    issuedDate: '02/01/2001',
    organName: 'UBND',
    subject: 'Thử',
    signer: '',
  };
  await call(clerk, 'describe.confirm', { documentId: document!.id, fields });
  await engine.work(only('compose'));
  const { reached, arrived, open, opened } = gate();
  const put = Vault.prototype.put;
  vi.spyOn(Vault.prototype, 'put').mockImplementation(async function (this: Vault, bytes) {
    reached();
    await opened;
    return put.call(this, bytes);
  });
  const working = engine.work(only('sign'));
  await arrived;
  const closing = engine.close();
  open();
  await closing;
  expect(await working).toEqual(done);
  expect(await jobsAfterwards(station)).toEqual([]);
});

it('opening a practice station again, which brings its key to hand, changes no dossier', async () => {
  const first = await openStation(folder);
  await call(first.operator, 'capture.import', { fileCode, paths: [papers('reopened', 'a')] });
  await first.engine.work(only('capture', 'clean', 'recognise', 'describe'));
  const before = await call(first.operator, 'dossier.get', { fileCode });
  await first.engine.close();
  const second = await openStation(folder, { dataDir: first.dataDir });
  expect(await call(second.operator, 'dossier.get', { fileCode })).toEqual(before);
  await second.engine.close();
});
