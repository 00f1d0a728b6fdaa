/** Single parts of the road, measured by themselves: how fast the command answers, takes tiny pages in, and signs. */
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { makePracticeIdentity, signPdf } from '../../stages/6-sign/index.ts';
import { must } from '../station.ts';
import { runOwn } from './contenders.ts';
import { median } from './table.ts';

export interface Parts {
  /** From starting the process to the first answer of a made station and the process's end, median. Null when a run failed. */
  readonly firstAnswerMs: number | null;
  /** Tiny pages from files into the vault and the database by `digitise --until capture`, start of the program included. */
  readonly capturePagesPerSecond: number | null;
  /** A one-page PDF stamped, signed and verified with an RSA-2048 key in software, one after the other. */
  readonly signaturesPerSecond: number;
  /** Size of that PDF, in 1024 bytes. */
  readonly signedKb: number;
}

const tinyPages = 300;
const signatures = 20;

export async function measureParts(onePage: Buffer, runs: number, folder: string, signal: AbortSignal): Promise<Parts> {
  const firstAnswerMs = await firstAnswer(join(folder, 'station'), runs, signal);
  signal.throwIfAborted();
  const capturePagesPerSecond = await captureTiny(join(folder, 'tiny'), join(folder, 'tiny-out'), signal);
  signal.throwIfAborted();
  return {
    firstAnswerMs,
    capturePagesPerSecond,
    signaturesPerSecond: await signMany(onePage, join(folder, 'key')),
    signedKb: onePage.length / 1024,
  };
}

async function firstAnswer(data: string, runs: number, signal: AbortSignal): Promise<number | null> {
  const made = await runOwn(['init', '--agency', 'H49', '--name', 'bench', '--practice', '--data', data], { signal });
  if (made.status !== 0) return null;
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    const { status } = await runOwn(['status', '--json', '--data', data], { signal });
    if (status !== 0) return null;
    times.push(performance.now() - started);
  }
  return median(times);
}

async function captureTiny(from: string, to: string, signal: AbortSignal): Promise<number | null> {
  await mkdir(from);
  for (let page = 0; page < tinyPages; page++) {
    // Noise, so that no page is another's bytes.
    const raw = { width: 60, height: 85, channels: 1 } as const;
    await sharp(randomBytes(60 * 85), { raw })
      .png()
      .toFile(join(from, `${page}.png`));
  }
  const started = performance.now();
  const { status } = await runOwn(['digitise', from, '--no-sign', '--until', 'capture', '--json', '--out', to], { signal });
  return status === 0 ? (tinyPages / (performance.now() - started)) * 1000 : null;
}

async function signMany(pdf: Buffer, folder: string): Promise<number> {
  const { signer } = must(await makePracticeIdentity(folder, 'bench'));
  try {
    const started = performance.now();
    for (let count = 0; count < signatures; count++) {
      must(await signPdf(pdf, signer, { profile: 'ARCHIVE_TT05', agencyName: 'bench', at: new Date() }));
    }
    return (signatures / (performance.now() - started)) * 1000;
  } finally {
    await signer.close();
  }
}
