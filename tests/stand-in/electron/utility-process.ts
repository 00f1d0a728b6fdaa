import { EventEmitter } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { MessagePortMain } from './ports.ts';

const bootstrap = new URL('./utility-bootstrap.ts', import.meta.url);
const running = new Set<UtilityProcess>();
let lastPid = 40_000;

/** The accident: every utility process dies at once, as when memory runs out. Tests send SIGUSR2. */
process.on('SIGUSR2', () => running.forEach((child) => child.kill()));

/** A utility process as a worker thread: it can be killed, its end is seen, and ports can be handed to it. */
class UtilityProcess extends EventEmitter {
  readonly #worker: Worker;
  pid: number | undefined = ++lastPid;

  constructor(modulePath: string, args: readonly string[]) {
    super();
    this.#worker = new Worker(bootstrap, { argv: [...args], workerData: { modulePath } });
    this.#worker.on('message', (message: unknown) => this.emit('message', message));
    this.#worker.on('error', (error) =>
      process.stderr.write(`${modulePath}: ${error instanceof Error ? error.stack : String(error)}\n`),
    );
    running.add(this);
    this.#worker.on('exit', (code) => {
      running.delete(this);
      this.pid = undefined;
      this.emit('exit', code);
    });
  }

  postMessage(message: unknown, transfer: readonly MessagePortMain[] = []): void {
    const ports = transfer.map(({ inner }) => inner);
    this.#worker.postMessage({ message, ports }, ports);
  }

  kill(): boolean {
    void this.#worker.terminate();
    return true;
  }
}

export const utilityProcess = {
  fork: (modulePath: string, args: readonly string[] = []) => new UtilityProcess(modulePath, args),
};
