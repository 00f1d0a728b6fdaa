/** Programs the tests use as outside judges of what the station makes; the station itself needs none of them. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser } from './browsers.mjs';
import { findOnPath, run } from './child.mjs';
import { say } from './say.mjs';

/** @type {ReadonlyArray<{ package: string, present: () => boolean }>} */
const judges = [
  { package: 'poppler-utils', present: () => has('pdftotext') && has('pdfsig') && has('pdfimages') },
  { package: 'qpdf', present: () => has('qpdf') },
  { package: 'libxml2-utils', present: () => has('xmllint') },
  { package: 'openssl', present: () => has('openssl') },
  { package: 'python3', present: () => has('python3') },
  { package: 'unzip', present: () => has('unzip') },
  // The scanner of the tests is SANE's own test backend.
  { package: 'sane-utils', present: () => has('scanimage') },
  { package: 'chromium', present: () => findBrowser() !== undefined },
];

/** @param {string} program */
function has(program) {
  return findOnPath(program) !== undefined;
}

/** Names of the Debian packages whose programs are missing here. */
export function missingJudges() {
  return judges.filter((judge) => !judge.present()).map((judge) => judge.package);
}

/**
 * Installs what is missing where that is allowed; otherwise one line says exactly what to install.
 * @returns {Promise<boolean>} true when nothing is missing any more
 */
export async function ensureJudges() {
  const missing = missingJudges();
  if (missing.length === 0) return true;
  const prefix = aptPrefix();
  if (prefix !== undefined) {
    say(`Cài đặt gói kiểm thử: ${missing.join(' ')}`, 'installing the packages the tests need');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const apt = (/** @type {string[]} */ ...args) =>
      run(/** @type {string} */ (prefix[0] ?? 'apt-get'), [...prefix.slice(1), ...args], { env, stdio: ['ignore', 2, 2] });
    const install = ['install', '-y', '-qq', '--no-install-recommends', ...missing];
    if ((await apt(...install).catch(() => 1)) !== 0) {
      await apt('update', '-qq').catch(() => 1);
      await apt(...install).catch(() => 1);
    }
  }
  const still = missingJudges();
  if (still.length > 0) {
    const command = existsSync('/etc/debian_version') ? `sudo apt-get install ${still.join(' ')}` : still.join(', ');
    say(`Thiếu gói kiểm thử, hãy cài: ${command}`, `the tests need these programs, install: ${command}`);
  }
  return still.length === 0;
}

/** How this user may call apt-get without being asked for a password; undefined when that is impossible. */
function aptPrefix() {
  if (process.platform !== 'linux' || !has('apt-get')) return undefined;
  if (process.getuid?.() === 0) return ['apt-get'];
  if (has('sudo') && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0) return ['sudo', '-n', 'apt-get'];
  return undefined;
}
