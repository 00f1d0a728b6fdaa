/** Step workers as utility processes: only Electron's main process can start them. */
import { MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import { entryPath, type WorkerEntry } from '../../platform/entries.ts';
import type { SpawnWorker } from '../engine/workers/spawn.ts';

/** Starts a worker and hands it one end of a channel (src/platform/parent-port.ts takes it); the other end is the caller's. */
export function startWorker(entry: WorkerEntry): { worker: UtilityProcess; port: MessagePortMain } {
  const worker = utilityProcess.fork(entryPath(entry), [], { serviceName: `tram-${entry}` });
  const { port1, port2 } = new MessageChannelMain();
  worker.postMessage('port', [port1]);
  return { worker, port: port2 };
}

/** For an engine that runs in the main process itself (`--serve`). */
export const spawnFromMain: SpawnWorker = (entry) => {
  const { worker, port } = startWorker(entry);
  port.start();
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on('message', ({ data }) => listener(data)),
    onExit: (listener) => void worker.on('exit', (code) => listener(code)),
    kill: () => void worker.kill(),
  };
};
