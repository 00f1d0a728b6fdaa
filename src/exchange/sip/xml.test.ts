import { describe, expect, it } from 'vitest';
import { documentFields, dossierFields, type Field } from './fields.ts';
import { schemaBytes } from './schemas.ts';
import { derivedUuid, packageFileName } from './tree.ts';
import { descendants, readXml } from './xml-read.ts';
import { hasForbiddenCharacters } from '../../contract/characters.ts';
import { cleanText } from '../xml-text.ts';
import { element, xmlDocument } from './xml-write.ts';

const read = (xml: string | Buffer, most = 1 << 20) => readXml(Buffer.from(xml), 'ead', most);
const codesOf = (xml: string | Buffer, most?: number) => read(xml, most).faults.map((fault) => fault.code);

describe('writing XML', () => {
  it('a title with <&>" and \' comes back as it was', () => {
    const title = `Quyết định "A" <số 1> & 'B' ]]> &amp; \u{20BB7}`;
    const { root } = read(xmlDocument(element('simpledc', { LABEL: title }, [element('title', {}, title)])));
    expect(root?.attributes['LABEL']).toBe(title);
    expect(root?.children[0]?.text).toBe(title);
  });

  it('a decomposed (NFD) title is written composed, so that 1,000 characters stay 1,000', () => {
    const title = 'Tập tờ khai đăng ký kết hôn';
    expect(cleanText(title.normalize('NFD'))).toBe(title.normalize('NFC'));
  });

  it('control characters, lone surrogates and line breaks never reach the file', () => {
    expect(cleanText('a\u0000b\u000bc\n\t d\ud800')).toBe('abc d\ufffd');
    expect(hasForbiddenCharacters('a\u0000')).toBe(true);
    expect(hasForbiddenCharacters('a\ud800')).toBe(true);
    expect(hasForbiddenCharacters('Tờ khai\n')).toBe(false);
  });
});

describe('reading XML from outside', () => {
  const lol = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
  const refused: [string, string | Buffer, string][] = [
    ['an entity bomb', `<!DOCTYPE a [<!ENTITY l0 "lol">${lol}]><simpledc><title>&l9;</title></simpledc>`, 'XML_DTD'],
    [
      'a file from this disk',
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><simpledc><title>&x;</title></simpledc>',
      'XML_DTD',
    ],
    ['an external DTD', '<!DOCTYPE a SYSTEM "http://192.0.2.1/a.dtd"><simpledc/>', 'XML_DTD'],
    ['a DTD hidden in UTF-16', Buffer.from('\ufeff<!DOCTYPE a [<!ENTITY x "y">]><simpledc/>', 'utf16le'), 'XML_ENCODING'],
    ['another encoding declared', '<?xml version="1.0" encoding="UTF-7"?><simpledc/>', 'XML_ENCODING'],
    ['bytes that are no UTF-8', Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0x3c, 0x2f, 0x61, 0x3e]), 'XML_ENCODING'],
    ['an undeclared entity', '<simpledc><title>&nope;</title></simpledc>', 'XML_MALFORMED'],
    ['a missing end tag', '<simpledc><title>', 'XML_MALFORMED'],
    ['a thousand levels', '<a>'.repeat(1000) + '</a>'.repeat(1000), 'XML_MALFORMED'],
    ['a hundred levels', '<a>'.repeat(100) + '</a>'.repeat(100), 'XML_TOO_COMPLEX'],
    ['a flood of siblings', `<simpledc>${'<a/>'.repeat(13_001)}</simpledc>`, 'XML_TOO_COMPLEX'],
    ['a flood of attributes', `<simpledc ${Array.from({ length: 40_000 }, (_, n) => `a${n}=""`).join(' ')}/>`, 'XML_TOO_COMPLEX'],
    ['a flood of elements', `<simpledc>${`<a>${'<b/>'.repeat(10_000)}</a>`.repeat(10)}</simpledc>`, 'XML_TOO_COMPLEX'],
    ['nothing', '', 'XML_MALFORMED'],
  ];
  it.each(refused)('%s is refused', (_, xml, code) => {
    expect(read(xml).root).toBeNull();
    expect(codesOf(xml)).toEqual([code]);
  });

  it('a file above its bound is not parsed', () => expect(codesOf('<simpledc/>', 5)).toEqual(['XML_TOO_LARGE']));

  it('a schema the document itself names has no say', () => {
    const xml = `<simpledc xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="file:///shipped-schemas/ead_doc.xsd"/>`;
    expect(codesOf(xml).every((code) => code === 'XML_SCHEMA')).toBe(true);
    expect(read(xml).faults.length).toBeGreaterThan(0);
  });

  it('the schema names the line', () => {
    const [fault] = read('<simpledc>\n<title>a</title>\n<colour/>\n</simpledc>').faults;
    expect(fault).toMatchObject({ code: 'XML_SCHEMA', data: { line: 3 } });
  });
});

describe('the schemas we wrote', () => {
  interface Declared {
    readonly name: string;
    readonly required: boolean;
    readonly max: number | null;
    readonly codes: readonly string[];
  }
  /** The declarations of an EAD schema, read as plain XML. */
  function declared(file: 'ead.xsd' | 'ead_doc.xsd'): Declared[] {
    const { root } = readXml(schemaBytes(file), 'ead', 1 << 20);
    if (root === null) throw new Error(`${file} is broken`);
    return descendants(root, 'element')
      .filter((node) => node.attributes['name'] !== 'simpledc')
      .map((node) => ({
        name: node.attributes['name'] ?? '',
        required: node.attributes['minOccurs'] !== '0',
        max: descendants(node, 'maxLength').map((facet) => Number(facet.attributes['value']))[0] ?? null,
        codes: descendants(node, 'enumeration')
          .map((facet) => facet.attributes['value'] ?? '')
          .filter((code) => code !== ''),
      }));
  }
  const asDeclared = (field: Field): Declared => ({
    name: field.name,
    required: field.required,
    max: field.kind === 'text' || field.kind === 'codes' ? field.max : null,
    codes: field.kind === 'code' ? field.codes : [],
  });
  // docCode carries its length beside its pattern.
  it('ead.xsd declares the eighteen fields of the table and no other', () => {
    expect(dossierFields).toHaveLength(18);
    expect(declared('ead.xsd')).toEqual(dossierFields.map(asDeclared));
  });
  it('ead_doc.xsd declares the twenty-one fields, docCode among them', () => {
    expect(documentFields).toHaveLength(21);
    const byName = (a: Declared, b: Declared) => a.name.localeCompare(b.name);
    expect(declared('ead_doc.xsd').sort(byName)).toEqual(documentFields.map(asDeclared).sort(byName));
  });
});

describe('identifiers', () => {
  it('follow from the package and are RFC 9562 version 5', () => {
    // The well-known example of RFC 9562, A.4: the DNS namespace and www.example.com.
    expect(derivedUuid('uuid-6BA7B810-9DAD-11D1-80B4-00C04FD430C8', 'www.example.com')).toBe(
      '2ED6657D-E927-568B-95E1-2665A8AEA6A2',
    );
  });
  it('the ZIP is called by a GUID of its own, or by the package', () => {
    const objid = 'uuid-0F203B84-6641-4CDA-9F52-DAAE55FEF6B1';
    expect(packageFileName(objid, 'objid')).toBe(`${objid}.zip`);
    expect(packageFileName(objid, 'guid')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.zip$/);
    expect(packageFileName(objid, 'guid')).not.toContain('0f203b84');
  });
});
