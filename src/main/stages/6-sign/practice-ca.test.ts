import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseCertificate } from '../../../exchange/pades/certificate.ts';
import { isPractice } from '../../../exchange/pades/practice.ts';
import { makePracticeIdentity } from './practice-ca.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tram-practice-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const now = new Date('2026-06-12T00:00:00Z');
const later = (days: number) => new Date(now.getTime() + days * 86_400_000);

async function identity(agency: string, at = now) {
  const made = await makePracticeIdentity(folder, agency, at);
  if (!made.ok) throw new Error(made.error.code);
  return made.data;
}

it('keeps the same identity from one start to the next', async () => {
  const first = await identity('Hà An');
  const again = await identity('Hà An', later(300));
  expect(again.signer.serial).toBe(first.signer.serial);
  expect(again.caPem).toBe(first.caPem);
  expect((await readdir(folder)).sort()).toEqual(['practice-ca.pem', 'practice-identity.pem']);
});

it('renews the certificate before it ends and when the agency is renamed, under the same CA', async () => {
  const first = await identity('Hà An');
  const renewed = await identity('Hà An', later(720));
  expect(renewed.signer.serial).not.toBe(first.signer.serial);
  expect(renewed.caPem).toBe(first.caPem);
  const renamed = await identity('Quảng Yên', later(720));
  expect(renamed.signer.subject).toBe('LUYỆN TẬP - Quảng Yên');
  expect(renamed.caPem).toBe(first.caPem);
});

it('makes a new CA when the old one would end before its certificate', async () => {
  const first = await identity('Hà An');
  expect((await identity('Hà An', later(3650 - 700))).caPem).not.toBe(first.caPem);
});

it('cannot pass for real: the mark is in the certificate and in the name of its CA', async () => {
  const { signer } = await identity('Hà An');
  const leaf = parseCertificate(signer.certificate);
  expect(isPractice([leaf])).toBe(true);
  expect(isPractice([{ ...leaf, extensions: [] }])).toBe(true);
  expect(isPractice([{ ...leaf, subject: 'Hà An', issuer: 'Ban Cơ yếu' }])).toBe(true);
  expect(isPractice([{ ...leaf, subject: 'Hà An', issuer: 'Ban Cơ yếu', extensions: [] }])).toBe(false);
});

it('starts anew from a file that is not whole, and mends the copy of the CA', async () => {
  const first = await identity('Hà An');
  const kept = await readFile(join(folder, 'practice-identity.pem'), 'utf8');
  await writeFile(join(folder, 'practice-ca.pem'), 'cut');
  expect((await identity('Hà An')).caPem).toBe(first.caPem);
  expect(await readFile(first.caFile, 'utf8')).toBe(first.caPem);
  for (const part of [0.1, 0.4, 0.7, 0.95]) {
    await writeFile(join(folder, 'practice-identity.pem'), kept.slice(0, kept.length * part));
    expect((await identity('Hà An')).signer.serial).not.toBe(first.signer.serial);
  }
});

it('has names that fit, whatever the agency is called', async () => {
  const { signer } = await identity('Ủy ban nhân dân '.repeat(20));
  expect(Array.from(signer.subject).length).toBeLessThanOrEqual(64);
  expect(signer.subject).toMatch(/^LUYỆN TẬP - /);
});

it('is accepted by OpenSSL as a chain of a CA and a signer', async () => {
  const { signer, caFile } = await identity('Hà An', new Date());
  await writeFile(join(folder, 'leaf.der'), signer.certificate);
  const verify = execFileSync('openssl', ['verify', '-x509_strict', '-CAfile', caFile, join(folder, 'leaf.der')], {
    encoding: 'utf8',
  });
  expect(verify).toContain('OK');
});
