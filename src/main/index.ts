/** Entry of the packaged app: one executable, three doors. */
import { app } from 'electron';
import { wantedDoor } from './desktop/argv.ts';

const wanted = wantedDoor(process.argv.slice(app.isPackaged ? 1 : 2));
switch (wanted.door) {
  case 'window':
    await (await import('./desktop/index.ts')).openDesktop(wanted.data);
    break;
  case 'serve':
    await (await import('./desktop/serve.ts')).serveWithoutWindow(wanted.data, wanted.port);
    break;
  case 'cli':
    await (await import('./desktop/cli.ts')).runCommandLine(wanted.args);
    break;
}
