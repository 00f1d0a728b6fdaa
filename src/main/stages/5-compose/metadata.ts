import { writePdfDate } from '../../../exchange/pdf/date.ts';
import { serialise, textString } from '../../../exchange/pdf/objects.ts';
import { cleanText, escapeText } from '../../../exchange/xml-text.ts';

/** What the document says about itself, once: the XMP packet and the Info dictionary are both made from this, so they cannot differ. */
export interface About {
  readonly identifier: string;
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly keywords: string;
  readonly language: string;
  readonly creator: string;
  readonly producer: string;
  /** `2026-06-12T11:45:37.690+07:00` */
  readonly createdAt: string;
}

/** The Info dictionary (ISO 32000-1, 14.3.3). */
export function infoDictionary(about: About): string {
  const date = writePdfDate(new Date(about.createdAt));
  const entries: [string, string][] = [
    ['Title', about.title],
    ['Author', about.author],
    ['Subject', about.subject],
    ['Keywords', about.keywords],
    ['Creator', about.creator],
    ['Producer', about.producer],
  ];
  const filled = entries.map(([key, value]) => [key, cleanText(value)] as const).filter(([, value]) => value !== '');
  return `<< ${filled.map(([key, value]) => `/${key} ${serialise(textString(value))}`).join(' ')} /CreationDate (${date}) /ModDate (${date}) >>`;
}

/** The XMP packet: the claim PDF/A-2b (ISO 19005-2, 6.6.4) and everything the Info dictionary says, in the properties XMP has for it. */
export function xmpPacket(about: About): string {
  const date = xmpDate(about.createdAt);
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
${property('dc:identifier', about.identifier)}${alternative('dc:title', about.title)}${list('dc:creator', 'Seq', about.author)}${alternative('dc:description', about.subject)}${list('dc:language', 'Bag', about.language)}${property('pdf:Keywords', about.keywords)}${property('pdf:Producer', about.producer)}${property('xmp:CreatorTool', about.creator)}<xmp:CreateDate>${date}</xmp:CreateDate>
<xmp:ModifyDate>${date}</xmp:ModifyDate>
<xmp:MetadataDate>${date}</xmp:MetadataDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`;
}

function property(name: string, value: string): string {
  const text = escapeText(value);
  return text === '' ? '' : `<${name}>${text}</${name}>\n`;
}

function alternative(name: string, value: string): string {
  const text = escapeText(value);
  return text === '' ? '' : `<${name}><rdf:Alt><rdf:li xml:lang="x-default">${text}</rdf:li></rdf:Alt></${name}>\n`;
}

function list(name: string, kind: 'Seq' | 'Bag', value: string): string {
  const text = escapeText(value);
  return text === '' ? '' : `<${name}><rdf:${kind}><rdf:li>${text}</rdf:li></rdf:${kind}></${name}>\n`;
}

/** Whole seconds, as in the Info dictionary. */
function xmpDate(instant: string): string {
  return `${instant.slice(0, 19)}+07:00`;
}
