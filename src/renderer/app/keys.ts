/** Keys as commands name them (`Ctrl+Shift+P`), as events bring them, and as people read them. Pure. */

interface Pressed {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** `Ctrl++` is the key `+` with Ctrl held. */
function parts(keys: string): { readonly key: string; readonly held: readonly string[] } {
  const key = keys.endsWith('+') ? '+' : keys.slice(keys.lastIndexOf('+') + 1);
  return {
    key,
    held: keys
      .slice(0, -key.length)
      .split('+')
      .filter((name) => name !== ''),
  };
}

/** Whether an event is this key. Letters go by their place on the keyboard too, since a Vietnamese input method may change `key`. */
export function matches(keys: string, event: Pressed): boolean {
  const { key, held } = parts(keys);
  const has = (name: string) => held.includes(name);
  if (has('Ctrl') !== (event.ctrlKey || event.metaKey) || has('Alt') !== event.altKey) return false;
  // A sign such as `?` or `+` needs Shift on some keyboards and not on others.
  const isSign = key.length === 1 && !/[a-z0-9]/i.test(key);
  if (!isSign && has('Shift') !== event.shiftKey) return false;
  if (key === 'Space') return event.code === 'Space';
  return event.key.toLowerCase() === key.toLowerCase() || (/^[a-z]$/i.test(key) && event.code === `Key${key.toUpperCase()}`);
}

const signs: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Enter: '⏎',
  Escape: 'Esc',
  Delete: 'Del',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
};

/** The caps of one key as printed: `['Ctrl', 'K']`. */
export function caps(keys: string): readonly string[] {
  const { key, held } = parts(keys.split(' ')[0]!);
  return [...held, key].map((part) => signs[part] ?? (part.length === 1 ? part.toUpperCase() : part));
}
