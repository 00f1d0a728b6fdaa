import { describe, expect, test } from 'vitest';
import { caps, matches } from './keys.ts';

const press = (key: string, more: Partial<Record<'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey', boolean>> = {}, code = '') => ({
  key,
  code,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  ...more,
});

describe('a key is known', () => {
  test.each([
    ['R', press('r', {}, 'KeyR'), true],
    ['R', press('R', { shiftKey: true }, 'KeyR'), false],
    ['Shift+R', press('R', { shiftKey: true }, 'KeyR'), true],
    ['D', press('đ', {}, 'KeyD'), true],
    ['Ctrl+K', press('k', { ctrlKey: true }, 'KeyK'), true],
    ['Ctrl+K', press('k', { metaKey: true }, 'KeyK'), true],
    ['Ctrl+K', press('k', {}, 'KeyK'), false],
    ['K', press('k', { ctrlKey: true }, 'KeyK'), false],
    ['?', press('?', { shiftKey: true }, 'Slash'), true],
    ['+', press('+', { shiftKey: true }, 'Equal'), true],
    ['+', press('+', {}, 'NumpadAdd'), true],
    ['Ctrl++', press('+', { ctrlKey: true }, 'Equal'), true],
    ['Space', press(' ', {}, 'Space'), true],
    ['Alt+ArrowUp', press('ArrowUp', { altKey: true }), true],
    ['F5', press('F5'), true],
    ['Enter', press('Enter', { ctrlKey: true }), false],
  ] as const)('%s', (keys, event, known) => {
    expect(matches(keys, event)).toBe(known);
  });
});

test('keys are written as on the keyboard', () => {
  expect(caps('Ctrl+k')).toEqual(['Ctrl', 'K']);
  expect(caps('Alt+ArrowUp')).toEqual(['Alt', '↑']);
  expect(caps('+ =')).toEqual(['+']);
  expect(caps('Ctrl++')).toEqual(['Ctrl', '+']);
});
