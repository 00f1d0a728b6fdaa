/** The shipped schemas, compiled once per process, entirely offline. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  XmlBufferInputProvider,
  XmlDocument,
  XmlValidateError,
  XsdValidator,
  xmlRegisterInputProvider,
  type ErrorDetail,
} from 'libxml2-wasm';
import { resourcePath } from '../../platform/resources.ts';
import { schemaFiles } from './tree.ts';

export type SchemaName = 'mets' | 'ead' | 'ead_doc';

/** METS leaves foreign attributes to the schema of their namespace: bringing all three together has `csip:` values checked too. */
const metsWithExtensions = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:import namespace="http://www.loc.gov/METS/" schemaLocation="mets1_12.xsd"/>
<xs:import namespace="https://DILCIS.eu/XML/METS/CSIPExtensionMETS" schemaLocation="DILCISExtensionMETS.xsd"/>
<xs:import namespace="https://DILCIS.eu/XML/METS/SIPExtensionMETS" schemaLocation="DILCISExtensionSIPMETS.xsd"/>
</xs:schema>`;
/** A name no package can reach on a disk: imports resolve to the shipped files in memory and to nothing else. */
const base = 'file:///shipped-schemas/';

const compiled = new Map<SchemaName, XsdValidator>();
let registered = false;

/** Bytes of a shipped schema: what a package must carry. */
export function schemaBytes(name: (typeof schemaFiles)[number]): Buffer {
  return readFileSync(resourcePath('schemas', name));
}

/** Lower-case SHA-256 of every shipped schema, by file name. */
export function shippedDigests(): ReadonlyMap<string, string> {
  return new Map(schemaFiles.map((name) => [name, createHash('sha256').update(schemaBytes(name)).digest('hex')]));
}

/** Everything in `document` that breaks the schema; empty when it is valid. */
export function schemaComplaints(document: XmlDocument, name: SchemaName): readonly ErrorDetail[] {
  try {
    validator(name).validate(document);
    return [];
  } catch (error) {
    if (error instanceof XmlValidateError) return error.details.filter((detail) => detail.level >= 2);
    throw error;
  }
}

function validator(name: SchemaName): XsdValidator {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  if (!registered) {
    xmlRegisterInputProvider(
      new XmlBufferInputProvider(Object.fromEntries(schemaFiles.map((file) => [`${base}${file}`, schemaBytes(file)]))),
    );
    registered = true;
  }
  const source = name === 'mets' ? metsWithExtensions : schemaBytes(`${name}.xsd`).toString('utf8');
  // The compiled schema points into its document, so both live as long as the process.
  const made = XsdValidator.fromDoc(XmlDocument.fromString(source, { url: `${base}${name}-entry.xsd` }));
  compiled.set(name, made);
  return made;
}
