/**
 * The two METS of a SIP_hoso: the root's and representation rep1's. METS 1.12 after E-ARK CSIP 2.0.4 as narrowed by Circular
 * 05/2025/TT-BNV Annex III; where the circular and packages the archive already accepts differ, both are satisfied:
 * the software agent notes the fonds code and its version, rep1 names the packer and the agency. Pure.
 */
import type { Instant } from '../../contract/vocabulary.ts';
import { derivedUuid, paths } from './tree.ts';
import { element, xmlDocument, type Xml } from './xml-write.ts';

export type RecordStatus = 'NEW' | 'SUPPLEMENT' | 'REPLACEMENT' | 'TEST';

export interface PackageHeader {
  readonly objid: string;
  readonly fileCode: string;
  readonly title: string;
  readonly agencyName: string;
  readonly fondsCode: string;
  /** Account of the person who packed. */
  readonly packer: string;
  readonly software: { readonly name: string; readonly version: string };
  readonly recordStatus: RecordStatus;
  /** OBJID of the rejected package that this one takes the place of. */
  readonly replaces: string | null;
  readonly createdAt: Instant;
}

/** A file to be listed: `path` relative to the METS that lists it, `sha256` in lower-case hex. */
export interface Listed {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

const namespaces = {
  xmlns: 'http://www.loc.gov/METS/',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  'xmlns:xlink': 'http://www.w3.org/1999/xlink',
  'xmlns:csip': 'https://DILCIS.eu/XML/METS/CSIPExtensionMETS',
  'xmlns:sip': 'https://DILCIS.eu/XML/METS/SIPExtensionMETS',
};

export function rootMets(header: PackageHeader, dossier: Listed, schemas: readonly Listed[], repMets: Listed): Buffer {
  const id = idsOf(header.objid, 'root');
  const schemaIds = schemas.map((file) => fileId(header.objid, file.path));
  const agents = [
    agent({ TYPE: 'OTHER', OTHERTYPE: 'SOFTWARE' }, header.software.name, [
      ['IDENTIFICATIONCODE', header.fondsCode],
      ['SOFTWARE VERSION', header.software.version],
    ]),
  ];
  return xmlDocument(
    mets(header, header.objid, 'schemas/', [
      metsHdr(header, agents),
      dmdSec(header, id('dmd'), dossier),
      element('amdSec', { ID: id('amd') }),
      element('fileSec', { ID: id('fileSec') }, [
        element(
          'fileGrp',
          { ID: id('Schemas'), USE: 'Schemas' },
          schemas.map((file, index) => listed(header, schemaIds[index] ?? '', file, 'application/octet-stream')),
        ),
        element('fileGrp', { ID: id('rep1'), USE: 'Representations/rep1' }, [
          listed(header, fileId(header.objid, repMets.path), repMets, 'application/xml'),
        ]),
      ]),
      element('structMap', { ID: id('structMap'), TYPE: 'PHYSICAL', LABEL: 'CSIP' }, [
        element('div', { ID: id('div'), LABEL: header.objid }, [
          element('div', { ID: id('div/Metadata'), LABEL: 'Metadata', DMDID: id('dmd') }),
          element('div', { ID: id('div/Schemas'), LABEL: 'Schemas' }, schemaIds.map(pointer)),
          element('div', { ID: id('div/rep1'), LABEL: 'Representations/rep1' }, [
            element('mptr', {
              LOCTYPE: 'URL',
              'xlink:type': 'simple',
              'xlink:href': href(repMets.path),
              'xlink:title': id('rep1'),
            }),
          ]),
        ]),
      ]),
    ]),
  );
}

export interface ListedDocument {
  readonly pdf: Listed;
  readonly description: Listed;
}

export function rep1Mets(header: PackageHeader, documents: readonly ListedDocument[]): Buffer {
  const id = idsOf(header.objid, 'rep1');
  const links = documents.map(({ pdf, description }) => ({
    dmd: id(`dmd/${description.path}`),
    file: fileId(header.objid, paths.rep + pdf.path),
    pdf,
    description,
  }));
  const fonds: readonly Note[] = [['IDENTIFICATIONCODE', header.fondsCode]];
  const agents = [
    agent({ TYPE: 'INDIVIDUAL', OTHERTYPE: '' }, header.packer, fonds),
    agent({ TYPE: 'ORGANIZATION' }, header.agencyName, fonds),
  ];
  return xmlDocument(
    mets(header, 'rep1', '../../schemas/', [
      metsHdr(header, agents),
      ...links.map((link) => dmdSec(header, link.dmd, link.description)),
      element('amdSec', { ID: id('amd') }),
      element('fileSec', { ID: id('fileSec') }, [
        element(
          'fileGrp',
          { ID: id('Data'), USE: 'Data' },
          links.map((link) => listed(header, link.file, link.pdf, 'application/pdf')),
        ),
      ]),
      element('structMap', { ID: id('structMap'), TYPE: 'PHYSICAL', LABEL: 'CSIP' }, [
        element('div', { ID: id('div'), LABEL: 'rep1', TYPE: 'ORIGINAL' }, [
          element(
            'div',
            { ID: id('div/Data'), LABEL: 'Data' },
            links.map((link) => pointer(link.file)),
          ),
          element(
            'div',
            { ID: id('div/MetadataLink'), LABEL: 'MetadataLink' },
            links.map((link) =>
              element('div', { ID: id(`div/${link.description.path}`), LABEL: 'MetadataLink/File', DMDID: link.dmd }, [
                pointer(link.file),
              ]),
            ),
          ),
        ]),
      ]),
    ]),
  );
}

const idsOf = (objid: string, part: string) => (name: string) => `uuid-${derivedUuid(objid, `${part}#${name}`)}`;
const fileId = (objid: string, path: string) => `ID-${derivedUuid(objid, path)}`;
const pointer = (id: string) => element('fptr', { FILEID: id });
/** Paths are relative URLs; document ids may hold Vietnamese letters. */
const href = (path: string) => path.split('/').map(encodeURIComponent).join('/');

function mets(header: PackageHeader, objid: string, schemas: string, children: readonly Xml[]): Xml {
  const locations = [
    [namespaces.xmlns, 'mets1_12.xsd'],
    [namespaces['xmlns:xlink'], 'xlink.xsd'],
    [namespaces['xmlns:csip'], 'DILCISExtensionMETS.xsd'],
    [namespaces['xmlns:sip'], 'DILCISExtensionSIPMETS.xsd'],
  ];
  return element(
    'mets',
    {
      ...namespaces,
      OBJID: objid,
      LABEL: header.title,
      TYPE: 'Mixed',
      'csip:CONTENTINFORMATIONTYPE': 'MIXED',
      PROFILE: 'https://earkcsip.dilcis.eu/profile/E-ARK-CSIP.xml',
      'xsi:schemaLocation': locations.map(([space, file]) => `${space} ${schemas}${file}`).join(' '),
    },
    children,
  );
}

function metsHdr(header: PackageHeader, agents: readonly Xml[]): Xml {
  return element(
    'metsHdr',
    {
      CREATEDATE: header.createdAt,
      LASTMODDATE: header.createdAt,
      RECORDSTATUS: header.recordStatus,
      'csip:OAISPACKAGETYPE': 'SIP',
    },
    [
      ...agents,
      element('altRecordID', { TYPE: 'SUBMISSIONAGREEMENT' }, header.fileCode),
      ...(header.replaces === null ? [] : [element('altRecordID', { TYPE: 'PREVIOUSOBJID' }, header.replaces)]),
    ],
  );
}

type Note = readonly [type: 'IDENTIFICATIONCODE' | 'SOFTWARE VERSION', value: string];
function agent(kind: Xml['attributes'], name: string, notes: readonly Note[]): Xml {
  return element('agent', { ROLE: 'CREATOR', ...kind }, [
    element('name', {}, name),
    ...notes.map(([type, value]) => element('note', { 'csip:NOTETYPE': type }, value)),
  ]);
}

function dmdSec(header: PackageHeader, id: string, file: Listed): Xml {
  return element('dmdSec', { ID: id, CREATED: header.createdAt, STATUS: 'CURRENT' }, [
    element('mdRef', {
      LOCTYPE: 'URL',
      MDTYPE: 'DC',
      MDTYPEVERSION: '1.0.0',
      'xlink:type': 'simple',
      'xlink:href': href(file.path),
      MIMETYPE: 'application/xml',
      ...fixity(header, file),
    }),
  ]);
}

function listed(header: PackageHeader, id: string, file: Listed, mime: string): Xml {
  return element('file', { ID: id, MIMETYPE: mime, ...fixity(header, file) }, [
    element('FLocat', { LOCTYPE: 'URL', 'xlink:type': 'simple', 'xlink:href': href(file.path) }),
  ]);
}

function fixity(header: PackageHeader, file: Listed): Xml['attributes'] {
  return { SIZE: file.bytes, CREATED: header.createdAt, CHECKSUMTYPE: 'SHA-256', CHECKSUM: file.sha256.toUpperCase() };
}
