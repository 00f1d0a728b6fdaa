import { join } from 'node:path';
import { app, BrowserWindow, ipcMain, nativeTheme, screen, type MessagePortMain } from 'electron';
import { preloadPath } from '../../platform/entries.ts';
import { isOwnUrl } from './own-url.ts';
import { windowUrl } from './scheme.ts';
import { firstSize, placeFor, readWindowState, writeWindowState } from './window-state.ts';

/** The one channel between preload and main; the preload script repeats the name. */
const portChannel = 'station-port';

/** Gives a window its port when its own page, in its main frame, asks; nobody else is answered. */
export function answerPortRequests(openSession: () => MessagePortMain): void {
  ipcMain.on(portChannel, (event) => {
    const frame = event.senderFrame;
    if (frame === null || frame.parent !== null || !isOwnUrl(frame.url)) return;
    event.sender.postMessage(portChannel, null, [openSession()]);
  });
}

/** After the engine came back: a new port for every window that is open. */
export function renewPorts(openSession: () => MessagePortMain): void {
  for (const window of BrowserWindow.getAllWindows()) window.webContents.postMessage(portChannel, null, [openSession()]);
}

export async function openWindow(): Promise<BrowserWindow> {
  const stateFile = join(app.getPath('userData'), 'window.json');
  const remembered = readWindowState(stateFile);
  const place = placeFor(
    remembered,
    screen.getAllDisplays().map((display) => display.workArea),
  );
  const window = new BrowserWindow({
    ...firstSize,
    ...place,
    minWidth: 960,
    minHeight: 600,
    title: 'Trạm Số Hóa',
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#171b1c' : '#faf9f7',
    webPreferences: {
      preload: preloadPath(),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false, // would fetch dictionaries from the network
      devTools: !app.isPackaged,
    },
  });
  if (remembered.maximised || place === null) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => writeWindowState(stateFile, { bounds: window.getNormalBounds(), maximised: window.isMaximized() }));
  // A crashed page (memory, graphics driver) holds no state of its own: load it again.
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason !== 'clean-exit') window.webContents.reload();
  });
  await window.loadURL(windowUrl);
  return window;
}
