import type { CodedError } from '../result.ts';
import { arrivalErrors } from './arrivals.ts';
import { captureErrors } from './capture.ts';
import { hostErrors } from './host.ts';
import { cleanErrors } from './clean.ts';
import { composeErrors } from './compose.ts';
import { practiceErrors } from './practice.ts';
import { scanErrors } from './scan.ts';
import { queueErrors } from './queue.ts';
import { sendErrors } from './send.ts';
import { recogniseErrors } from './recognise.ts';
import { describeErrors } from './describe.ts';
import { pageErrors } from './pages.ts';
import { packageErrors } from './package.ts';
import { peopleErrors } from './people.ts';
import { searchErrors } from './search.ts';
import { signErrors } from './sign.ts';
import { workErrors } from './work.ts';
import { verifyErrors } from './verify.ts';
import type { ErrorKind, Words } from './kind.ts';
import { stationErrors } from './station.ts';
import { decisionErrors } from './decisions.ts';

export type { ErrorKind, ExitCode, Words } from './kind.ts';

/** Every expected failure of the station, closed: a code that is not here cannot be returned. */
export const errorCatalogue = {
  ...stationErrors,
  ...decisionErrors,
  ...captureErrors,
  ...pageErrors,
  ...arrivalErrors,
  ...scanErrors,
  ...packageErrors,
  ...hostErrors,
  ...cleanErrors,
  ...composeErrors,
  ...sendErrors,
  ...practiceErrors,
  ...queueErrors,
  ...recogniseErrors,
  ...describeErrors,
  ...signErrors,
  ...workErrors,
  ...peopleErrors,
  ...verifyErrors,
  ...searchErrors,
} as const;
export type ErrorCode = keyof typeof errorCatalogue;
export type Lang = 'vi' | 'en';

export function kindOf(code: ErrorCode): ErrorKind {
  return errorCatalogue[code];
}

/** The three sentences of a failure in `lang`, with its data filled in. */
export function explain(error: CodedError, lang: Lang): Words {
  const words = kindOf(error.code)[lang];
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => String(error.data[name] ?? whole));
  return { what: fill(words.what), safe: fill(words.safe), todo: fill(words.todo) };
}
