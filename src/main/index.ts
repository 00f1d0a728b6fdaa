/** Entry of the packaged app: one executable, two doors. */
import { app, dialog } from 'electron';
import { defaultDataFolder } from '../platform/data-folder.ts';
import { wantedDoor } from './desktop/argv.ts';
import { openDesktop } from './desktop/index.ts';
import { serveWithoutWindow } from './desktop/serve.ts';

const wanted = wantedDoor(process.argv.slice(app.isPackaged ? 1 : 2));
const data = wanted.data ?? defaultDataFolder();

// Not awaited here: Electron becomes ready only after this module has run to its end.
const open = wanted.door === 'serve' ? serveWithoutWindow(data, wanted.port) : openDesktop(data);
open.catch((bug: unknown) => {
  const report = bug instanceof Error ? (bug.stack ?? bug.message) : String(bug);
  process.stderr.write(`${report}\n`);
  if (wanted.door === 'window') dialog.showErrorBox('Trạm Số Hóa', report);
  app.exit(1);
});
