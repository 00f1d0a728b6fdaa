/** First module of a stand-in utility process: gives it `process.parentPort`, then runs the entry that was asked for. */
import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { MessagePortMain } from './ports.ts';

const parent = parentPort!;
const events = new EventEmitter();

const port = {
  on(event: 'message', listener: (event: { data: unknown; ports: MessagePortMain[] }) => void) {
    events.on(event, listener);
    // Electron queues messages until a handler is there.
    if (parent.listenerCount('message') === 0) {
      parent.on('message', ({ message, ports }: { message: unknown; ports: MessagePort[] }) =>
        events.emit('message', { data: message, ports: ports.map((inner) => new MessagePortMain(inner)) }),
      );
    }
    return port;
  },
  postMessage: (message: unknown) => parent.postMessage(message),
};
Object.assign(process, { parentPort: port });

await import(pathToFileURL((workerData as { modulePath: string }).modulePath).href);
