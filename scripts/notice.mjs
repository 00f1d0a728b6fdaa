/** Writes NOTICE from the lock file: `node scripts/notice.mjs`. A test compares the two. */
import { writeFileSync } from 'node:fs';
import { inRoot } from './lib/paths.mjs';
import { noticeText } from './lib/shipped.mjs';

writeFileSync(inRoot('NOTICE'), noticeText());
