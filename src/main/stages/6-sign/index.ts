/** Step 6: a PDF/A gets a visible stamp and a PAdES B-B signature; what leaves has been verified. */
import { z } from 'zod';
import { SignedDocument } from '../../../contract/artefacts.ts';
import { fail, ok } from '../../../contract/result.ts';
import { Instant, Sha256 } from '../../../contract/vocabulary.ts';
import type { Step } from '../step.ts';
import { step } from '../step.ts';
import type { Signer } from './drivers/signer.ts';
import { StampProfile } from './profiles.ts';
import { signPdf } from './sign-pdf.ts';

export { openPkcs12 } from './drivers/pkcs12.ts';
export { makePracticeIdentity } from './practice-ca.ts';
export { previewStamp } from './preview.ts';
export { isKeyFault, keyFacts } from './rules.ts';
export { StampProfile } from './profiles.ts';
export { signPdf } from './sign-pdf.ts';
export type { SignedPdf, SignOptions } from './sign-pdf.ts';

export const SignInput = z.object({
  pdf: Sha256,
  fieldName: z.string().min(1).max(100).optional(),
  /** The signing time: part of the input, so that the same input gives the same document. */
  at: Instant,
});

export const SignSettings = z.object({
  profile: StampProfile.default('ARCHIVE_TT05'),
  agencyName: z.string().min(1).max(300),
  notation: z.string().max(100).default(''),
  digest: z.enum(['sha256', 'sha384', 'sha512']).default('sha256'),
  /** Of the certificate the work was given to, lower-case hex: another key at hand is an error, not a different signature. */
  signerSerial: z.string().regex(/^[0-9a-f]+$/),
});

/** The step bound to the key of this batch. Errors: those of `signPdf`, and SIGNER_CHANGED. */
export function sign(signer: Signer): Step<typeof SignInput, typeof SignSettings, typeof SignedDocument> {
  return step({
    name: 'sign',
    version: 1,
    input: SignInput,
    settings: SignSettings,
    output: SignedDocument,
    run: async ({ pdf, fieldName, at }, { settings, blobs, signal, report }) => {
      if (signer.serial !== settings.signerSerial)
        return fail('SIGNER_CHANGED', { expected: settings.signerSerial, found: signer.serial });
      const { profile, agencyName, notation, digest } = settings;
      const name = fieldName === undefined ? {} : { fieldName };
      const signed = await signPdf(await blobs.read(pdf), signer, {
        profile,
        agencyName,
        notation,
        digest,
        at: new Date(at),
        ...name,
      });
      if (!signed.ok) return signed;
      signal.throwIfAborted();
      const digestOfSigned = await blobs.put(signed.data.pdf);
      report({ done: 1, of: 1 });
      const { pages, signer: subject, serial } = signed.data;
      return ok({
        pdf: digestOfSigned,
        bytes: signed.data.pdf.length,
        pages,
        signer: subject,
        serial,
        level: 'B-B',
        signedAt: at,
      });
    },
  });
}
