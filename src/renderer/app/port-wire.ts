import type { Wire } from './wire.ts';

/** The wire on the desktop: a MessagePort that the preload script hands over when asked, and again after the engine restarted. */
export function portWires(): () => Promise<Wire> {
  let offered: MessagePort | null = null;
  let take: ((port: MessagePort) => void) | null = null;
  let replaced: () => void = () => undefined;

  window.addEventListener('message', (event) => {
    const port = event.ports[0];
    if (event.source !== window || event.origin !== location.origin || event.data !== 'station-port' || port === undefined)
      return;
    if (take === null) {
      offered = port;
      replaced();
    } else {
      take(port);
      take = null;
    }
  });

  function nextPort(): Promise<MessagePort> {
    const port = offered;
    offered = null;
    if (port !== null) return Promise.resolve(port);
    return new Promise((resolve) => {
      take = resolve;
      window.postMessage('ask-station-port', location.origin);
    });
  }

  return async () => {
    const port = await nextPort();
    return {
      send: (request) => port.postMessage(request),
      onMessage(listener) {
        port.addEventListener('message', (event) => listener(event.data));
        port.start();
      },
      onClose(listener) {
        let told = false;
        const tell = () => {
          if (!told) listener();
          told = true;
          port.close();
        };
        replaced = tell;
        port.addEventListener('close', tell);
      },
    };
  };
}
