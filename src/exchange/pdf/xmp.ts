/** What an XMP packet claims; a property it does not have is null. */
export interface XmpClaims {
  readonly pdfa: { readonly part: number; readonly conformance: string } | null;
  readonly title: string | null;
}

const namespaces = {
  pdfaid: 'http://www.aiim.org/pdfa/ns/id/',
  dc: 'http://purl.org/dc/elements/1.1/',
} as const;
const largestPacket = 4 * 2 ** 20;

/**
 * Finds a few properties of an XMP packet by their namespaces, written as elements or as attributes. No XML tree is built and no entity
 * is expanded but XML's own five and character numbers, so a hostile packet can do no more than be misread.
 */
export function readXmp(packet: Buffer): XmpClaims {
  const xml = packet.subarray(0, largestPacket).toString('utf8');
  const text = (namespace: keyof typeof namespaces, name: string) => {
    const raw = property(xml, namespace, name);
    return raw === null ? null : unescaped(raw);
  };
  const part = text('pdfaid', 'part');
  const title = property(xml, 'dc', 'title');
  return {
    pdfa:
      part !== null && /^\d$/.test(part)
        ? { part: Number(part), conformance: (text('pdfaid', 'conformance') ?? '').slice(0, 10) }
        : null,
    title: title === null ? null : unescaped(/<(?:[\w-]{1,40}:)?li\b[^>]{0,200}>([^<]*)</.exec(title)?.[1] ?? title),
  };
}

/** The raw value of a property, by whatever prefix the packet gives its namespace. */
function property(xml: string, namespace: keyof typeof namespaces, name: string): string | null {
  const declared = Array.from(xml.matchAll(/xmlns:([\w-]{1,40})\s{0,10}=\s{0,10}["']([^"']{1,100})["']/g));
  const prefixes = declared.flatMap(([, prefix, uri]) => (prefix !== undefined && uri === namespaces[namespace] ? [prefix] : []));
  for (const prefix of new Set(prefixes)) {
    const attribute = new RegExp(`\\s${prefix}:${name}\\s{0,10}=\\s{0,10}(?:"([^"<]*)"|'([^'<]*)')`).exec(xml);
    if (attribute !== null) return attribute[1] ?? attribute[2] ?? '';
    const start = xml.indexOf(`<${prefix}:${name}`);
    const body = start < 0 ? -1 : xml.indexOf('>', start);
    const end = body < 0 ? -1 : xml.indexOf(`</${prefix}:${name}`, body);
    if (end >= 0) return xml.slice(body + 1, end).trim();
  }
  return null;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return entities[name] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? '0', 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
