/** What the one executable was asked to be. */
export type Wanted =
  | { readonly door: 'window'; readonly data: string | null }
  /** The loopback host without a window; `port` 0 takes a free one. */
  | { readonly door: 'serve'; readonly data: string | null; readonly port: number };

/** `args`: without the executable (and, from a checkout, without the script). Unknown switches belong to Chromium and are left alone. */
export function wantedDoor(args: readonly string[]): Wanted {
  const data = valueOf(args, '--data');
  if (!args.includes('--serve')) return { door: 'window', data };
  const port = Number(valueOf(args, '--port') ?? '0');
  return { door: 'serve', data, port: Number.isInteger(port) && port >= 0 && port <= 65_535 ? port : 0 };
}

function valueOf(args: readonly string[], name: string): string | null {
  const joined = args.find((arg) => arg.startsWith(`${name}=`));
  if (joined !== undefined) return joined.slice(name.length + 1);
  const at = args.indexOf(name);
  return at === -1 ? null : (args[at + 1] ?? null);
}
