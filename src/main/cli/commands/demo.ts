/** demo: the practice records walk the whole road, from page images to the practice archive's signed receipt. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { Session } from '../../engine/index.ts';
import { lockStation } from '../../engine/lock.ts';
import { bringInPracticeRecords } from '../../engine/practice/records.ts';
import { openPracticeArchive } from '../practice-archive.ts';
import { completed } from '../proposal.ts';
import { exportDossier, placeText } from '../report.ts';
import { allDeliveries } from '../jobs.ts';
import { call, must, Refusal, withStation, type OpenStation } from '../station.ts';
import { stepBars, type Terminal } from '../terminal.ts';
import type { Register } from '../define.ts';
import { workShowing } from './capture.ts';

const agency = { agencyCode: 'H49.99', agencyName: 'UBND xã Luyện Tập', fondsCode: 'LT99.01', practice: true };

export const registerDemo: Register = (define) => {
  define<{ out: string }>(
    'demo',
    'practice records from page images to the archive’s receipt',
    (command) => command.option('--out <dir>', 'where everything goes; a demo that is there is replaced', 'demo-output'),
    async ({ options, out }) => {
      const target = resolve(options.out);
      await makeRoom(target);
      const started = performance.now();
      await withStation({ dataDir: join(target, 'station'), make: true }, async (station) => {
        await call(station.session, 'station.init', agency);
        const clerk = await account(station, 'văn-thư.luyện-tập', 'clerk');
        const supervisor = await account(station, 'lãnh-đạo.luyện-tập', 'supervisor');
        const codes = must(await bringInPracticeRecords(clerk, agency.agencyCode));
        out.note(
          out.say(
            `${codes.length} hồ sơ mẫu: đọc, mô tả, lập PDF/A, ký, kiểm tra, đóng gói, gửi…`,
            `${codes.length} practice dossiers: read, describe, PDF/A, sign, verify, package, send…`,
          ),
        );
        await workShowing(station, 'describe', out);
        for (const fileCode of codes) await confirmAll(clerk, fileCode);
        await workShowing(station, 'sign', out);
        for (const fileCode of codes) {
          const { revision } = await call(supervisor, 'dossier.get', { fileCode });
          await call(supervisor, 'verify.approve', { fileCode, revision });
        }
        await workShowing(station, 'package', out);
        await sendAll(station, join(target, 'archive'), out);
        await summarise(station, codes, target, performance.now() - started, out);
      });
    },
  );
};

const marker = '.tram-demo';
const own = ['station', 'archive', 'pdf', 'text', 'packages'];

/** Replaces an earlier demo, which has left its marker; anybody else's folder is left as it is. */
export async function makeRoom(target: string): Promise<void> {
  try {
    await mkdir(target, { recursive: true });
    const found = await readdir(target);
    if (found.length > 0 && !found.includes(marker)) throw new Refusal({ code: 'OUTPUT_NOT_A_DEMO', data: { folder: target } });
    const station = join(target, 'station');
    // Not under the feet of a window that shows it.
    if (existsSync(station)) must(lockStation(station)).release();
    for (const name of own) await rm(join(target, name), { recursive: true, force: true });
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal({ code: 'OUTPUT_NOT_WRITABLE', data: { folder: target } });
  }
  await placeText('', join(target, marker));
}

async function account(station: OpenStation, name: string, role: 'clerk' | 'supervisor'): Promise<Session> {
  // Nobody else will ever sign in to this practice station under these names.
  const password = crypto.randomUUID();
  await call(station.session, 'account.add', { name, role, password });
  const session = station.engine.openSession();
  await call(session, 'session.signIn', { name, password });
  return session;
}

/** Stands in for the clerk, who would look at every value that is marked as doubtful. */
async function confirmAll(clerk: Session, fileCode: string): Promise<void> {
  const { documentList, title } = await call(clerk, 'dossier.get', { fileCode });
  for (const { id, proposal } of documentList) {
    if (proposal === null) continue;
    const { fields } = completed(proposal, { agencyName: agency.agencyName, title, year: Number(fileCode.split('.')[2]) });
    await call(clerk, 'describe.confirm', { documentId: id, fields });
  }
}

