import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import forge from 'node-forge';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openssl, password, TestCa } from '../fixtures/sign/pki.ts';
import { paper } from '../fixtures/sign/papers.ts';
import { temporaryFolder } from '../support/folders.ts';
import { threeSentences, type Refused, type Report } from '../support/report.ts';
import { lay, letterhead } from '../support/small-papers.ts';
import { childProcesses, startTram, tramJson } from '../support/tram.ts';

const root = temporaryFolder('bad-keys');
const ca = new TestCa();
afterAll(() => ca.remove());
const day = 86_400_000;

/** A certificate that is in force between the two moments, with its key in `<name>.p12`. */
function issueBetween(name: string, from: Date, to: Date): void {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const key = forge.pki.privateKeyFromPem(privateKey);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.setRsaPublicKey(key.n, key.e);
  certificate.serialNumber = '11';
  certificate.validity.notBefore = from;
  certificate.validity.notAfter = to;
  certificate.setSubject([{ name: 'commonName', value: `Signer ${name}` }]);
  certificate.setIssuer([{ name: 'commonName', value: 'Test CA' }]);
  certificate.setExtensions([{ name: 'keyUsage', critical: true, digitalSignature: true, nonRepudiation: true }]);
  certificate.sign(key, forge.md.sha256.create());
  writeFileSync(ca.file(`${name}.key`), privateKey);
  writeFileSync(ca.file(`${name}.pem`), forge.pki.certificateToPem(certificate));
  openssl(
    'pkcs12',
    '-export',
    '-in',
    ca.file(`${name}.pem`),
    '-inkey',
    ca.file(`${name}.key`),
    '-passout',
    `pass:${password}`,
    '-out',
    ca.file(`${name}.p12`),
  );
}

beforeAll(async () => {
  writeFileSync(join(root, 'in.pdf'), await paper());
  ca.issue('good');
  ca.issue('tls', 'rsa', { usage: 'keyEncipherment' });
  ca.issue('weak', 'weak');
  issueBetween('expired', new Date(Date.now() - 30 * day), new Date(Date.now() - day));
  issueBetween('early', new Date(Date.now() + day), new Date(Date.now() + 30 * day));
  writeFileSync(ca.file('text.p12'), 'không phải PKCS#12');
  writeFileSync(ca.file('cut.p12'), readFileSync(ca.file('good.p12')).subarray(0, 900));
});

const wrong: readonly (readonly [accident: string, file: string, given: string, code: string, exit: number])[] = [
  ['a wrong password', 'good.p12', 'Mật khẩu 124', 'SIGNER_PASSWORD_WRONG', 5],
  ['an expired certificate', 'expired.p12', password, 'SIGNER_CERT_EXPIRED', 5],
  ['a certificate that is not yet valid', 'early.p12', password, 'SIGNER_CERT_NOT_YET_VALID', 5],
  ['a certificate for another use', 'tls.p12', password, 'SIGNER_KEY_USAGE', 5],
  ['a key too weak', 'weak.p12', password, 'SIGNER_KEY_UNSUPPORTED', 5],
  ['a file that is no PKCS#12', 'text.p12', password, 'SIGNER_FILE_UNREADABLE', 3],
  ['a PKCS#12 cut short', 'cut.p12', password, 'SIGNER_FILE_UNREADABLE', 3],
  ['a file that is not there', 'gone.p12', password, 'INPUT_FILE_MISSING', 3],
  ['an empty variable', 'good.p12', '', 'PASSWORD_NOT_SET', 2],
];

describe('a key that must not sign', () => {
  const said = new Set<string>();

  it.each(wrong)('%s is refused in its own words, and nothing is written', async (_, file, given, code, exit) => {
    const out = join(root, 'signed');
    const run = await tramJson<Refused>(
      ['sign', join(root, 'in.pdf'), '--out', out, '--p12', ca.file(file), '--pass-env', 'KEY', '--lang', 'vi'],
      { KEY: given },
    );
    expect([run.answer.error.code, run.code, run.stderr]).toEqual([code, exit, '']);
    expect(run.answer.error.message).toMatch(threeSentences);
    expect(run.stdout).not.toContain(password);
    expect(readdirSync(root).filter((name) => name.startsWith('signed'))).toEqual([]);
    said.add(`${code} ${run.answer.error.message}`);
  });

  it('is told apart from every other', () => expect(said.size).toBe(new Set(wrong.map(([, , , code]) => code)).size));

  it('stops digitising before it begins: no station, no PDF', async () => {
    const out = join(root, 'none');
    const run = await tramJson<Refused>(
      ['digitise', join(root, 'in.pdf'), '--out', out, '--p12', ca.file('expired.p12'), '--pass-env', 'KEY'],
      { KEY: password },
    );
    expect([run.answer.error.code, run.code]).toEqual(['SIGNER_CERT_EXPIRED', 5]);
    expect(existsSync(out)).toBe(false);
  });
});

/** The secret as text, as UTF-16 either way round (PKCS#12 uses it) and in base64. */
function forms(secret: string): Buffer[] {
  const utf16 = Buffer.from(secret, 'utf16le');
  return [Buffer.from(secret), utf16, Buffer.from(utf16).swap16(), Buffer.from(Buffer.from(secret).toString('base64'))];
}

/** What the system tells everybody about a process; nothing where there is no /proc or the process has just gone. */
function factOf(pid: number, what: string): Buffer {
  try {
    return readFileSync(`/proc/${pid}/${what}`);
  } catch {
    return Buffer.alloc(0);
  }
}

it('a password is never in what is said, kept, or told to worker processes', async () => {
  const papers = lay(join(root, 'papers'), { '1.jpg': await letterhead(0).jpeg().toBuffer() });
  const out = join(root, 'kept');
  const { child, finished } = startTram(
    ['digitise', papers, '--out', out, '--p12', ca.file('good.p12'), '--pass-env', 'KEY', '--json'],
    { KEY: password },
  );
  const overheard: Buffer[] = [];
  const workers = new Set<number>();
  const listening = setInterval(() => {
    for (const pid of childProcesses(child.pid!)) {
      workers.add(pid);
      overheard.push(factOf(pid, 'cmdline'), factOf(pid, 'environ'));
    }
    overheard.push(factOf(child.pid!, 'cmdline'));
  }, 20);
  const { code, stdout, stderr } = await finished;
  clearInterval(listening);
  expect([code, stderr]).toEqual([0, '']);
  if (process.platform === 'linux') expect(workers.size).toBeGreaterThan(0);
  // With a real key the station stays, waiting for a second person: everything it keeps is looked through.
  expect((JSON.parse(stdout) as Report).station).not.toBeNull();
  const kept = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(kept.some(({ name }) => name === 'station.db')).toBe(true);
  const everything = [
    Buffer.from(stdout + stderr),
    ...overheard,
    ...kept.map(({ parentPath, name }) => readFileSync(join(parentPath, name))),
  ];
  for (const form of forms(password)) expect(everything.some((bytes) => bytes.includes(form))).toBe(false);
});
