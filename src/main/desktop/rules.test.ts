/** The desktop host's decisions; what it does with them is run by tests/e2e through the stand-in. */
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { wantedDoor } from './argv.ts';
import { isOwnUrl } from './own-url.ts';
import { mayRestart } from './restart-rules.ts';
import { placeFor, readWindowState, writeWindowState } from './window-state.ts';

describe('the door', () => {
  test.each([
    [[], { door: 'window', data: null }],
    [['--data', 'D:\\tram'], { door: 'window', data: 'D:\\tram' }],
    [['--data=D:\\tram', '--enable-logging'], { door: 'window', data: 'D:\\tram' }],
    [['--serve'], { door: 'serve', data: null, port: 0 }],
    [['--serve', '--port', '4100', '--data', 'x'], { door: 'serve', data: 'x', port: 4100 }],
    [['--serve', '--port=70000'], { door: 'serve', data: null, port: 0 }],
    [['--serve', '--port', 'abc'], { door: 'serve', data: null, port: 0 }],
  ])('%j', (args, wanted) => expect(wantedDoor(args)).toEqual(wanted));
});

describe('the window stays at home', () => {
  test.each(['app://tram/', 'app://tram/#/parked', 'app://tram/index.html?x=1'])('%s', (url) => expect(isOwnUrl(url)).toBe(true));
  test.each([
    'https://example.com/',
    'file:///C:/',
    'app://tram.evil/',
    'app://evil/',
    'app://tram@evil/',
    'app://user@tram/',
    'data:text/html,x',
    'about:blank',
    'javascript:1',
    '',
  ])('not %s', (url) => expect(isOwnUrl(url)).toBe(false));
});

test('an engine that falls over again and again is not started for ever', () => {
  expect(mayRestart([0], 0)).toBe(true);
  expect(mayRestart([0, 1_000], 1_000)).toBe(true);
  expect(mayRestart([0, 1_000, 2_000], 2_000)).toBe(false);
  expect(mayRestart([0, 1_000, 90_000], 90_000)).toBe(true);
});

describe('where the window opens', () => {
  const screen = { x: 0, y: 0, width: 1366, height: 728 };
  const state = (x: number, y: number) => ({ bounds: { x, y, width: 1000, height: 600 }, maximised: false });
  test.each([
    ['as it was', 100, 50, true],
    ['half off the left edge', -700, 50, true],
    ['on a second monitor that is gone', 1400, 50, false],
    ['with its title bar above the screen', 100, -300, false],
    ['below the screen', 100, 700, false],
  ])('%s', (_name, x, y, kept) => expect(placeFor(state(x, y), [screen])).toEqual(kept ? state(x, y).bounds : null));

  test('a damaged file is no file, and saving leaves nothing else behind', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tram-window-'));
    const file = join(folder, 'window.json');
    writeFileSync(file, '{"bounds":{"x":"left"}}');
    expect(readWindowState(file)).toEqual({ bounds: null, maximised: false });
    writeWindowState(file, { bounds: null, maximised: true });
    expect(readWindowState(file)).toEqual({ bounds: null, maximised: true });
    expect(readdirSync(folder)).toEqual(['window.json']);
  });
});
