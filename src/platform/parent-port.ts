/** The line from a child process to whoever started it: Node's IPC channel, or the port Electron gives a utility process. */
export interface ParentPort {
  postMessage(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

interface ElectronParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown; ports: ElectronPort[] }) => void): void;
}
interface ElectronPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  start(): void;
}

export function parentPort(): ParentPort {
  const electron = (process as { parentPort?: ElectronParentPort }).parentPort;
  if (electron !== undefined) return portHandedOver(electron);
  // A worker must not outlive a station that was killed: it would hold memory and write blobs nobody asked for.
  process.on('disconnect', () => process.exit(0));
  return {
    postMessage: (message) => void process.send?.(message),
    onMessage: (listener) => void process.on('message', listener),
  };
}

/** Electron's main process only starts the worker; the first message brings the port that leads to the engine. */
function portHandedOver(electron: ElectronParentPort): ParentPort {
  const listeners: ((message: unknown) => void)[] = [];
  let port: ElectronPort | undefined;
  electron.on('message', ({ ports: [first] }) => {
    if (first === undefined || port !== undefined) return;
    port = first;
    port.on('message', ({ data }) => listeners.forEach((listener) => listener(data)));
    port.start();
  });
  return {
    postMessage: (message) => port?.postMessage(message),
    onMessage: (listener) => void listeners.push(listener),
  };
}
