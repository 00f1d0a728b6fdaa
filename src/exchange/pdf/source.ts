import { open } from 'node:fs/promises';

/** A file or a buffer, read piece by piece. */
export interface Source {
  readonly size: number;
  read(at: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}

/** The caller closes. Throws what the file system throws. */
export async function fileSource(path: string): Promise<Source> {
  const file = await open(path, 'r');
  const { size } = await file.stat();
  return {
    size,
    async read(at, length) {
      const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - at)));
      let done = 0;
      while (done < buffer.length) {
        const { bytesRead } = await file.read(buffer, done, buffer.length - done, at + done);
        if (bytesRead === 0) break;
        done += bytesRead;
      }
      return buffer.subarray(0, done);
    },
    close: () => file.close(),
  };
}

export function bufferSource(bytes: Uint8Array): Source {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { size: buffer.length, read: async (at, length) => buffer.subarray(at, at + length), close: async () => undefined };
}