async function sendAll(station: OpenStation, dir: string, out: Terminal): Promise<void> {
  const archive = await openPracticeArchive(dir);
  station.engine.usePracticeArchive(archive);
  const bars = stepBars(out.lang, async () => {
    const queue = await allDeliveries(station.session);
    return new Map([['send', { done: queue.filter(({ state }) => state === 'delivered').length, of: queue.length }]]);
  });
  const unsubscribe = station.session.subscribe((event) => bars.heard(event));
  try {
    must(await station.engine.work({ steps: new Set(['send']), patienceMs: 60_000 }));
  } finally {
    unsubscribe();
    bars.stop();
    station.engine.usePracticeArchive(null);
    await archive.close();
  }
}

async function summarise(
  station: OpenStation,
  codes: readonly string[],
  target: string,
  ms: number,
  out: Terminal,
): Promise<void> {
  const dossiers = [];
  for (const fileCode of codes) dossiers.push(await exportDossier(station, fileCode, target, new Map(), true));
  const deliveries = await allDeliveries(station.session);
  const { ledger } = await call(station.session, 'station.status', {});
  const parked = await call(station.session, 'job.list', { state: 'parked' });
  const audit = station.engine.verifyAudit();
  const delivered = deliveries.filter(({ state }) => state === 'delivered');
  const ok = delivered.length === codes.length && parked.length === 0 && audit.brokenAt === null;
  if (!ok) process.exitCode = 4;
  const documents = dossiers.flatMap((dossier) => dossier.documents);
  const bytes = documents.reduce((sum, document) => sum + document.bytes, 0);
  const tray = ledger.blank + ledger.separator + ledger.clerk;
  const shown = shortest(join(target, 'station'));
  out.answer({ ok, target, dossiers, deliveries, ledger, seconds: Math.round(ms) / 1000, audit }, [
    '',
    ...deliveries.map(
      ({ fileCode, state, receiptNumber }) =>
        `  ${state === 'delivered' ? '✓' : '✗'} ${fileCode.padEnd(22)} ${out.say('biên nhận', 'receipt')} ${receiptNumber ?? '—'}`,
    ),
    ...parked.map(({ error, about, fileCode }) => `  ✗ ${about.source ?? fileCode}: ${error === null ? '' : out.explain(error)}`),
    '',
    out.say(
      `  ${documents.length} văn bản · ảnh ${ledger.in} = trang ${ledger.out} + khay ${tray} · ${(bytes / 1024 / ledger.out).toFixed(0)} KB/trang · ${(ms / 1000).toFixed(0)} giây`,
      `  ${documents.length} documents · images ${ledger.in} = pages ${ledger.out} + tray ${tray} · ${(bytes / 1024 / ledger.out).toFixed(0)} KB/page · ${(ms / 1000).toFixed(0)} s`,
    ),
    out.say(`  Nhật ký: ${audit.entries} mục, nguyên vẹn`, `  Audit trail: ${audit.entries} entries, whole`),
    `  PDF/A      ${join(target, 'pdf')}`,
    `  ${out.say('Chữ', 'Text')}        ${join(target, 'text')}`,
    `  ${out.say('Gói tin', 'Packages')}    ${join(target, 'packages')}`,
    `  ${out.say('Trạm', 'Station')}       ${join(target, 'station')}`,
    `  ${out.say('Lưu trữ', 'Archive')}    ${join(target, 'archive')}`,
    '',
    out.say(`  Mở trạm này: npm start -- --data ${shown}`, `  Open this station: npm start -- --data ${shown}`),
  ]);
}

/** As it is written from the current folder when it lies below it; quoted where a shell needs it. */
function shortest(path: string): string {
  const below = relative(process.cwd(), path);
  const shown = below.startsWith('..') ? path : below;
  return /\s/.test(shown) ? `"${shown}"` : shown;
}
