/** What a machine can judge of how a screen looks, and pictures for the eyes that judge the rest. */
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { root } from './hosts.ts';

const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** WCAG A and AA in both themes, as axe-core finds them broken on what is on screen now. */
export async function violations(page: Page): Promise<string[]> {
  const found: string[] = [];
  await page.evaluate(axe);
  for (const colorScheme of ['dark', 'light'] as const) {
    // Colours that are on their way to others are judged when they have arrived.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const ids = await page.evaluate<string[]>(
      `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
        .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' | ')))`,
    );
    found.push(...ids.map((id) => `${colorScheme} ${id}`));
  }
  return found;
}

/** With LOOK=1: the screen on the smallest monitor and on the common one, in test-results/looks. The second needs the language at hand. */
export async function look(page: Page, name: string): Promise<void> {
  if (process.env['LOOK'] !== '1') return;
  const folder = join(root, 'test-results', 'looks');
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}-vi-light.png`) });
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.emulateMedia({ colorScheme: 'dark' });
  // Chosen by script, so that what has the focus keeps it; the last is that of the cover, where there is one.
  const speak = (language: string) =>
    page.evaluate<boolean>(
      `(() => { const choice = [...document.querySelectorAll('input[aria-label="${language}"]')].at(-1); choice?.click(); return choice !== undefined })()`,
    );
  const english = await speak('English');
  await page.screenshot({ path: join(folder, `${name}-${english ? 'en' : 'vi'}-dark.png`) });
  await speak('Tiếng Việt');
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.emulateMedia({ colorScheme: 'light' });
}
