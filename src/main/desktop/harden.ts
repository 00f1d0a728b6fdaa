/** What no window may do, whatever is loaded into it: leave its origin, open windows, use devices, download what we did not make, reach the network. */
import { app, session, type Event } from 'electron';
import { downloadPath } from '../../contract/download.ts';
import { isOwnUrl } from './own-url.ts';

/** Before `ready`. */
export function hardenApp(): void {
  app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => {
    const stay = (event: Event<{ url: string }>) => {
      if (!isOwnUrl(event.url)) event.preventDefault();
    };
    contents.on('will-navigate', stay);
    contents.on('will-frame-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** After `ready`. */
export function hardenSession(): void {
  const own = session.defaultSession;
  own.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  // Electron asks the person where to save; what the station did not make itself is not saved at all.
  own.on('will-download', (event, item) => {
    if (!isOwnUrl(item.getURL()) || !downloadPath.test(new URL(item.getURL()).pathname)) event.preventDefault();
  });
  own.webRequest.onBeforeRequest(
    { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*'] },
    (_request, callback) => callback({ cancel: true }),
  );
}
