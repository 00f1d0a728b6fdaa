import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Bytes that can be read anywhere: of a file, which then need not fit into memory, or already in memory. */
export interface Source {
  readonly size: number;
  /** `length` bytes from `at`, fewer at the end. Out of memory it is a view, not a copy. */
  read(at: number, length: number): Buffer;
  close(): void;
}

export function bytesSource(bytes: Uint8Array): Source {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { size: buffer.length, read: (at, length) => buffer.subarray(at, at + length), close: () => undefined };
}

/** The caller closes. Throws what the file system throws. */
export function fileSource(path: string): Source {
  const file = openSync(path, 'r');
  const { size } = fstatSync(file);
  return {
    size,
    read(at, length) {
      const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - at)));
      let done = 0;
      while (done < buffer.length) {
        const count = readSync(file, buffer, done, buffer.length - done, at + done);
        if (count === 0) break;
        done += count;
      }
      return buffer.subarray(0, done);
    },
    close: () => closeSync(file),
  };
}
