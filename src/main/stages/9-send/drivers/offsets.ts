/** What an archive's answers say about how far an upload is, and whether that can be true. */
import { chunkOffsetFault, resumeOffsetFault, type Fault } from '../rules.ts';
import type { Checker } from './chunks.ts';
import { LineFault, type HttpAnswer } from './http.ts';
import type { Parcel, UploadEvents } from './line.ts';

/** Holds the archive to what it can truly have: never more than was sent, never less than it acknowledged, and of this package. */
export function offsetChecker(
  parcel: Parcel,
  resumed: boolean,
  on: UploadEvents,
  setPace: (ms: number) => void,
  measured: (bytes: number, ms: number) => void,
): Checker {
  let acknowledged = 0;
  // A station that was killed does not know what it sent last: then only the size bounds what the archive may claim.
  let sent = resumed ? parcel.bytes : 0;
  let refusedAt = -1;
  const believe = (claimed: number) => {
    acknowledged = claimed;
    on.progress(claimed, parcel.bytes);
  };
  return {
    sending({ start, length }) {
      sent = Math.max(sent, start + length);
    },
    answered({ method, start, length }, answer, ms) {
      if (method === 'PATCH' && answer.status === 409) {
        // It refuses the very offset it named when asked: asking again would go on for ever.
        refuse(refusedAt === start ? { kind: 'offset', claimed: start, sent: acknowledged } : null);
        refusedAt = start;
      }
      if (answer.status < 200 || answer.status > 299) return;
      const claimed = wholeNumber(answer, 'upload-offset');
      if (method === 'PATCH') {
        refuse(chunkOffsetFault(claimed, start, length));
        believe(claimed);
        measured(claimed - start, ms);
        // The last piece is short and says nothing about the line.
        if (claimed < parcel.bytes) setPace(ms);
      } else if (method === 'HEAD') {
        const same = wholeNumber(answer, 'upload-length') === parcel.bytes && metadataValue(answer, 'sha256') === parcel.sha256;
        refuse(same && metadataValue(answer, 'objid') === parcel.objid ? null : { kind: 'stranger' });
        refuse(resumeOffsetFault(claimed, acknowledged, sent));
        believe(claimed);
      }
    },
  };
}

function refuse(fault: Fault | null): void {
  if (fault !== null) throw new LineFault(fault);
}

/** A header that must be a plain whole number; anything else is NaN. */
function wholeNumber(answer: HttpAnswer, header: string): number {
  const value = answer.headers[header];
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
}

/** The value of `key` in an answer's Upload-Metadata; null when it is not there. */
function metadataValue(answer: HttpAnswer, key: string): string | null {
  const header = answer.headers['upload-metadata'];
  const pair = typeof header === 'string' ? header.split(',').find((one) => one.startsWith(`${key} `)) : undefined;
  return pair === undefined ? null : Buffer.from(pair.slice(key.length + 1), 'base64').toString('utf8');
}
