/**
 * Going on as the same person after a reload or a broken line. What is kept is a token that the engine made for this one sign-in and
 * forgets when it ends, when somebody signs out or locks the screen; never the password. It lives as long as the tab.
 */
import type { Client } from './client.ts';

const name = 'tram.resume';

export function rememberSignIn(token: string): void {
  try {
    sessionStorage.setItem(name, token);
  } catch {
    return; // storage forbidden: then a reload asks for the password
  }
}

export function forgetSignIn(): void {
  try {
    sessionStorage.removeItem(name);
  } catch {
    return;
  }
}

/** The first word on every new wire. */
export async function resumeSignIn(call: Client['call']): Promise<void> {
  const token = rememberedToken();
  if (token === null) return;
  const resumed = await call('session.resume', { token });
  if (resumed.ok && resumed.data === null) forgetSignIn();
}

function rememberedToken(): string | null {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
}
