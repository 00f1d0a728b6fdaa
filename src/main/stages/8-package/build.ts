/** The files of a package in their order, and the ZIP of them. PDFs are streamed from the vault; memory stays flat. */
import { createHash } from 'node:crypto';
import { dossierXml, documentXml } from '../../../exchange/sip/ead.ts';
import { rep1Mets, rootMets, type Listed, type PackageHeader } from '../../../exchange/sip/mets.ts';
import { schemaBytes } from '../../../exchange/sip/schemas.ts';
import { descriptionFile, documentFile, paths, schemaFiles } from '../../../exchange/sip/tree.ts';
import { writeZip, type WriteOptions, type ZipSource } from '../../../exchange/zip/write.ts';
import type { Blobs } from '../step.ts';
import { documentValues, dossierValues, type DossierToPack } from './rules.ts';

/** Writes the package of `dossier` to the new file `target`; answers the docId of a PDF that is not what the vault said, or `null`. */
export async function writePackage(
  target: string,
  dossier: DossierToPack,
  blobs: Blobs,
  options: Omit<WriteOptions, 'modified'>,
): Promise<string | null> {
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
  const documents = dossier.documents.map((document) => ({
    pdf: { path: documentFile(document.docId), bytes: document.bytes, sha256: document.pdf },
    description: { path: descriptionFile(document.docId), bytes: documentXml(documentValues(dossier, document)) },
    file: blobs.path(document.pdf),
  }));
  const rep: Made = {
    path: paths.repMets,
    bytes: rep1Mets(
      header,
      documents.map(({ pdf, description }) => ({ pdf, description: listed(description) })),
    ),
  };
  const root: Made = { path: paths.rootMets, bytes: rootMets(header, listed(ead), schemas.map(listed), listed(rep)) };
  const inFolder = (path: string) => `${dossier.objid}/${path}`;
  return [
    ...[root, ead, ...schemas, rep].map(({ path, bytes }) => ({ name: inFolder(path), bytes })),
    ...documents.map(({ description }) => ({ name: inFolder(paths.rep + description.path), bytes: description.bytes })),
    ...documents.map(({ pdf, file }) => ({ name: inFolder(paths.rep + pdf.path), file })),
  ];
}

const listed = ({ path, bytes }: Made): Listed => ({
  path,
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});
