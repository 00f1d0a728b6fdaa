/**
 * Step 8: an approved dossier becomes a sealed SIP_hoso (Circular 05/2025/TT-BNV Annex III). The finished ZIP is read back
 * and judged by the same rules the archive uses; it is kept only when it holds. Same dossier, same bytes.
 */
import { randomUUID } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { SealedPackage } from '../../../contract/artefacts.ts';
import { fail, ok } from '../../../contract/result.ts';
import type { Sha256 } from '../../../contract/vocabulary.ts';
import { documentInspector } from '../../../exchange/sip/document-check.ts';
import type { DocumentInspector } from '../../../exchange/sip/inspect.ts';
import { describeProblem, errorsOf } from '../../../exchange/sip/problems.ts';
import type { PackageReport } from '../../../exchange/sip/report.ts';
import { validatePackage } from '../../../exchange/sip/validate.ts';
import { step, type Blobs } from '../step.ts';
import { writePackage } from './build.ts';
import { DossierToPack, stationProblems } from './rules.ts';

export { DossierToPack } from './rules.ts';

export const PackageSettings = z.object({
  /** False for one shot with `--no-sign`: an unsigned document is then a warning. */
  requireSignature: z.boolean().default(true),
  /** Trust anchors for the documents' signatures, PEM. */
  trust: z.array(z.string()).default([]),
});
export type PackageSettings = z.output<typeof PackageSettings>;

/** The step with a given way to look into PDFs; `packageDossier` is the one on the road. */
export function packageStep(inspectorFor: (settings: PackageSettings) => DocumentInspector) {
  return step({
    name: 'package',
    version: 1,
    input: DossierToPack,
    settings: PackageSettings,
    output: SealedPackage,
    async run(dossier, { settings, blobs, signal, report }) {
      const draft = join(blobs.tempDir(), `${randomUUID()}.zip`);
      try {
        const damaged = await writePackage(draft, dossier, blobs, { signal });
        if (damaged !== null) return fail('PACKAGE_SOURCE_DAMAGED', { docId: damaged });

        const judged = await validatePackage(draft, {
          inspectDocument: inspectorFor(settings),
          requireSignature: settings.requireSignature,
          signal,
          onDocument: (done, of) => report({ done, of }),
        });
        if (!judged.ok) return judged;
        const problems = [...stationProblems(dossier), ...judged.data.problems];
        const errors = errorsOf(problems);
        const full: PackageReport = { ...judged.data, ok: errors.length === 0, problems };
        const kept = await keepReport(blobs, full);
        const [first] = errors;
        if (first !== undefined) {
          return fail('PACKAGE_INVALID', {
            fileCode: dossier.fileCode,
            count: errors.length,
            firstVi: describeProblem(first, 'vi'),
            firstEn: describeProblem(first, 'en'),
            document: first.document,
            report: kept,
          });
        }
        const { size: bytes } = await stat(draft);
        const zip = await blobs.putFile(draft);
        return ok({
          objid: dossier.objid,
          fileCode: dossier.fileCode,
          zip,
          bytes,
          documents: full.documents.length,
          pages: full.pages,
          report: kept,
        });
      } finally {
        await rm(draft, { force: true });
      }
    },
  });
}

export const packageDossier = packageStep(({ trust }) => documentInspector({ trust }));

/** Every problem and warning, as a `PackageReport` in JSON, for the screen that lists them. */
function keepReport(blobs: Blobs, report: PackageReport): Promise<Sha256> {
  return blobs.put(Buffer.from(JSON.stringify(report), 'utf8'));
}
