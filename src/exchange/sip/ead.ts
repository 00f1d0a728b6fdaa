/** EAD.xml and EAD_DOC_*.xml from their values, in the order of the sample package. Pure. */
import { documentFields, dossierFields, type Field, type Values } from './fields.ts';
import { element, xmlDocument } from './xml-write.ts';

export function dossierXml(values: Values): Buffer {
  return describe(dossierFields, values);
}

export function documentXml(values: Values): Buffer {
  return describe(documentFields, values);
}

/** Every element is written, empty where there is nothing to say, as the sample does. */
function describe(fields: readonly Field[], values: Values): Buffer {
  return xmlDocument(
    element(
      'simpledc',
      {},
      fields.map((field) => element(field.name, {}, values[field.name] ?? '')),
    ),
  );
}
