/** The Electron host: windows, scheme, menu, permissions. Thin; the engine and its data live in another process. */
import { app, BrowserWindow, dialog } from 'electron';
import { explain } from '../../contract/errors/index.ts';
import type { CodedError } from '../../contract/result.ts';
import { rendererDir } from '../../platform/entries.ts';
import { listWindowFiles } from '../host/window-files.ts';
import { startEngine } from './engine-link.ts';
import { hardenApp, hardenSession } from './harden.ts';
import { setMenu } from './menu.ts';
import { registerScheme, serveScheme } from './scheme.ts';
import { answerPortRequests, openWindow, renewPorts } from './window.ts';

/** Opens the workstation on the station folder `dataDir`. Must be called before Electron is ready. */
export async function openDesktop(dataDir: string): Promise<void> {
  if (!app.requestSingleInstanceLock()) return app.quit();
  registerScheme();
  hardenApp();
  await app.whenReady();
  hardenSession();
  setMenu();

  const files = await listWindowFiles(rendererDir());
  if (!files.ok) return giveUp(files.error);
  const engine = startEngine(dataDir, {
    restarted: () => renewPorts(engine.openSession),
    gaveUp: giveUp,
  });
  serveScheme(files.data, engine);
  answerPortRequests(engine.openSession);

  app.on('second-instance', showFirstWindow);
  app.on('window-all-closed', () => app.quit());
  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void engine.close().then(() => {
      closed = true;
      app.quit();
    });
  });
  await openWindow();
}

function showFirstWindow(): void {
  const window = BrowserWindow.getAllWindows()[0];
  if (window?.isMinimized()) window.restore();
  window?.focus();
}

/** Says why in both languages (the person's choice of language lives in the page), then leaves. */
function giveUp(error: CodedError): void {
  const vi = explain(error, 'vi');
  const en = explain(error, 'en');
  dialog.showErrorBox('Trạm Số Hóa', [vi.what, vi.safe, vi.todo, '', en.what, en.safe, en.todo].join('\n'));
  app.exit(1);
}
