/** sign: one signature on any PDF; the file that came in is never changed. */
import { dirname, resolve } from 'node:path';
import { writeDurably } from '../../../platform/durable.ts';
import { signPdf, StampProfile } from '../../stages/6-sign/index.ts';
import { bytesOf, must, Refusal, signerFrom } from '../station.ts';
import type { Register } from '../define.ts';

export const registerSign: Register = (define) => {
  define<{ out: string; profile: string; p12?: string; passEnv?: string; agency?: string; level: string }>(
    'sign <in>',
    'sign a PDF (PAdES) by incremental update',
    (command) =>
      command
        .requiredOption('--out <file>', 'the signed PDF')
        .option('--profile <profile>', `stamp: ${StampProfile.options.join(', ')}`, 'ARCHIVE_TT05')
        .requiredOption('--p12 <file>', 'PKCS#12 key')
        .requiredOption('--pass-env <var>', 'variable that holds its password')
        .option('--agency <name>', 'name in the stamp (default: the certificate’s)')
        .option('--level <level>', 'B-B', 'B-B'),
    async ({ options, args, out }) => {
      if (options.level !== 'B-B') throw new Refusal({ code: 'INPUT_INVALID', data: { problem: `--level ${options.level}` } });
      const profile = StampProfile.safeParse(options.profile);
      if (!profile.success) throw new Refusal({ code: 'INPUT_INVALID', data: { problem: `--profile ${options.profile}` } });
      const signer = await signerFrom(options.p12!, options.passEnv!);
      try {
        const signed = must(
          await signPdf(await bytesOf(args[0]!), signer, {
            profile: profile.data,
            agencyName: options.agency ?? signer.subject,
            at: new Date(),
          }),
        );
        const target = resolve(options.out);
        await writeWhole(target, signed.pdf);
        out.answer(
          {
            ok: true,
            pdf: target,
            signer: signed.signer,
            serial: signed.serial,
            level: 'B-B',
            pages: signed.pages,
            bytes: signed.pdf.length,
          },
          [out.say(`Đã ký: ${target} (${signed.signer})`, `Signed: ${target} (${signed.signer})`)],
        );
      } finally {
        await signer.close();
      }
    },
  );
};

async function writeWhole(target: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeDurably(target, bytes);
  } catch (error) {
    const full = (error as NodeJS.ErrnoException).code === 'ENOSPC';
    throw new Refusal(
      full ? { code: 'DISK_FULL', data: {} } : { code: 'OUTPUT_NOT_WRITABLE', data: { folder: dirname(target) } },
    );
  }
}
