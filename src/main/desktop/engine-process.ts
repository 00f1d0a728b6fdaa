/** Entry of the utility process that owns the engine. Argument: the station's data folder. */
import { Readable } from 'node:stream';
import type { MessageEvent, ParentPort } from 'electron';
import { openPracticeArchive } from '../cli/practice-archive.ts';
import { createWorkstation } from '../engine/practice/workstation.ts';
import { serveSession } from '../host/serve-session.ts';
import { ToEngine, type FromEngine } from './control.ts';
import { lineOf } from './port-line.ts';
import { workerPorts } from './worker-ports.ts';

const main: ParentPort = process.parentPort;
const tellMain = (message: FromEngine) => main.postMessage(message);
const workers = workerPorts(tellMain);

const dataDir = process.argv[2];
if (dataDir === undefined) throw new Error('engine-process needs the data folder');
const opened = createWorkstation({ dataDir, spawnWorker: workers.spawnWorker }, openPracticeArchive);

main.on('message', (event) => void obey(event));
const engine = await opened;
tellMain(engine.ok ? { say: 'ready' } : { say: 'refused', error: engine.error });

async function obey(event: MessageEvent): Promise<void> {
  const message = ToEngine.parse(event.data);
  // Workers may be needed while the engine is still opening.
  if (message.say === 'worker-exited') return workers.exited(message.id, message.code);
  if (message.say === 'worker-started') return workers.started(message.id, portOf(event));
  const result = await opened;
  if (!result.ok) {
    if (message.say === 'close') process.exit(0);
    return;
  }
  switch (message.say) {
    case 'open-session':
      return serveSession(result.data.openSession(), lineOf(portOf(event)));
    case 'find-blob':
      return tellMain({
        say: 'found-blob',
        id: message.id,
        blob: await (message.small ? result.data.thumbnail(message.digest) : result.data.blob(message.digest)),
      });
    case 'take-download':
      return tellMain({ say: 'taken-download', id: message.id, download: await result.data.download(message.token) });
    case 'take-piece':
      return tellMain({
        say: 'took-piece',
        id: message.id,
        result: await result.data.take(message.piece, Readable.from([message.bytes])),
      });
    case 'close':
      await result.data.close();
      process.exit(0);
  }
}

function portOf(event: MessageEvent) {
  const port = event.ports[0];
  if (port === undefined) throw new Error('a port was promised with this message');
  return port;
}
