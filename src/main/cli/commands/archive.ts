/** archive serve: the receiving end, for training, for tests, and as the reference a province can run. */
import { portNumber } from '../checks.ts';
import { openArchiveService } from '../practice-archive.ts';
import { untilStopped } from '../until-stopped.ts';
import type { Register } from '../define.ts';

export const registerArchive: Register = (define) => {
  define<{ dir: string; port: number; name: string; real: boolean }>(
    'archive serve',
    'the archive’s end of the line',
    (command) =>
      command
        .requiredOption('--dir <dir>', 'where the archive keeps everything')
        .option('--port <n>', 'port; 0 takes any free one', portNumber, 0)
        .option('--name <name>', 'name on receipts', 'Lưu trữ luyện tập')
        .option('--real', 'receipts without the practice mark, for a real receiving service', false),
    async ({ options, out }) => {
      const archive = await openArchiveService({
        dir: options.dir,
        port: options.port,
        name: options.name,
        practice: !options.real,
        log: true,
      });
      out.answer({ url: archive.url, publicKey: archive.publicKey }, [
        out.say(`Lưu trữ đang nhận tại ${archive.url}`, `The archive listens at ${archive.url}`),
        out.say(`Khóa công khai: ${archive.publicKey}`, `Public key: ${archive.publicKey}`),
      ]);
      await untilStopped();
      await archive.close();
    },
  );
};
