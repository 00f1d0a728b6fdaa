/** Where everything lies in a SIP_hoso, and what it is called. Circular 05/2025/TT-BNV Annex III; paths are relative to the package folder. */
import { createHash } from 'node:crypto';

export const paths = {
  rootMets: 'METS.xml',
  dossier: 'metadata/descriptive/EAD.xml',
  schemas: 'schemas/',
  documentation: 'documentation/',
  rep: 'representations/rep1/',
  repMets: 'representations/rep1/METS.xml',
} as const;

/** The eight schemas of a package, under `resources/schemas` here and `schemas/` there. */
export const schemaFiles = [
  'mets1_12.xsd',
  'xlink.xsd',
  'DILCISExtensionMETS.xsd',
  'DILCISExtensionSIPMETS.xsd',
  'ead.xsd',
  'ead_doc.xsd',
  'ead_pic.xsd',
  'ead_media.xsd',
] as const;

/** Relative to `representations/rep1/`. */
export const documentFile = (docId: string) => `data/${docId}.pdf`;
export const descriptionFile = (docId: string) => `metadata/descriptive/EAD_DOC_${docId}.xml`;

/** The most characters of a docId: Annex III §1.6 no. 1. */
export const docIdMax = 25;
export const docIdOf = (fileCode: string, ordinal: number) => `${fileCode}.${ordinal}`;
/** Whether the document may be called so at all: a long file code leaves no room for the ordinal. */
export const fitsDocId = (fileCode: string, ordinal: number) => docIdOf(fileCode, ordinal).length <= docIdMax;
/** Archival code of a document: the dossier's code and a seven-digit ordinal (§1.6 no. 2). */
export const docCodeOf = (fileCode: string, ordinal: number) => `${fileCode}.${String(ordinal).padStart(7, '0')}`;

export const objidPattern = /^uuid-[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}$/;

/**
 * UUIDs that follow from the package's own (RFC 9562 version 5: SHA-1 of a name in a namespace), so that packing the same
 * dossier again gives the same bytes. Upper case, as Annex III writes them.
 */
export function derivedUuid(objid: string, name: string): string {
  const space = Buffer.from(objid.replace(/^uuid-/, '').replaceAll('-', ''), 'hex');
  const bytes = createHash('sha1').update(space).update(name, 'utf8').digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex').toUpperCase();
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** How the ZIP is called on disk: sample packages carry a lower-case GUID of their own, other teams the OBJID. */
export type ZipNameRule = 'guid' | 'objid';
export function packageFileName(objid: string, rule: ZipNameRule): string {
  return rule === 'objid' ? `${objid}.zip` : `${derivedUuid(objid, 'zip').toLowerCase()}.zip`;
}
