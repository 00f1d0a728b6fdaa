/** Reads every import of a source tree with the bundler's own parser, so that comments, strings and types cannot fool it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { parseSync } from 'vite';

export interface SourceFile {
  /** From the root of the tree, with forward slashes: `src/main/engine/index.ts`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
  /** Calls that read the clock or roll dice: `new Date()`, `Date.now()`, `Math.random()`. */
  readonly clockReads: readonly string[];
}

export interface Import {
  /** As written: `./rules.ts`, `node:fs`, `zod`. */
  readonly specifier: string;
  /** Path in the tree for a relative import; the package's name otherwise (`node:fs` → `node:fs`). */
  readonly target: string;
  readonly kind: 'file' | 'node' | 'package';
  /** Erased before it runs. */
  readonly typeOnly: boolean;
}

/** Every TypeScript file below `root/folder`, in a stable order. */
export function scanTree(root: string, folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|tsx|mts)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted()
    .map((path) => scanText(path, readFileSync(join(root, path), 'utf8')));
}

export function scanText(path: string, text: string): SourceFile {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`);
  const imports: Import[] = [];
  const clockReads: string[] = [];
  walk(program, (node) => {
    const specifier = specifierOf(node);
    if (specifier !== undefined) imports.push(importOf(path, specifier, isErased(node)));
    const clock = clockReadOf(node);
    if (clock !== undefined) clockReads.push(clock);
  });
  return { path, text, imports, clockReads };
}

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, visit);
  } else if (isNode(value)) {
    visit(value);
    for (const [key, child] of Object.entries(value)) if (key !== 'parent') walk(child, visit);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

function specifierOf(node: Node): string | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return textOf(node['source']) ?? textOf(node['argument']);
    case 'CallExpression':
      return nameOf(node['callee']) === 'require' ? textOf((node['arguments'] as unknown[])[0]) : undefined;
    default:
      return undefined;
  }
}

function isErased(node: Node): boolean {
  return node.type === 'TSImportType' || node['importKind'] === 'type' || node['exportKind'] === 'type';
}

function clockReadOf(node: Node): string | undefined {
  if (node.type === 'NewExpression' && nameOf(node['callee']) === 'Date' && (node['arguments'] as unknown[]).length === 0)
    return 'new Date()';
  if (node.type !== 'CallExpression') return undefined;
  const called = nameOf(node['callee']);
  return called === 'Date.now' || called === 'Math.random' || called === 'crypto.randomUUID' || called === 'performance.now'
    ? called
    : undefined;
}

/** `require`, `Date.now`, … of a callee. */
function nameOf(value: unknown): string | undefined {
  if (!isNode(value)) return undefined;
  if (value.type === 'Identifier') return String(value['name']);
  if (value.type !== 'MemberExpression' || value['computed'] === true) return undefined;
  const object = nameOf(value['object']);
  return object === undefined ? undefined : `${object}.${nameOf(value['property'])}`;
}

function textOf(value: unknown): string | undefined {
  if (!isNode(value)) return undefined;
  if (value.type === 'TSLiteralType') return textOf(value['literal']);
  return value.type === 'Literal' && typeof value['value'] === 'string' ? value['value'] : undefined;
}

function importOf(path: string, specifier: string, typeOnly: boolean): Import {
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(path), specifier.replace(/\?.*$/, ''));
    return { specifier, target, kind: 'file', typeOnly };
  }
  if (specifier.startsWith('node:')) return { specifier, target: specifier, kind: 'node', typeOnly };
  const parts = specifier.split('/');
  const name = specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
  return { specifier, target: name, kind: 'package', typeOnly };
}
