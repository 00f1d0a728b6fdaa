/**
 * Who may talk to the loopback host. Any page in any browser on this machine can send requests to 127.0.0.1, and any name can be
 * made to point there, so each request must carry our cookie, name us exactly as Host, and come from our own pages.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { incomingPath } from '../../contract/incoming.ts';

/** The few facts of a request that decide. `path` and `query` as they stand in the request line. */
export interface Knock {
  readonly method: string;
  readonly path: string;
  readonly token: string | null;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** `Sec-Fetch-Site`: browsers set it, pages cannot. */
  readonly site: string | undefined;
  readonly cookie: string | undefined;
  readonly upgrade: boolean;
}

export type Verdict =
  | { readonly act: 'serve' }
  | { readonly act: 'admit'; readonly setCookie: string }
  | { readonly act: 'refuse'; readonly status: 403 | 405; readonly reason: 'method' | 'host' | 'origin' | 'token' | 'cookie' };

export interface Gate {
  readonly origin: string;
  readonly startUrl: string;
  judge(knock: Knock): Verdict;
}

/** A gate for `http://127.0.0.1:<port>` with a fresh token that works once. */
export function makeGate(port: number): Gate {
  const host = `127.0.0.1:${port}`;
  const origin = `http://${host}`;
  const secret = randomBytes(32).toString('base64url');
  const cookieName = `tram-${port}`; // cookies do not know ports: two stations on one machine must not overwrite each other
  let token: string | null = randomBytes(32).toString('base64url');
  const startUrl = `${origin}/start?token=${token}`;

  function judge(knock: Knock): Verdict {
    const brings = knock.method === 'POST' && incomingPath.test(knock.path);
    if (knock.method !== 'GET' && knock.method !== 'HEAD' && !brings) return { act: 'refuse', status: 405, reason: 'method' };
    if (knock.host !== host) return { act: 'refuse', status: 403, reason: 'host' };
    if (knock.origin !== undefined && knock.origin !== origin) return { act: 'refuse', status: 403, reason: 'origin' };
    // A browser names the origin of whatever changes something; who does not is no page of ours.
    if ((knock.upgrade || brings) && knock.origin === undefined) return { act: 'refuse', status: 403, reason: 'origin' };
    const known = sameSecret(cookieValue(knock.cookie, cookieName), secret);
    if (knock.path === '/start' && !knock.upgrade) {
      const invited = knock.method === 'GET' && sameSecret(knock.token, token); // a HEAD by a link preview must not use the token up
      if (!known && !invited) return { act: 'refuse', status: 403, reason: 'token' };
      if (invited) token = null;
      return { act: 'admit', setCookie: `${cookieName}=${secret}; HttpOnly; SameSite=Strict; Path=/` };
    }
    if (knock.site !== undefined && knock.site !== 'same-origin' && knock.site !== 'none') {
      return { act: 'refuse', status: 403, reason: 'origin' };
    }
    return known ? { act: 'serve' } : { act: 'refuse', status: 403, reason: 'cookie' };
  }
  return { origin, startUrl, judge };
}

function cookieValue(header: string | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name && value !== undefined) return value;
  }
  return null;
}

/** Compares digests, so that neither length nor first difference can be timed. */
function sameSecret(given: string | null, wanted: string | null): boolean {
  if (given === null || wanted === null) return false;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
