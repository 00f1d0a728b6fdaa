/** JSON in one spelling only (RFC 8785), so that two programs that agree on the values agree on the bytes under a signature. */

const deepest = 64;

/**
 * `value` as canonical JSON: no white space, keys in the order of their UTF-16 code units, numbers and strings as ECMAScript
 * writes them. Encode the answer as UTF-8 to get the bytes. A value JSON cannot carry (undefined, NaN, a lone surrogate, a
 * Date…) is the caller's mistake and throws a TypeError.
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

function write(value: unknown, depth: number): string {
  if (depth > deepest) throw new TypeError(`canonical JSON: deeper than ${deepest} levels`);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return writeNumber(value);
  if (typeof value === 'string') return writeString(value);
  if (Array.isArray(value)) return `[${Array.from(value, (item: unknown) => write(item, depth + 1)).join(',')}]`;
  if (isPlainObject(value)) {
    const members = Object.keys(value)
      // Without a comparer JavaScript sorts by UTF-16 code units, which is what RFC 8785 §3.2.3 asks for.
      .sort()
      .map((key) => `${writeString(key)}:${write(value[key], depth + 1)}`);
    return `{${members.join(',')}}`;
  }
  throw new TypeError(`canonical JSON: cannot carry ${typeof value}`);
}

function writeNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError('canonical JSON: cannot carry NaN or Infinity');
  return JSON.stringify(value);
}

function writeString(value: string): string {
  if (!value.isWellFormed()) throw new TypeError('canonical JSON: cannot carry a lone surrogate');
  return JSON.stringify(value);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
