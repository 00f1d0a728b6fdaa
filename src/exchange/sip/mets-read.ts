/** What a METS says, taken out of its tree. Missing things come out empty; the rules name them. Pure. */
import { childrenOf, descendants, type XmlNode } from './xml-read.ts';

/** One file a METS lists: a `file` with its FLocat, or a description's `mdRef`. */
export interface FileReference {
  /** `file/@ID` or `dmdSec/@ID`. */
  readonly id: string;
  readonly kind: 'file' | 'description';
  /** `fileGrp/@USE`; empty for a description. */
  readonly use: string;
  /** Decoded, relative to the METS. */
  readonly href: string;
  readonly size: string;
  readonly checksum: string;
  readonly checksumType: string;
  readonly created: string;
}

export interface MetsLink {
  readonly attribute: 'DMDID' | 'FILEID' | 'ADMID';
  readonly target: string;
}

export interface MetsFacts {
  readonly objid: string;
  readonly label: string;
  readonly type: string;
  readonly profile: string;
  readonly contentInformationType: string;
  readonly created: string;
  readonly modified: string;
  readonly recordStatus: string;
  readonly packageType: string;
  readonly agents: readonly { readonly type: string; readonly name: string; readonly notes: readonly string[] }[];
  readonly submissionAgreement: string;
  /** `altRecordID[@TYPE='PREVIOUSOBJID']`: the package this one takes the place of. */
  readonly replaces: string;
  readonly ids: readonly string[];
  readonly files: readonly FileReference[];
  readonly links: readonly MetsLink[];
  /** One per `MetadataLink/File`: which description belongs to which files. */
  readonly documents: readonly { readonly descriptions: readonly string[]; readonly files: readonly string[] }[];
  /** Targets of `mptr`, relative to the METS. */
  readonly pointers: readonly string[];
}

export function readMets(root: XmlNode): MetsFacts {
  const header = childrenOf(root, 'metsHdr')[0];
  const all = flatten(root);
  return {
    objid: at(root, 'OBJID'),
    label: at(root, 'LABEL'),
    type: at(root, 'TYPE'),
    profile: at(root, 'PROFILE'),
    contentInformationType: at(root, 'csip:CONTENTINFORMATIONTYPE'),
    created: at(header, 'CREATEDATE'),
    modified: at(header, 'LASTMODDATE'),
    recordStatus: at(header, 'RECORDSTATUS'),
    packageType: at(header, 'csip:OAISPACKAGETYPE'),
    agents: (header === undefined ? [] : childrenOf(header, 'agent')).map((agent) => ({
      type: at(agent, 'TYPE'),
      name: childrenOf(agent, 'name')[0]?.text ?? '',
      notes: childrenOf(agent, 'note').map((note) => note.text),
    })),
    submissionAgreement: alternative(header, 'SUBMISSIONAGREEMENT'),
    replaces: alternative(header, 'PREVIOUSOBJID'),
    ids: all.map((node) => node.attributes['ID']).filter((id) => id !== undefined),
    files: [...descriptions(root), ...files(root)],
    links: all.flatMap(linksOf),
    documents: descendants(root, 'div')
      .filter((div) => at(div, 'LABEL') === 'MetadataLink/File')
      .map((div) => ({
        descriptions: split(at(div, 'DMDID')),
        files: childrenOf(div, 'fptr').map((fptr) => at(fptr, 'FILEID')),
      })),
    pointers: descendants(root, 'mptr').map((mptr) => decodeHref(at(mptr, 'xlink:href'))),
  };
}

const at = (node: XmlNode | undefined, name: string) => node?.attributes[name] ?? '';
const alternative = (header: XmlNode | undefined, type: string) =>
  (header === undefined ? [] : childrenOf(header, 'altRecordID')).find((record) => at(record, 'TYPE') === type)?.text ?? '';
const split = (ids: string) => ids.split(/\s+/).filter((id) => id !== '');
const flatten = (node: XmlNode): XmlNode[] => [node, ...node.children.flatMap(flatten)];

function descriptions(root: XmlNode): FileReference[] {
  return childrenOf(root, 'dmdSec').map((section) =>
    reference(childrenOf(section, 'mdRef')[0], childrenOf(section, 'mdRef')[0], at(section, 'ID'), 'description', ''),
  );
}

function files(root: XmlNode): FileReference[] {
  return descendants(root, 'fileGrp').flatMap((group) =>
    childrenOf(group, 'file').map((file) =>
      reference(file, childrenOf(file, 'FLocat')[0], at(file, 'ID'), 'file', at(group, 'USE')),
    ),
  );
}

function reference(
  facts: XmlNode | undefined,
  location: XmlNode | undefined,
  id: string,
  kind: FileReference['kind'],
  use: string,
): FileReference {
  return {
    id,
    kind,
    use,
    href: decodeHref(at(location, 'xlink:href')),
    size: at(facts, 'SIZE'),
    checksum: at(facts, 'CHECKSUM'),
    checksumType: at(facts, 'CHECKSUMTYPE'),
    created: at(facts, 'CREATED'),
  };
}

function linksOf(node: XmlNode): MetsLink[] {
  const many = (attribute: 'DMDID' | 'ADMID') => split(at(node, attribute)).map((target): MetsLink => ({ attribute, target }));
  const one: MetsLink[] = node.name === 'fptr' ? [{ attribute: 'FILEID', target: at(node, 'FILEID') }] : [];
  return [...many('DMDID'), ...many('ADMID'), ...one];
}

/** A relative URL as a path; one that cannot be decoded stays as it is and will be found missing. */
function decodeHref(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}
