import type { MessagePortMain } from './ports.ts';

/** Ports that were sent to a page: the page holds a real MessagePort, whose other end is fed from here message by message. */
export class PortBridge {
  readonly #ports = new Map<number, MessagePortMain>();
  #lastId = 0;
  deliver: (id: number, data: unknown) => void = () => undefined;
  closed: (id: number) => void = () => undefined;

  adopt(port: MessagePortMain): number {
    const id = ++this.#lastId;
    this.#ports.set(id, port);
    port.on('message', ({ data }: { data: unknown }) => this.deliver(id, data));
    port.on('close', () => {
      this.#ports.delete(id);
      this.closed(id);
    });
    port.start();
    return id;
  }

  fromPage(id: number, data: unknown): void {
    this.#ports.get(id)?.postMessage(data);
  }
}
