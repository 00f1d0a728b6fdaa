/** Every word of the window, in both languages. */
import { appWords } from './words/app.ts';
import { arrivalsWords } from './words/arrivals.ts';
import { batchWords } from './words/batch.ts';
import { doorWords } from './words/door.ts';
import { auditWords } from './words/audit.ts';
import { healthWords } from './words/health.ts';
import { settingsWords } from './words/settings.ts';
import { accountsWords } from './words/accounts.ts';
import { describeWords } from './words/describe.ts';
import { dossierWords } from './words/dossier.ts';
import { dossiersWords } from './words/dossiers.ts';
import { homeWords } from './words/home.ts';
import { jobsWords } from './words/jobs.ts';
import { planWords } from './words/plan.ts';
import { practiceWords } from './words/practice.ts';
import { roadWords } from './words/road.ts';
import { sendWords } from './words/send.ts';
import { signWords } from './words/sign.ts';
import { verifyWords } from './words/verify.ts';
import { searchWords } from './words/search.ts';
import { shellWords } from './words/shell.ts';
import { textWords } from './words/text.ts';
import type { Catalogue } from './catalogue.ts';

const all = {
  ...appWords,
  ...arrivalsWords,
  ...roadWords,
  ...homeWords,
  ...planWords,
  ...dossiersWords,
  ...dossierWords,
  ...batchWords,
  ...doorWords,
  ...accountsWords,
  ...settingsWords,
  ...auditWords,
  ...healthWords,
  ...jobsWords,
  ...sendWords,
  ...searchWords,
  ...practiceWords,
  ...shellWords,
  ...signWords,
  ...verifyWords,
  ...describeWords,
  ...textWords,
} as const satisfies Catalogue;

export type MessageKey = keyof typeof all;
export const messageKeys = Object.keys(all) as MessageKey[];

/** The messages of one language, as react-intl takes them. */
function messagesIn(lang: 'vi' | 'en'): Readonly<Record<MessageKey, string>> {
  return Object.fromEntries(Object.entries(all).map(([key, words]) => [key, words[lang]])) as Record<MessageKey, string>;
}
export const messages = { vi: messagesIn('vi'), en: messagesIn('en') } as const;
