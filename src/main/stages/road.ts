/** The nine steps in order, paper to receipt; the tree beside this file shows the same. A step never imports another one. */
import { capture } from './1-capture/index.ts';
import { clean } from './2-clean/index.ts';
import { recognise } from './3-recognise/index.ts';
import { describe } from './4-describe/index.ts';
import { compose } from './5-compose/index.ts';
import { packageDossier } from './8-package/index.ts';
import { parsing } from './step.ts';

/**
 * The steps a worker process can do, because they need nothing but blobs. The others stay with the engine: 6 `sign` holds a key,
 * 7 `verify` is a person's decision, 9 `send` holds the line and resumes from the database.
 */
export const workerSteps = {
  capture: parsing(capture),
  clean: parsing(clean),
  recognise: parsing(recognise),
  describe: parsing(describe),
  compose: parsing(compose),
  package: parsing(packageDossier),
} as const;
