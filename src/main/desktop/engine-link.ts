/** The main process's end of the engine: starts the process, starts it again when it falls over, and asks it for images. */
import { MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import type { IncomingAnswer } from '../../contract/incoming.ts';
import { fail, type CodedError, type Result } from '../../contract/result.ts';
import { entryPath } from '../../platform/entries.ts';
import type { TakePiece } from '../host/incoming.ts';
import type { Findings, FoundBlob, FoundDownload } from '../host/window-files.ts';
import { FromEngine, type ToEngine } from './control.ts';
import { mayRestart } from './restart-rules.ts';
import type { WorkerEntry } from '../../platform/entries.ts';
import { startWorker } from './workers.ts';

export interface EngineLink extends Findings {
  /** A port on which one window talks to the engine. */
  openSession(): MessagePortMain;
  /** Hands one piece of a file to the engine. */
  readonly takePiece: TakePiece<Uint8Array<ArrayBuffer>>;
  /** Lets the engine finish its transaction and waits for the process to end; after `closeWithinMs` it is ended. */
  close(): Promise<void>;
}

export interface EngineLinkEvents {
  /** The engine runs again after a fall: every window needs a new port. */
  restarted(): void;
  /** The engine will not run: an expected refusal, or too many falls. */
  gaveUp(error: CodedError): void;
}

const closeWithinMs = 10_000;

export function startEngine(dataDir: string, events: EngineLinkEvents): EngineLink {
  const workers = new Map<number, UtilityProcess>();
  const questions = new Map<number, (blob: FoundBlob | null) => void>();
  const takings = new Map<number, (download: FoundDownload | null) => void>();
  const pieces = new Map<number, { name: string; answer: (result: Result<IncomingAnswer>) => void }>();
  const falls: number[] = [];
  let lastQuestion = 0;
  let closing = false;
  let refused = false;
  let running = start();

  function start(): UtilityProcess {
    const child = utilityProcess.fork(entryPath('engine-process'), [dataDir], { serviceName: 'tram-engine' });
    child.on('message', (message: unknown) => hear(child, FromEngine.parse(message)));
    child.on('exit', () => void fell());
    return child;
  }

  function tell(message: ToEngine, ports: MessagePortMain[] = []): void {
    running.postMessage(message, ports);
  }

  function hear(child: UtilityProcess, message: FromEngine): void {
    if (child !== running) return;
    switch (message.say) {
      case 'ready':
        return;
      case 'refused':
        refused = true;
        return events.gaveUp(message.error);
      case 'found-blob':
        questions.get(message.id)?.(message.blob);
        questions.delete(message.id);
        return;
      case 'taken-download':
        takings.get(message.id)?.(message.download);
        takings.delete(message.id);
        return;
      case 'took-piece':
        pieces.get(message.id)?.answer(message.result);
        pieces.delete(message.id);
        return;
      case 'start-worker':
        return giveWorker(message.id, message.entry, child);
      case 'kill-worker':
        workers.get(message.id)?.kill();
        return;
    }
  }

  function giveWorker(id: number, entry: WorkerEntry, owner: UtilityProcess): void {
    const { worker, port } = startWorker(entry);
    workers.set(id, worker);
    owner.postMessage({ say: 'worker-started', id } satisfies ToEngine, [port]);
    worker.on('exit', (code) => {
      workers.delete(id);
      if (owner === running) tell({ say: 'worker-exited', id, code });
    });
  }

  function fell(): void {
    for (const answer of questions.values()) answer(null);
    questions.clear();
    for (const answer of takings.values()) answer(null);
    takings.clear();
    for (const { name, answer } of pieces.values()) answer(fail('UPLOAD_INTERRUPTED', { name }));
    pieces.clear();
    for (const worker of workers.values()) worker.kill();
    workers.clear();
    if (closing || refused) return;
    falls.push(Date.now());
    if (!mayRestart(falls, Date.now())) return events.gaveUp({ code: 'ENGINE_STOPPED', data: { times: falls.length } });
    running = start();
    events.restarted();
  }

  function find(digest: string, small: boolean): Promise<FoundBlob | null> {
    const id = ++lastQuestion;
    return new Promise((resolve) => {
      questions.set(id, resolve);
      tell({ say: 'find-blob', id, digest, small });
    });
  }

  return {
    openSession() {
      const { port1, port2 } = new MessageChannelMain();
      tell({ say: 'open-session' }, [port1]);
      return port2;
    },
    findBlob: (digest) => find(digest, false),
    findThumbnail: (digest) => find(digest, true),
    takeDownload(token) {
      const id = ++lastQuestion;
      return new Promise((resolve) => {
        takings.set(id, resolve);
        tell({ say: 'take-download', id, token });
      });
    },
    takePiece(piece, bytes) {
      const id = ++lastQuestion;
      return new Promise((resolve) => {
        pieces.set(id, { name: piece.name, answer: resolve });
        tell({ say: 'take-piece', id, piece, bytes });
      });
    },
    close() {
      closing = true;
      return new Promise((resolve) => {
        const impatience = setTimeout(() => running.kill(), closeWithinMs);
        running.once('exit', () => {
          clearTimeout(impatience);
          resolve();
        });
        if (running.pid === undefined) resolve();
        else tell({ say: 'close' });
      });
    },
  };
}
