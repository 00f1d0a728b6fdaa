/** The files of a package in their order, and the ZIP of them. PDFs are streamed from the vault; memory stays flat. */
import type { DocumentToPack } from '../../../contract/artefacts.ts';
import { dossierXml, documentXml } from '../../../exchange/sip/ead.ts';
import { rep1Mets, rootMets, type Listed, type PackageHeader } from '../../../exchange/sip/mets.ts';
import { schemaBytes } from '../../../exchange/sip/schemas.ts';
import { descriptionFile, documentFile, paths, schemaFiles } from '../../../exchange/sip/tree.ts';
import { writeZip, type WriteOptions, type ZipSource } from '../../../exchange/zip/write.ts';
import { createHash } from 'node:crypto';
import type { Blobs } from '../step.ts';
import { documentValues, dossierValues, type DossierToPack } from './rules.ts';

/** Writes the package of `dossier` to the new file `target`; answers the docId of a PDF that is not what the vault said, or `null`. */
export async function writePackage(target: string, dossier: DossierToPack, blobs: Blobs, options: Omit<WriteOptions, 'modified'>): Promise<string | null> {
  const written = await writeZip(target, packageSources(dossier, blobs), { ...options, modified: dossier.createdAt });
  const read = new Map(written.map((entry) => [entry.name, entry]));
  const damaged = dossier.documents.find((document) => {
    const entry = read.get(`${dossier.objid}/${paths.rep}${documentFile(document.docId)}`);
    return entry?.sha256 !== document.pdf || entry.bytes !== document.bytes;
  });
  return damaged?.docId ?? null;
}

interface Made {
  /** Relative to the package folder. */
  readonly path: string;
  readonly bytes: Buffer;
}

function packageSources(dossier: DossierToPack, blobs: Blobs): ZipSource[] {
  const header: PackageHeader = { ...dossier, title: dossier.description.title };
  const ead: Made = { path: paths.dossier, bytes: dossierXml(dossierValues(dossier)) };
  const schemas = schemaFiles.map((name): Made => ({ path: `${paths.schemas}${name}`, bytes: schemaBytes(name) }));
  const descriptions = dossier.documents.map((document): Made => ({ path: descriptionFile(document.docId), bytes: documentXml(documentValues(dossier, document)) }));
  const rep: Made = {
    path: paths.repMets,
    bytes: rep1Mets(
      header,
      dossier.documents.map((document, index) => ({ pdf: listedPdf(document), description: listed(descriptions[index]) })),
    ),
  };
  const root: Made = { path: paths.rootMets, bytes: rootMets(header, listed(ead), schemas.map(listed), listed(rep)) };
  const made = [root, ead, ...schemas, rep, ...descriptions.map(({ path, bytes }) => ({ path: paths.rep + path, bytes }))];
  return [
    ...made.map(({ path, bytes }) => ({ name: `${dossier.objid}/${path}`, bytes })),
    ...dossier.documents.map((document) => ({ name: `${dossier.objid}/${paths.rep}${documentFile(document.docId)}`, file: blobs.path(document.pdf) })),
  ];
}

const listed = ({ path, bytes }: Made): Listed => ({ path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
const listedPdf = (document: DocumentToPack): Listed => ({ path: documentFile(document.docId), bytes: document.bytes, sha256: document.pdf });
