/** init, status, audit: the station itself. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openForReading } from '../../engine/index.ts';
import { statusView } from '../../engine/records/status.ts';
import { stationOf } from '../../engine/records/station.ts';
import { agencyCode } from '../checks.ts';
import { asRefusal, call, must, Refusal, withStation } from '../station.ts';
import type { Register } from '../define.ts';

export const registerStation: Register = (define) => {
  define<{ agency: string; name: string; fonds?: string; practice: boolean }>(
    'init',
    'make a station in --data',
    (command) =>
      command
        .requiredOption('--agency <code>', 'identity code of the agency, e.g. H49.64.33', agencyCode)
        .requiredOption('--name <name>', 'name of the agency, as stamps show it')
        .option('--fonds <code>', 'fonds code (default: the agency code)')
        .option('--practice', 'a station for training: its stamps and packages can never pass for real', false),
    async ({ options, out }) =>
      withStation({ dataDir: options.data, make: true }, async ({ session }) => {
        const station = await call(session, 'station.init', {
          agencyCode: options.agency,
          agencyName: options.name.normalize('NFC'),
          fondsCode: options.fonds ?? options.agency,
          practice: options.practice,
        });
        out.answer({ ok: true, data: options.data, ...station }, [
          out.say(
            `Đã lập trạm cho ${station.agencyName} (${station.agencyCode}) tại ${options.data}.`,
            `Made a station for ${station.agencyName} (${station.agencyCode}) in ${options.data}.`,
          ),
          out.say('Tiếp theo: tram import --dossier MÃ-HỒ-SƠ THƯ-MỤC', 'Next: tram import --dossier FILE-CODE FOLDER'),
        ]);
      }),
  );

  define(
    'status',
    'where every dossier stands; works while the station is open elsewhere',
    (command) => command,
    async ({ options, out }) => {
      if (!existsSync(join(options.data, 'station.db')))
        throw new Refusal({ code: 'STATION_NOT_MADE', data: { folder: options.data } });
      const { db, close } = must(openForReading(options.data));
      try {
        if (stationOf(db) === null) throw new Refusal({ code: 'STATION_NOT_MADE', data: { folder: options.data } });
        const { ledger, queue, dossiers, jobs } = statusView(db);
        const tray = ledger.blank + ledger.separator + ledger.clerk;
        out.answer({ dossiers, jobs, ledger, queue }, [
          ...dossiers.map(({ fileCode, step, documents, pages, parked }) =>
            out.say(
              `${fileCode}  ${step}  ${documents} văn bản, ${pages} trang${parked > 0 ? `, ${parked} việc cần người xem` : ''}`,
              `${fileCode}  ${step}  ${documents} documents, ${pages} pages${parked > 0 ? `, ${parked} need a person` : ''}`,
            ),
          ),
          out.say(
            `Ảnh ${ledger.in} = trang ${ledger.out} + khay ${tray}`,
            `Images ${ledger.in} = pages ${ledger.out} + tray ${tray}`,
          ),
          out.say(
            `Hàng gửi: chờ ${queue.waiting}, đang gửi ${queue.sending}, đã có biên nhận ${queue.delivered}`,
            `Queue: ${queue.waiting} waiting, ${queue.sending} on the way, ${queue.delivered} with a receipt`,
          ),
        ]);
      } catch (error) {
        throw asRefusal(error);
      } finally {
        close();
      }
    },
  );

  define(
    'audit verify',
    'check the whole hash-chained audit trail',
    (command) => command,
    async ({ options, out }) =>
      withStation({ dataDir: options.data }, async ({ engine }) => {
        const { entries, brokenAt } = engine.verifyAudit();
        if (brokenAt !== null) process.exitCode = 4;
        out.answer({ ok: brokenAt === null, entries, brokenAt }, [
          brokenAt === null
            ? out.say(`Nhật ký nguyên vẹn: ${entries} mục.`, `The audit trail is whole: ${entries} entries.`)
            : out.say(`Nhật ký bị sửa từ mục ${brokenAt}.`, `The audit trail was altered at entry ${brokenAt}.`),
        ]);
      }),
  );
};
