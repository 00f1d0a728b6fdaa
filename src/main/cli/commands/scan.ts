/** devices and scan: paper in, from a scanner. */
import { fail } from '../../../contract/result.ts';
import type { RouteOutput } from '../../../contract/routes.ts';
import { fileCode, wholeNumber } from '../checks.ts';
import type { Register } from '../define.ts';
import { call, must, withStation, type OpenStation } from '../station.ts';
import type { Terminal } from '../terminal.ts';
import { withMessage, workShowing } from './capture.ts';

type Scan = RouteOutput<'scan.list'>[number];

export const registerScan: Register = (define) => {
  define<object>(
    'devices',
    'look for scanners',
    (command) => command,
    async ({ options, out }) =>
      withStation({ dataDir: options.data }, async ({ session }) => {
        const { devices, looked } = await call(session, 'devices.list', { again: true });
        const problems = looked.flatMap(({ driver, problem }) =>
          problem === null ? [] : [withMessage(out)({ source: driver, page: null, error: problem })],
        );
        out.answer({ ok: true, devices, looked, problems }, [
          ...devices.map(({ id, name, sources, dpi }) => `${id}  ${name}  ${sources.join(', ')}  ${dpi.join(', ')} dpi`),
          ...problems.map(({ message }) => message),
          ...(devices.length === 0 ? [out.say('Không thấy máy quét nào.', 'No scanner was found.')] : []),
        ]);
      }),
  );

  define<{ device: string; dossier: string; profile?: string; pages?: number }>(
    'scan',
    'scan into a dossier until the feeder is empty',
    (command) =>
      command
        .requiredOption('--device <id>', 'device, as `tram devices` names it')
        .requiredOption('--dossier <fileCode>', 'file code of the dossier', fileCode)
        .option('--profile <name>', 'name or id of a scan profile; by default the first that this device can do')
        .option('--pages <n>', 'stop after so many images', wholeNumber(1, 9999)),
    async ({ options, out }) =>
      withStation({ dataDir: options.data }, async (station) => {
        const profile = await profileFor(station, options);
        const scan = await scanned(station, out, { ...options, profile, pages: options.pages ?? null });
        await workShowing(station, 'capture', out);
        const { documents, problems } = await call(station.session, 'dossier.get', { fileCode: options.dossier });
        const ended = scan.error === null ? [] : [{ source: scan.deviceName, page: null, error: scan.error }];
        const all = [...ended, ...problems].map(withMessage(out));
        if (all.length > 0) process.exitCode = scan.error === null ? 3 : out.exitOf(scan.error.code);
        const { id: batch, sheets, images } = scan;
        out.answer({ ok: all.length === 0, batch, sheets, images, documents, problems: all }, [
          out.say(
            `Đã quét ${sheets} tờ thành ${images} ảnh; hồ sơ có ${documents} văn bản.`,
            `Scanned ${sheets} sheets into ${images} images; the dossier has ${documents} documents.`,
          ),
          ...all.map(({ source, message }) => `${source}: ${message}`),
        ]);
      }),
  );
};

/** Scans until the scan has ended; what came of one that was held up goes on its road all the same. */
async function scanned(
  { session }: OpenStation,
  out: Terminal,
  wish: { device: string; dossier: string; profile: string; pages: number | null },
): Promise<Scan> {
  const { device, dossier, profile, pages } = wish;
  const ended = Promise.withResolvers<void>();
  let begun: string | null = null;
  const unsubscribe = session.subscribe((event) => {
    if (event.topic !== 'scan.changed' || (begun !== null && event.scan !== begun)) return;
    if (event.images > 0) out.note(out.say(`ảnh ${event.images}`, `image ${event.images}`));
    if (event.state !== 'running') ended.resolve();
  });
  try {
    const { scan } = await call(session, 'scan.start', { fileCode: dossier, device, profile, pages });
    begun = scan;
    await ended.promise;
    const found = async () => (await call(session, 'scan.list', { fileCode: dossier })).find(({ id }) => id === scan)!;
    const last = await found();
    if (last.state === 'paused') await call(session, 'scan.finish', { scan });
    return last;
  } finally {
    unsubscribe();
  }
}

async function profileFor({ session }: OpenStation, { device, profile }: { device: string; profile?: string }): Promise<string> {
  const profiles = await call(session, 'scan.profiles', {});
  if (profile !== undefined) {
    const named = profiles.find(({ id, name }) => id === profile || name === profile.normalize('NFC'));
    return named?.id ?? must(fail('PROFILE_UNKNOWN'));
  }
  const found = (await call(session, 'devices.list', {})).devices.find(({ id }) => id === device);
  if (found === undefined) return must(fail('SCANNER_UNKNOWN', { device }));
  const able = profiles.find(({ source, dpi }) => found.sources.includes(source) && found.dpi.includes(dpi));
  return able?.id ?? must(fail('PROFILE_BEYOND_SCANNER', { device: found.name, what: profiles[0]?.name ?? '–' }));
}
