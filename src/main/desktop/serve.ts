/** `--serve`: the loopback host out of the installed app, for a browser or for a machine without a screen. */
import { app } from 'electron';
import { explain } from '../../contract/errors/index.ts';
import type { CodedError } from '../../contract/result.ts';
import { rendererDir } from '../../platform/entries.ts';
import { serveLoopback } from '../browser/index.ts';
import { openPracticeArchive } from '../cli/practice-archive.ts';
import { createWorkstation } from '../engine/practice/workstation.ts';
import { spawnFromMain } from './workers.ts';

/** Prints the start address as one JSON line and serves until the process is ended. */
export async function serveWithoutWindow(dataDir: string, port: number): Promise<void> {
  await app.whenReady();
  const engine = await createWorkstation({ dataDir, spawnWorker: spawnFromMain }, openPracticeArchive);
  if (!engine.ok) return refuse(engine.error);
  const host = await serveLoopback(engine.data, { port, rendererDir: rendererDir() });
  if (!host.ok) {
    await engine.data.close();
    return refuse(host.error);
  }
  process.stdout.write(`${JSON.stringify({ url: host.data.url })}\n`);

  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void host.data
      .close()
      .then(() => engine.data.close())
      .finally(() => {
        closed = true;
        app.quit();
      });
  });
}

function refuse(error: CodedError): void {
  const { what, safe, todo } = explain(error, 'vi');
  process.stderr.write(`${what} ${safe} ${todo}\n`);
  app.exit(1);
}
