import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of its own, small enough to be filled. */
export interface SmallDisk {
  readonly path: string;
  resize(kib: number): void;
  /** What chmod cannot do to root. */
  readOnly(yes: boolean): void;
  remove(): void;
}

function mount(...args: string[]): void {
  execFileSync('mount', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}

export function smallDisk(kib: number): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), 'tram-disk-'));
  mount('-t', 'tmpfs', '-o', `size=${kib}k`, 'tmpfs', path);
  return {
    path,
    resize: (size) => mount('-o', `remount,size=${size}k`, path),
    readOnly: (yes) => mount('-o', `remount,${yes ? 'ro' : 'rw'}`, path),
    remove() {
      execFileSync('umount', ['-l', path]);
      rmdirSync(path);
    },
  };
}

/** Why a small disk cannot be made here, in words for the skipped tests' name; null when it can. */
export const noSmallDisk: string | null = (() => {
  if (process.platform !== 'linux') return 'only Linux can mount a tmpfs';
  try {
    smallDisk(64).remove();
    return null;
  } catch {
    return 'mounting a tmpfs takes root';
  }
})();
