import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';

/** The app's own scheme cannot be registered in an ordinary Chromium, so `app://tram` is shown as this origin; `.test` never resolves. */
export const shownOrigin = 'https://tram.test';
export const ownOrigin = 'app://tram';
export const toShown = (url: string) => url.replace(/^app:\/\/tram(?=\/|$)/, shownOrigin);
export const toOwn = (url: string) => url.replace(/^https:\/\/tram\.test(?=\/|$)/, ownOrigin);

const flags =
  '--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync --no-first-run';

let context: BrowserContext | null = null;
let profile = '';

/** One Chromium for the whole app; tests reach it on STAND_IN_PORT. */
export async function openChromium(): Promise<void> {
  profile = await mkdtemp(join(tmpdir(), 'stand-in-'));
  context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [...flags.split(' '), `--remote-debugging-port=${process.env['STAND_IN_PORT'] ?? '0'}`],
    viewport: null,
    ignoreDefaultArgs: ['--headless'],
  });
}

export function chromiumContext(): BrowserContext {
  if (context === null) throw new Error('Electron is not ready yet');
  return context;
}

export async function closeChromium(): Promise<void> {
  await context?.close().catch(() => undefined);
  context = null;
  await rm(profile, { recursive: true, force: true }).catch(() => undefined);
}
