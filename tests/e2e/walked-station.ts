/**
 * A practice station whose three dossiers were really scanned, read and proposed by the machine, with one account of each role: what most
 * end-to-end tests start from. Made once per state of the code that makes it, then copied.
 */
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine } from '../../src/main/engine/index.ts';
import { root } from './hosts.ts';

export const agency = {
  agencyCode: 'H49.64.33',
  agencyName: 'Ủy ban nhân dân xã Lam Khê',
  fondsCode: 'UBND',
  practice: true,
} as const;
export const people = {
  clerk: { name: 'lan', password: 'giấy cũ chữ mới' },
  supervisor: { name: 'hung', password: 'xem kỹ rồi duyệt' },
  it: { name: 'minh', password: 'máy chạy cả ngày' },
} as const;
const practice = join(root, 'resources', 'practice');
export const walkedDossiers = [
  { fileCode: 'H49.64.33.2021.27', folder: '01-duong-ben-tra', title: 'Hồ sơ đầu tư nâng cấp đường Bến Trà, xã Lam Khê' },
  {
    fileCode: 'H49.64.33.2020.14',
    folder: '02-phong-chong-thien-tai',
    title: 'Hồ sơ phòng chống thiên tai và tìm kiếm cứu nạn năm 2020',
  },
  { fileCode: 'H49.64.33.2019.8', folder: '03-dang-ky-ket-hon', title: 'Hồ sơ đăng ký kết hôn năm 2019, quyển 2' },
] as const;

/** Copies the walked station into a fresh folder, which belongs to the caller. */
export async function walkedStation(): Promise<string> {
  const made = await makeOnce();
  const copy = await mkdtemp(join(tmpdir(), 'tram-walked-'));
  await cp(made, copy, { recursive: true });
  return copy;
}

async function makeOnce(): Promise<string> {
  const kept = join(tmpdir(), `tram-walked-kept-${await stateOfCode()}`);
  const lock = `${kept}.lock`;
  for (;;) {
    if (await exists(kept)) return kept;
    const mine = await mkdir(lock).then(
      () => true,
      () => false,
    );
    if (mine) break;
    // Whoever made the lock was killed: no walk takes five minutes.
    if (Date.now() - (await stat(lock).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs > 300_000)
      await rm(lock, { recursive: true });
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  try {
    if (await exists(kept)) return kept;
    const making = await mkdtemp(join(tmpdir(), 'tram-walking-'));
    await walk(making);
    await rename(making, kept);
    return kept;
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

async function walk(dataDir: string): Promise<void> {
  const engine = await createEngine({ dataDir, mode: 'on-demand' });
  if (!engine.ok) throw new Error(engine.error.code);
  const session = engine.data.openSession(['clerk', 'supervisor', 'it']);
  const call = async <T>(route: string, input: unknown): Promise<T> => {
    const result = await session.call(route, input);
    if (!result.ok) throw new Error(`${route}: ${JSON.stringify(result.error)}`);
    return result.data as T;
  };
  await call('station.init', agency);
  for (const [role, person] of Object.entries(people)) await call('account.add', { ...person, role });
  for (const { fileCode, folder, title } of walkedDossiers) {
    await call('capture.import', { fileCode, paths: [join(practice, folder)] });
    const { description } = await call<{ description: object }>('dossier.get', { fileCode });
    await call('dossier.describe', { fileCode, description: { ...description, title } });
  }
  const worked = await engine.data.work({ patienceMs: 0 });
  if (!worked.ok) throw new Error(worked.error.code);
  await engine.data.close();
}

/** Digest of what decides how the walk comes out. */
async function stateOfCode(): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of ['src/main/stages', 'src/main/engine/road', 'src/main/engine/db/migrations', 'resources/practice']) {
    const files = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    const paths = files
      .filter((file) => file.isFile() && !file.name.endsWith('.test.ts'))
      .map((file) => join(file.parentPath, file.name));
    for (const path of paths.toSorted()) hash.update(path.slice(root.length)).update(await readFile(path));
  }
  return hash
    .update(await readFile(import.meta.filename))
    .digest('hex')
    .slice(0, 16);
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
