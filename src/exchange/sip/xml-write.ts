/** A small XML builder: text in, escaped and clean XML 1.0 out. Pure. */

export interface Xml {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
  readonly children: readonly Xml[] | string;
}

/** An element with child elements, or with one text. Attributes that are `undefined` are left out. */
export function element(name: string, attributes: Xml['attributes'] = {}, children: Xml['children'] = []): Xml {
  return { name, attributes, children };
}

/** A whole document, UTF-8, one element per line, so that a person can read it and a diff means something. */
export function xmlDocument(root: Xml): Buffer {
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>'];
  write(root, '', lines);
  return Buffer.from(`${lines.join('\n')}\n`, 'utf8');
}

function write(node: Xml, indent: string, lines: string[]): void {
  const attributes = Object.entries(node.attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escapeAttribute(String(value))}"`)
    .join('');
  if (node.children.length === 0) {
    lines.push(`${indent}<${node.name}${attributes}/>`);
  } else if (typeof node.children === 'string') {
    lines.push(`${indent}<${node.name}${attributes}>${escapeText(node.children)}</${node.name}>`);
  } else {
    lines.push(`${indent}<${node.name}${attributes}>`);
    for (const child of node.children) write(child, `${indent}  `, lines);
    lines.push(`${indent}</${node.name}>`);
  }
}

const escapeText = (text: string) => cleanText(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const escapeAttribute = (text: string) => escapeText(text).replace(/"/g, '&quot;');

// oxlint-disable-next-line no-control-regex
const notXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** True when `text` holds characters XML 1.0 (§2.2) has no way to carry: control characters, lone surrogates, U+FFFE, U+FFFF. */
export function hasForbiddenCharacters(text: string): boolean {
  return text.replace(notXml, '') !== text || !text.isWellFormed();
}

/**
 * What a field may hold: NFC (typing and files from macOS arrive as NFD, and lengths are counted in NFC), nothing XML cannot
 * carry, one space where there was a run of blanks or a line break.
 */
export function cleanText(text: string): string {
  return text.replace(notXml, '').toWellFormed().normalize('NFC').replace(/\s+/gu, ' ').trim();
}
