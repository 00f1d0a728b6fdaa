/** WCAG 2.2 AA (§1.4.3, §1.4.11), computed from the tokens themselves, in both themes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name, light, dark]) => [
    name!,
    { light: light!, dark: dark! },
  ]),
);
const grounds = ['ground', 'surface', 'sunken', 'hover'];

function luminance(hex: string): number {
  const channel = (at: number) => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

describe.each(['light', 'dark'] as const)('%s theme', (theme) => {
  const colour = (name: string) => tokens.get(name)![theme];
  const text = ['text', 'text-quiet', 'accent', 'amber', 'red', 'green', 'plum'].flatMap((front) =>
    grounds.map((back) => [front, back]),
  );
  const soft = ['amber', 'red', 'green', 'accent', 'plum'].map((tone) => [tone, `${tone}-soft`]);
  const inverse = [
    ['on-accent', 'accent'],
    ['on-plum', 'plum'],
    ['text', 'accent-soft'],
    ['text-quiet', 'accent-soft'],
    ['amber', 'accent-soft'],
    ['text', 'amber-soft'],
    ['text-quiet', 'amber-soft'],
  ];
  test.each([...text, ...soft, ...inverse] as [string, string][])('%s can be read on %s', (front, back) => {
    expect(contrast(colour(front), colour(back))).toBeGreaterThanOrEqual(4.5);
  });
  test.each(['rule-strong', 'accent', 'amber-mark', 'green'])('the edge of a control in %s can be seen', (edge) => {
    expect(contrast(colour(edge), colour('surface'))).toBeGreaterThanOrEqual(3);
  });
});
