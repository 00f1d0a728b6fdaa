import type { Wire } from './wire.ts';

/** The wire in an ordinary browser: a WebSocket to the loopback host this page came from. */
export function openSocketWire(): Promise<Wire> {
  const socket = new WebSocket(`ws://${location.host}/ws`);
  return new Promise((resolve, reject) => {
    socket.addEventListener('close', reject, { once: true });
    socket.addEventListener(
      'open',
      () =>
        resolve({
          send: (request) => socket.send(JSON.stringify(request)),
          onMessage: (listener) => socket.addEventListener('message', (event) => listener(parseJson(String(event.data)))),
          onClose: (listener) => socket.addEventListener('close', () => listener(), { once: true }),
        }),
      { once: true },
    );
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
