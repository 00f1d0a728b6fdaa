/** A window that practises goes on practising after a reload or a lost connection; closing the tab ends it. */
import { Role } from '../../contract/vocabulary.ts';
import type { Client } from './client.ts';

const name = 'tram.practice';

/** Remembers the part this window plays; null when it left. */
export function rememberPart(part: Role | null): void {
  try {
    if (part === null) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, part);
  } catch {
    return; // storage forbidden: then a reload comes back to the real station
  }
}

function rememberedPart(): Role | null {
  try {
    return Role.nullable().catch(null).parse(sessionStorage.getItem(name));
  } catch {
    return null;
  }
}

/** Every new connection begins at the real station: goes back to the practice station where this window was at it. */
export function keepPractising(client: Client): void {
  client.onState(() => {
    const part = rememberedPart();
    if (client.state() === 'open' && part !== null) void client.call('practice.enter', { part });
  });
}
