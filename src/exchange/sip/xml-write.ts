/** A small XML builder: text in, escaped and clean XML 1.0 out. Pure. */
import { escapeText } from '../xml-text.ts';

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

const escapeAttribute = (text: string) => escapeText(text).replace(/"/g, '&quot;');
