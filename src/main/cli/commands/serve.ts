/** serve: the workstation for an ordinary browser on this machine. */
import { serveLoopback } from '../../browser/index.ts';
import { rendererDir } from '../../../platform/entries.ts';
import { createWorkstation } from '../../engine/practice/workstation.ts';
import { portNumber } from '../checks.ts';
import { openPracticeArchive } from '../practice-archive.ts';
import { must } from '../station.ts';
import { untilStopped } from '../until-stopped.ts';
import type { Register } from '../define.ts';

export const registerServe: Register = (define) => {
  define<{ port: number }>(
    'serve',
    'the workstation on the loopback interface, for an ordinary browser',
    (command) => command.option('--port <n>', 'port; 0 takes any free one', portNumber, 0),
    async ({ options, out }) => {
      const port = options.port;
      const engine = must(await createWorkstation({ dataDir: options.data, mode: 'background' }, openPracticeArchive));
      const host = await serveLoopback(engine, { port, rendererDir: rendererDir() });
      if (!host.ok) {
        await engine.close();
        must(host);
        return;
      }
      out.answer({ url: host.data.url }, [
        out.say(`Mở bằng trình duyệt trên máy này: ${host.data.url}`, `Open in a browser on this machine: ${host.data.url}`),
      ]);
      await untilStopped();
      await host.data.close();
      await engine.close();
    },
  );
};
