/**
 * A practice identity: a CA of the station's own and one signing certificate, for learning and demonstrations. Everything it signs says
 * LUYỆN TẬP, because the certificate says so (exchange/pades/practice.ts).
 */
import { createPrivateKey, generateKeyPair, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Result } from '../../../contract/result.ts';
import { parseCertificate } from '../../../exchange/pades/certificate.ts';
import type { Certificate } from '../../../exchange/pades/certificate.ts';
import { readAnchors } from '../../../exchange/pades/chain.ts';
import { practiceCaName, practiceWords } from '../../../exchange/pades/practice.ts';
import { writeDurably } from '../../../platform/durable.ts';
import { buildPracticeCertificate } from './certificate-builder.ts';
import type { Signer } from './drivers/signer.ts';
import { softwareSigner } from './drivers/software.ts';

export interface PracticeIdentity {
  readonly signer: Signer;
  /** The CA, PEM: what a verifier must be told to trust. */
  readonly caPem: string;
  /** Where it lies for other programs, e.g. `pdfsig` or `tram verify --trust`. */
  readonly caFile: string;
}

interface Pair {
  readonly key: KeyObject;
  readonly certificate: Certificate;
}

const identityFile = 'practice-identity.pem';
const caFileName = 'practice-ca.pem';
const day = 86_400_000;
const caLife = 3650 * day;
const leafLife = 730 * day;
/** A certificate is renewed this long before it ends. */
const renewal = 30 * day;

const makeKeyPair = promisify(generateKeyPair);

/**
 * The identity kept in `folder`, made on first use; the signing certificate is renewed in time and when the agency's name changes, under
 * the same CA. All of it is one file replaced in one rename, so a crash leaves the old identity or the new one.
 */
export async function makePracticeIdentity(
  folder: string,
  agencyName: string,
  now: Date = new Date(),
): Promise<Result<PracticeIdentity>> {
  await mkdir(folder, { recursive: true });
  const kept = await readIdentity(join(folder, identityFile));
  const ca = kept !== null && lasts(kept.ca, now, leafLife) ? kept.ca : await makeCa(now);
  const wanted = leafName(agencyName);
  const leaf =
    kept !== null && kept.ca === ca && lasts(kept.leaf, now, renewal) && kept.leaf.certificate.subject === wanted
      ? kept.leaf
      : await makeLeaf(ca, wanted, now);
  const caPem = ca.certificate.x509.toString();
  if (leaf !== kept?.leaf) await writeDurably(join(folder, identityFile), [pemOf(ca), pemOf(leaf)].join(''), 0o600);
  const caFile = join(folder, caFileName);
  if ((await readFile(caFile, 'utf8').catch(() => null)) !== caPem) await writeDurably(caFile, caPem, 0o600);
  const signer = softwareSigner(leaf.key, leaf.certificate, [ca.certificate]);
  return signer.ok ? { ok: true, data: { signer: signer.data, caPem, caFile } } : signer;
}

/** Common name within the 64 characters of RFC 5280 (ub-common-name), the mark first so that it is never cut off. */
function leafName(agencyName: string): string {
  return Array.from(`${practiceWords} - ${agencyName.normalize('NFC').trim()}`)
    .slice(0, 64)
    .join('')
    .trim();
}

function lasts(pair: Pair, now: Date, atLeast: number): boolean {
  return pair.certificate.notBefore <= now && pair.certificate.notAfter.getTime() - now.getTime() > atLeast;
}

async function makeCa(now: Date): Promise<Pair> {
  const { privateKey: key } = await makeKeyPair('rsa', { modulusLength: 2048 });
  const name = { commonName: practiceCaName };
  const notAfter = new Date(now.getTime() + caLife);
  const raw = buildPracticeCertificate({
    subject: name,
    issuer: name,
    serial: newSerial(),
    notBefore: startOf(now),
    notAfter,
    key,
    issuerKey: key,
    role: 'ca',
  });
  return { key, certificate: parseCertificate(raw) };
}

async function makeLeaf(ca: Pair, commonName: string, now: Date): Promise<Pair> {
  const { privateKey: key } = await makeKeyPair('rsa', { modulusLength: 2048 });
  const raw = buildPracticeCertificate({
    subject: { commonName },
    issuer: { commonName: practiceCaName },
    serial: newSerial(),
    notBefore: startOf(now),
    notAfter: new Date(now.getTime() + leafLife),
    key,
    issuerKey: ca.key,
    role: 'signer',
  });
  return { key, certificate: parseCertificate(raw) };
}

/** A day back, so that a clock set right afterwards does not make the certificate begin in the future. */
function startOf(now: Date): Date {
  return new Date(now.getTime() - day);
}

/** 127 random bits, never zero: positive in two's complement (RFC 5280 §4.1.2.2). */
function newSerial(): Buffer {
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  return serial;
}

/** The kept identity; null when there is none or the file is not whole, which only a hand could have caused. */
async function readIdentity(path: string): Promise<{ ca: Pair; leaf: Pair } | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  const certificates = readAnchors([text]);
  const keys = (text.match(/-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/g) ?? []).map(openKey);
  const [caCertificate, leafCertificate] = certificates.ok ? certificates.data : [];
  const [caKey, leafKey] = keys;
  if (caCertificate === undefined || leafCertificate === undefined || !caKey || !leafKey) return null;
  const ca = { key: caKey, certificate: caCertificate };
  const leaf = { key: leafKey, certificate: leafCertificate };
  return [ca, leaf].every(({ key, certificate }) => certificate.x509.checkPrivateKey(key)) ? { ca, leaf } : null;
}

function openKey(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem);
  } catch {
    return null;
  }
}

function pemOf({ key, certificate }: Pair): string {
  return certificate.x509.toString() + String(key.export({ type: 'pkcs8', format: 'pem' }));
}
