import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { writeSources } from '../../../tests/support/fake-worker.ts';
import {
  call,
  fileCode,
  folder,
  gate,
  heldWorker,
  person,
  station,
  upTo,
  work,
  type TestStation,
} from '../../../tests/support/station.ts';
import type { StepName } from '../../contract/vocabulary.ts';
import { makePracticeIdentity } from '../stages/6-sign/practice-ca.ts';
import { Vault } from './vault/vault.ts';

const done = { ok: true, data: null };
const only = (...steps: StepName[]) => ({ steps: new Set(steps) });
const papers = (name: string, ...pages: string[]) => writeSources(join(folder, name), { '1.jpg': pages });
afterEach(() => vi.restoreAllMocks());

/** Jobs as the next start of the station finds them. */
async function jobsAfterwards({ dataDir }: TestStation) {
  const { operator } = await station({ dataDir });
  return (await call(operator, 'job.list', {})).map(({ step, state, attempts }) => ({ step, state, attempts }));
}

it('closing a workstation while it takes a file in ends, and the file waits untouched for the next start', async () => {
  const { reach, arrived, open, opened } = gate();
  const putFile = Vault.prototype.putFile;
  vi.spyOn(Vault.prototype, 'putFile').mockImplementation(async function (this: Vault, temp) {
    reach();
    await opened;
    return putFile.call(this, temp);
  });
  const at = await station({ mode: 'background' });
  await call(at.operator, 'capture.import', { fileCode, paths: [papers('taken-in', 'a')] });
  await arrived;
  const closing = at.engine.close();
  open();
  await closing;
  expect(await jobsAfterwards(at)).toEqual([{ step: 'capture', state: 'ready', attempts: 0 }]);
});

it('closing while workers read pages: `work` ends well, and no page has spent a try', async () => {
  const { reach, arrived } = gate();
  const never = new Promise<void>(() => undefined);
  const at = await station({
    workers: 1,
    spawnWorker: heldWorker((task) => (task.step === 'clean' ? (reach(), never) : undefined)),
  });
  await call(at.operator, 'capture.import', { fileCode, paths: [papers('pages', 'a', 'b', 'c')] });
  // A caller's own signal does not keep the station from being closed.
  const working = at.engine.work({ ...only('capture', 'clean'), signal: new AbortController().signal });
  await arrived;
  await Promise.all([at.engine.close(), at.engine.close()]);
  expect(await working).toEqual(done);
  expect(await jobsAfterwards(at)).toEqual(Array.from({ length: 3 }, () => ({ step: 'clean', state: 'ready', attempts: 0 })));
});

it('closing while a document is being signed waits for the signature, and keeps it', async () => {
  const at = await station();
  const clerk = await person(at, 'lan', 'clerk');
  await call(clerk, 'capture.import', { fileCode, paths: [papers('signed', 'a')] });
  await upTo(at.engine, clerk, 'compose');
  const { reach, arrived, open, opened } = gate();
  const put = Vault.prototype.put;
  vi.spyOn(Vault.prototype, 'put').mockImplementation(async function (this: Vault, bytes) {
    reach();
    await opened;
    return put.call(this, bytes);
  });
  const working = at.engine.work(only('sign'));
  await arrived;
  const closing = at.engine.close();
  open();
  await closing;
  expect(await working).toEqual(done);
  expect(await jobsAfterwards(at)).toEqual([]);
});

it('opening a practice station again, which brings its key to hand, changes no dossier', async () => {
  const first = await station();
  await call(first.operator, 'capture.import', { fileCode, paths: [papers('reopened', 'a')] });
  await work(first.engine, 'describe');
  const before = await call(first.operator, 'dossier.get', { fileCode });
  await first.engine.close();
  const second = await station({ dataDir: first.dataDir });
  expect(await call(second.operator, 'dossier.get', { fileCode })).toEqual(before);
});

it('a key that comes to hand signs the documents that waited for it, and touches nothing else', async () => {
  const at = await station({ practice: false });
  const clerk = await person(at, 'lan', 'clerk');
  await call(clerk, 'capture.import', { fileCode, paths: [papers('waited', 'a')] });
  await upTo(at.engine, clerk, 'sign');
  const before = await call(clerk, 'dossier.get', { fileCode });
  const identity = await makePracticeIdentity(join(folder, 'key'), 'UBND phường Mẫu');
  if (!identity.ok) throw new Error(identity.error.code);
  at.engine.useSigner(null);
  expect(await call(clerk, 'job.list', {})).toEqual([]);
  at.engine.useSigner(identity.data.signer);
  expect((await call(clerk, 'job.list', {})).map(({ step }) => step)).toEqual(['sign']);
  expect((await call(clerk, 'dossier.get', { fileCode })).changedAt).toBe(before.changedAt);
  await work(at.engine, 'sign');
  expect((await call(clerk, 'dossier.get', { fileCode })).documentList).toMatchObject([{ state: 'signed' }]);
});
