/**
 * The only bridge between a sandboxed window and the rest: the page asks for a port, the main process sends one, and this script
 * hands it on. Nothing of Electron or Node becomes visible to the page. The names are those of src/renderer/app/port-wire.ts
 * and src/main/desktop/window.ts; a sandboxed preload cannot import them.
 */
import { ipcRenderer } from 'electron';

const channel = 'station-port';

window.addEventListener('message', (event) => {
  if (event.source === window && event.origin === location.origin && event.data === 'ask-station-port') ipcRenderer.send(channel);
});

ipcRenderer.on(channel, (event) => window.postMessage(channel, location.origin, event.ports));
