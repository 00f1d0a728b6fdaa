/** The road's jobs, one line each: who does it, where, and what a refusal leaves behind. */
import type { CodedError } from '../../../contract/result.ts';
import type { StepName } from '../../../contract/vocabulary.ts';
import type { WritableDb } from '../db/database.ts';
import type { Job } from '../jobs/table.ts';
import { captureFile } from './capture-file.ts';
import { deliver } from './deliver.ts';
import { composeDocument, describeDocument } from './make-document.ts';
import { cleanPage, recognisePage } from './read-page.ts';
import { sealDossier } from './seal-dossier.ts';
import { failSignItem } from './sign-batch.ts';
import { signDocument } from './sign-document.ts';
import type { Perform } from './workshop.ts';

interface Performer {
  readonly perform: Perform;
  /** Done in worker processes, several at once; the others hold a key or the line and go one at a time. */
  readonly pooled: boolean;
  /** What to write down, in the same transaction, when the job fails. */
  readonly refused?: (db: WritableDb, job: Job, error: CodedError) => void;
}

export const performers: Record<StepName, Performer> = {
  capture: { perform: captureFile, pooled: true, refused: listRefusedFile },
  clean: { perform: cleanPage, pooled: true },
  recognise: { perform: recognisePage, pooled: true },
  describe: { perform: describeDocument, pooled: true },
  compose: { perform: composeDocument, pooled: true },
  sign: { perform: signDocument, pooled: false, refused: failSignItem },
  verify: { perform: decidedByAPerson, pooled: false },
  package: { perform: sealDossier, pooled: false },
  send: { perform: deliver, pooled: false },
};

function listRefusedFile(db: WritableDb, job: Job, error: CodedError): void {
  db.run("UPDATE source_file SET state = 'refused', error_json = ? WHERE id = ?", JSON.stringify(error), job.subject);
}

/** Step 7 has no job: only a second person decides it (handlers/verify.ts). */
function decidedByAPerson(): never {
  throw new Error('verification is decided by a person, never by a job');
}
