/** export-disk, receive, receipt: packages on a disk, and the archive's word back as files. */
import { mkdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { createArchive } from '../../../archive/index.ts';
import { writeDurably } from '../../../platform/durable.ts';
import { FileCode } from '../../../contract/vocabulary.ts';
import { allDeliveries } from '../jobs.ts';
import { judgeAsArchive } from '../practice-archive.ts';
import { asRefusal, bytesOf, call, must, unreadable, withStation } from '../station.ts';
import type { Register } from '../define.ts';

export const registerDisk: Register = (define) => {
  define<{ dossier?: string[] }>(
    'export-disk <dir>',
    'hand packages over on a disk: a sealed, checksummed set in DIR with a sheet to sign; they are then not sent by line',
    (command) => command.option('--dossier <codes...>', 'only these dossiers (default: everything that waits)'),
    async ({ options, args, out }) =>
      withStation({ dataDir: options.data }, async ({ session }) => {
        const chosen = options.dossier?.map((code) => FileCode.parse(code));
        const waiting = (await allDeliveries(session)).filter(
          ({ state, disk, fileCode }) =>
            (state === 'waiting' || state === 'sending') && disk === null && (chosen?.includes(fileCode) ?? true),
        );
        if (waiting.length === 0) {
          out.answer({ ok: true, set: null, packages: 0 }, [
            out.say('Không có gói nào chờ bàn giao.', 'No package waits to be handed over.'),
          ]);
          return;
        }
        const { set, folder, packages, bytes } = await call(session, 'queue.exportDisk', {
          objids: waiting.map(({ objid }) => objid),
          folder: resolve(args[0]!),
        });
        out.answer({ ok: true, set, folder, packages, bytes }, [
          out.say(
            `Đã chép ${packages} gói (${megabytes(bytes)} MB) vào ${folder}; in biên bản trong đó rồi ký với bên nhận.`,
            `${packages} packages (${megabytes(bytes)} MB) are in ${folder}; print the sheet in it and sign it with whoever takes the disk.`,
          ),
        ]);
      }),
  );

  define<{ dir: string; name: string; real: boolean; answers?: string }>(
    'receive <path>',
    'the archive’s end of the disk: checks a set, takes its packages in and writes one answer (receipt or reasons) for each',
    (command) =>
      command
        .requiredOption('--dir <dir>', 'where the archive keeps everything; its service must not be running there')
        .option('--name <name>', 'name on receipts', 'Lưu trữ luyện tập')
        .option('--real', 'receipts without the practice mark', false)
        .option('--answers <dir>', 'where the answers go (default: beside the set)'),
    async ({ options, args, out }) => {
      const set = resolve(args[0]!);
      if (!(await isFolder(set))) throw unreadable(set, Object.assign(new Error(), { code: 'ENOENT' }));
      const archive = must(
        await createArchive({ dir: options.dir, name: options.name, practice: !options.real, validate: judgeAsArchive }),
      );
      try {
        const reception = must(await archive.receive(set));
        const answers = resolve(options.answers ?? join(dirname(set), `${basename(set)}-bien-nhan`));
        await mkdir(answers, { recursive: true });
        for (const { objid, answer } of reception.packages)
          if (answer !== null) await writeDurably(join(answers, `${objid}.json`), `${JSON.stringify(answer)}\n`);
        const accessioned = reception.packages.filter(({ answer }) => answer?.state === 'accessioned').length;
        if (accessioned < reception.packages.length) process.exitCode = 4;
        out.answer({ ok: accessioned === reception.packages.length, ...reception, answers }, [
          ...reception.packages.map(
            ({ fileCode, answer, refusal, known }) =>
              `${fileCode}  ${answer?.state ?? refusal?.code ?? '?'}${known ? out.say('  (đã có từ trước)', '  (was here before)') : ''}`,
          ),
          out.say(
            `Mã danh mục: ${reception.manifestSha256} – phải giống mã QR trên biên bản.`,
            `The list's digest: ${reception.manifestSha256} – the QR code of the sheet must say the same.`,
          ),
          out.say(
            `Trả lời nằm trong ${answers}; giao lại cho cơ quan nộp.`,
            `Answers are in ${answers}; give them back to the office.`,
          ),
        ]);
      } catch (error) {
        throw asRefusal(error);
      } finally {
        await archive.close();
      }
    },
  );

  define(
    'receipt <files...>',
    'take in the archive’s answers that came back as files',
    (command) => command,
    async ({ options, args, out }) =>
      withStation({ dataDir: options.data }, async ({ session }) => {
        const taken = [];
        for (const file of args) {
          const content = (await bytesOf(file)).toString('utf8');
          taken.push({ file, ...(await call(session, 'queue.takeReceipt', { content })) });
        }
        if (taken.some(({ outcome }) => outcome === 'rejected')) process.exitCode = 4;
        out.answer(
          { ok: true, receipts: taken },
          taken.map(({ fileCode, outcome }) => `${fileCode}  ${outcome}`),
        );
      }),
  );
};

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}
