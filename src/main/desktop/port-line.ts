import type { MessagePortMain } from 'electron';
import type { Line } from '../host/serve-session.ts';

/** A window's port, as the engine process holds it. */
export function lineOf(port: MessagePortMain): Line {
  let open = true;
  port.on('close', () => (open = false));
  return {
    send(reply) {
      if (open) port.postMessage(reply);
    },
    onMessage(listener) {
      port.on('message', (event: { data: unknown }) => listener(event.data));
      port.start();
    },
    onClose: (listener) => void port.on('close', listener),
    close: () => port.close(),
    backlog: () => 0,
  };
}
