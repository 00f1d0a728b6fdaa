/**
 * Takes the packages of a hand-over set in, exactly as if they had come by line: the same admission, the same examination, the same receipt.
 * What is here already, by either road, is not taken twice; its answer is given again.
 */
import { randomBytes } from 'node:crypto';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSet, type PackageOnDisk } from '../exchange/disk/read.ts';
import { ok, type Result } from '../contract/result.ts';
import type { PackageAnswer } from '../exchange/transfer/protocol.ts';
import { syncFile } from '../platform/durable.ts';
import type { Folders } from './folders.ts';
import { answerFor } from './http.ts';
import type { Intake } from './intake.ts';
import type { Register } from './register.ts';
import { admit } from './rules.ts';

export interface ReceivedPackage {
  readonly objid: string;
  readonly fileCode: string;
  /** The archive's word; null when it refused to look at the package at all. */
  readonly answer: PackageAnswer | null;
  readonly refusal: { readonly code: string; readonly message: string } | null;
  /** It was here before, by line or by another disk. */
  readonly known: boolean;
}

export interface Reception {
  readonly set: string;
  /** Of the set's list; printed as a QR code on its sheet. */
  readonly manifestSha256: string;
  readonly packages: readonly ReceivedPackage[];
}

interface Desk {
  readonly register: Register;
  readonly intake: Intake;
  readonly folders: Folders;
  readonly now: () => number;
}

export async function receiveSet(desk: Desk, folder: string, signal?: AbortSignal): Promise<Result<Reception>> {
  const set = await readSet(folder, signal);
  if (!set.ok) return set;
  const packages: ReceivedPackage[] = [];
  for (const one of set.data.packages) {
    signal?.throwIfAborted();
    packages.push(await receiveOne(desk, one));
  }
  return ok({ set: set.data.name, manifestSha256: set.data.manifestSha256, packages });
}

async function receiveOne({ register, intake, folders, now }: Desk, { path, slip }: PackageOnDisk): Promise<ReceivedPackage> {
  const { objid, fileCode, sha256 } = slip;
  await intake.settle(objid);
  const verdict = admit(slip, register.packagesOf(objid));
  const known = !verdict.ok && verdict.code === 'PACKAGE_ALREADY_HERE';
  if (!verdict.ok && !known)
    return { objid, fileCode, known, answer: null, refusal: { code: verdict.code, message: verdict.message } };
  if (verdict.ok) {
    const upload = { id: randomBytes(16).toString('hex'), metadata: slip, madeAt: now() };
    const arrived = join(folders.incoming, upload.id);
    await copyFile(path, arrived);
    await syncFile(arrived);
    // From here on it is an upload like any other that has all its bytes: a crash is taken up by the intake.
    register.openUpload(upload);
    const finished = await intake.finish(upload);
    if (!finished.ok)
      return { objid, fileCode, known, answer: null, refusal: { code: finished.code, message: finished.message } };
  }
  await intake.examined();
  const row = register.packagesOf(objid).find((found) => found.sha256 === sha256);
  return { objid, fileCode, known, answer: row === undefined ? null : answerFor(row), refusal: null };
}
