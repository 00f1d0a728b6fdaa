/**
 * XML from outside, read as hostile: UTF-8 only, no DTD (so no entities of any kind), bounded size and depth, nothing fetched.
 * The result is a plain tree, so that nothing of the parser's memory outlives the call.
 */
import { ParseOption, XmlDocument, XmlElement, XmlLibError, XmlText, XmlCData, type ErrorDetail } from 'libxml2-wasm';
import type { SchemaName } from './schemas.ts';
import { schemaComplaints } from './schemas.ts';

export interface XmlNode {
  /** Local name. */
  readonly name: string;
  readonly namespace: string;
  /** By local name, with the prefix of well-known namespaces: `csip:`, `xlink:`, `xsi:`; others by `{uri}local`. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  /** Text directly inside this element. */
  readonly text: string;
  readonly line: number;
}

export type XmlFault = {
  readonly code: 'XML_TOO_LARGE' | 'XML_ENCODING' | 'XML_DTD' | 'XML_MALFORMED' | 'XML_TOO_COMPLEX' | 'XML_SCHEMA';
  readonly data: Readonly<Record<string, string | number>>;
};

export interface XmlReading {
  /** `null` when the file could not be read at all; then `faults` says why. */
  readonly root: XmlNode | null;
  readonly faults: readonly XmlFault[];
}

const strict =
  ParseOption.XML_PARSE_NONET |
  ParseOption.XML_PARSE_NO_XXE |
  ParseOption.XML_PARSE_NO_SYS_CATALOG |
  ParseOption.XML_PARSE_NOWARNING |
  ParseOption.XML_PARSE_IGNORE_ENC |
  ParseOption.XML_PARSE_BIG_LINES;
/**
 * Room for the METS of 12,000 documents. The validator names the place of each complaint by counting siblings, so a flood of
 * complaints among a flood of siblings would take hours; these bounds make it seconds.
 */
const bounds = { depth: 64, elements: 100_000, children: 13_000, attributes: 100 } as const;
/** Complaints of the schema in one file: it can be broken at every line. */
const mostComplaints = 200;

/** Parses `bytes` and validates them against a schema we ship; a schema inside the package has no say. */
export function readXml(bytes: Buffer, schema: SchemaName, most: number): XmlReading {
  if (bytes.length > most) return unread('XML_TOO_LARGE', { bytes: bytes.length, most });
  const text = decode(bytes);
  if (text === null) return unread('XML_ENCODING', {});
  if (text.includes('<!DOCTYPE')) return unread('XML_DTD', {});
  let document: XmlDocument;
  try {
    document = XmlDocument.fromString(text, { option: strict });
  } catch (error) {
    return unread('XML_MALFORMED', complaint(firstDetail(error)));
  }
  try {
    const root = copy(document.root, 1, { elements: 0 });
    if (root === null) return unread('XML_TOO_COMPLEX', {});
    const complaints = schemaComplaints(document, schema).slice(0, mostComplaints);
    return { root, faults: complaints.map((detail): XmlFault => ({ code: 'XML_SCHEMA', data: complaint(detail) })) };
  } finally {
    document.dispose();
  }
}

function unread(code: XmlFault['code'], data: XmlFault['data']): XmlReading {
  return { root: null, faults: [{ code, data }] };
}

/** UTF-8 or nothing: an encoding trick must not carry a DTD past the check above. */
function decode(bytes: Buffer): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const declared = /^<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(text)?.[1];
    if (text.includes('\0') || (declared !== undefined && declared.toUpperCase() !== 'UTF-8')) return null;
    return text;
  } catch {
    return null;
  }
}

function firstDetail(error: unknown): ErrorDetail | undefined {
  if (!(error instanceof XmlLibError)) throw error;
  return error.details.find((detail) => detail.level >= 2) ?? error.details[0];
}

/** The parser's own words are technical English and are shown as such; cut, because they may quote the file. */
function complaint(detail: ErrorDetail | undefined): XmlFault['data'] {
  return { line: detail?.line ?? 0, message: (detail?.message ?? '').replace(/\s+/g, ' ').trim().slice(0, 300) };
}

const knownPrefixes: Readonly<Record<string, string>> = {
  '': '',
  'https://DILCIS.eu/XML/METS/CSIPExtensionMETS': 'csip:',
  'http://www.w3.org/1999/xlink': 'xlink:',
  'http://www.w3.org/2001/XMLSchema-instance': 'xsi:',
};

/** A plain copy, or `null` when it would go beyond the bounds. */
function copy(node: XmlElement, depth: number, seen: { elements: number }): XmlNode | null {
  seen.elements += 1;
  if (depth > bounds.depth || seen.elements > bounds.elements) return null;
  const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
  const listed = node.attrs;
  if (listed.length > bounds.attributes) return null;
  for (const attribute of listed) {
    const prefix = knownPrefixes[attribute.namespaceUri] ?? `{${attribute.namespaceUri}}`;
    attributes[`${prefix}${attribute.name}`] = attribute.value;
  }
  const children: XmlNode[] = [];
  let text = '';
  for (let child = node.firstChild; child !== null; child = child.next) {
    if (child instanceof XmlElement) {
      const inner = copy(child, depth + 1, seen);
      if (inner === null || children.length >= bounds.children) return null;
      children.push(inner);
    } else if (child instanceof XmlText || child instanceof XmlCData) text += child.content;
  }
  return { name: node.name, namespace: node.namespaceUri, attributes, children, text, line: node.line };
}

/** Every descendant called `name`, in document order. */
export function descendants(node: XmlNode, name: string): XmlNode[] {
  return node.children.flatMap((child) => [...(child.name === name ? [child] : []), ...descendants(child, name)]);
}

export const childrenOf = (node: XmlNode, name: string) => node.children.filter((child) => child.name === name);
