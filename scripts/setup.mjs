/**
 * Makes a checkout ready to run: the packages of package-lock.json and Node 24, from npm alone.
 * Runs on any Node ≥ 20.19 with built-ins only; a second run reads two small files and goes on.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm } from './lib/child.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { runMain, say, Stop } from './lib/say.mjs';
import { takeTurn } from './lib/turn.mjs';

/** better-sqlite3 13 crashes on Node 20, and the source runs unbuilt by type stripping. */
const NODE_MAJOR = 24;
const STAMP = inRoot('node_modules', '.tram-setup');

/**
 * Installs what is missing. Safe to call from several processes at once.
 * @returns {Promise<string>} path of a Node ≥ 24
 */
export async function ensureSetup() {
  const lockfile = readFileSync(inRoot('package-lock.json'), 'utf8');
  const digest = createHash('sha256').update(lockfile).digest('hex');
  const ready = readyNode(digest);
  if (ready !== undefined) return ready;

  const release = await takeTurn('setup', () =>
    say('Một lệnh khác đang cài đặt, xin chờ…', 'another command is setting up, waiting…'),
  );
  try {
    const afterWaiting = readyNode(digest);
    if (afterWaiting !== undefined) return afterWaiting;
    if (!matchesLockfile(lockfile)) await installPackages();
    const node = await ensureNode();
    const within = relative(root, node);
    // Relative, so that a checkout that was moved or copied does not run another checkout's Node.
    writeFileSync(
      STAMP,
      JSON.stringify({ lockfile: digest, node: within.startsWith('..') || isAbsolute(within) ? node : within }),
    );
    return node;
  } finally {
    release();
  }
}

/** @param {string} digest of package-lock.json */
function readyNode(digest) {
  const stamp = readJson(STAMP);
  if (stamp?.lockfile !== digest || typeof stamp.node !== 'string') return undefined;
  const node = resolve(root, stamp.node);
  return existsSync(node) && existsSync(inRoot('node_modules', '.package-lock.json')) ? node : undefined;
}

/**
 * npm writes node_modules/.package-lock.json last, so a broken or foreign install does not match. Packages for other systems may be absent.
 * @param {string} lockfile text of package-lock.json
 */
export function matchesLockfile(lockfile, installedText = readText(inRoot('node_modules', '.package-lock.json'))) {
  if (installedText === undefined) return false;
  const wanted = JSON.parse(lockfile).packages;
  const installed = JSON.parse(installedText).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = installed[path];
    return found === undefined
      ? entry.optional === true || entry.devOptional === true
      : found.version === entry.version && found.integrity === entry.integrity;
  });
}

async function installPackages() {
  say('Cài đặt các thành phần lần đầu, xin chờ vài phút…', 'first-time set-up: installing packages, this takes a few minutes…');
  // Install scripts stay off (.npmrc): every native part comes prebuilt, and an office PC has no compiler.
  const status = await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  if (status !== 0) {
    throw new Stop(
      'Chưa tải được các thành phần. Kiểm tra mạng (hoặc proxy của npm) và dung lượng đĩa, rồi chạy lại lệnh này.',
      'packages could not be installed: check the network (or npm’s proxy) and disk space, then run the same command again',
      6,
    );
  }
}

/** @returns {Promise<string>} */
async function ensureNode() {
  const own = ownNode();
  if (existsSync(own.binary) && majorOf(own.version) >= NODE_MAJOR) return own.binary;
  if (majorOf(process.versions.node) >= NODE_MAJOR) return process.execPath;

  say(`Cài đặt Node ${own.version}…`, `installing Node ${own.version}…`);
  // The package `node` would do the same in its install script, but through a shell and on stdout; its binaries are packages of their own.
  const folder = inRoot('node_modules', 'node');
  const quiet = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const status = await npm(['install', '--prefix', folder, ...quiet, `${own.package}@${own.version}`]);
  const fetched = join(folder, 'node_modules', own.package, 'bin', own.file);
  if (status !== 0 || !existsSync(fetched)) {
    throw new Stop(
      `Chưa tải được Node ${own.version} (gói ${own.package}). Kiểm tra mạng rồi chạy lại, hoặc tự cài Node 24 trở lên.`,
      `Node ${own.version} (package ${own.package}) could not be installed: check the network and run again, or install Node 24 or later yourself`,
      6,
    );
  }
  placeBinary(fetched, own.binary);
  return own.binary;
}

/** Where Node 24 belongs, and the package that carries it for this machine. */
function ownNode() {
  const manifest = readJson(inRoot('node_modules', 'node', 'package.json'));
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  return {
    version: String(manifest?.version ?? NODE_MAJOR),
    package: `${prefix}-${platform}-${process.arch}`,
    file,
    binary: inRoot('node_modules', 'node', 'bin', file),
  };
}

/**
 * A hard link costs no space; where it is impossible (another volume, FAT) the file is copied.
 * @param {string} from
 * @param {string} to
 */
function placeBinary(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  rmSync(to, { force: true });
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

/** @param {string} version */
function majorOf(version) {
  return Number(version.split('.')[0]);
}

/** @param {string} path */
function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** @param {string} path */
function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await runMain(async () => {
    const node = await ensureSetup();
    say(`Sẵn sàng (${root}).`, `ready, Node at ${node}`);
    return 0;
  });
}
