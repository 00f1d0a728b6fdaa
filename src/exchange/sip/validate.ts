/**
 * Judges a finished package as a stranger would: the station before it may leave, the archive before it is taken in, and
 * `tram verify`. One run names every problem. The package is hostile until proven otherwise; nothing of it is written to disk.
 */
import { ok, type Result } from '../../contract/result.ts';
import { defaultZipLimits, openZip, type OpenZip, type ZipLimits } from '../zip/read.ts';
import { contentsOf, type Contents } from './contents.ts';
import { documentFields, dossierFields, type Field, type Values } from './fields.ts';
import { inspectDocuments, type DocumentInspector } from './inspect.ts';
import { readMets, type MetsFacts } from './mets-read.ts';
import { errorsOf, Findings, problem } from './problems.ts';
import type { PackagedDocument, PackageReport } from './report.ts';
import { descriptionProblems, readValues } from './rules/description.ts';
import { duplicateDocuments } from './rules/document.ts';
import { dossierProblems, type DescribedDocument } from './rules/dossier.ts';
import { fixityProblems, schemaProblems, type ListedFile } from './rules/fixity.ts';
import { metsProblems, type MetsPart } from './rules/mets.ts';
import { shippedDigests, type SchemaName } from './schemas.ts';
import { paths } from './tree.ts';
import { readXml, type XmlReading } from './xml-read.ts';

export interface PackageLimits extends ZipLimits {
  /** Of one METS, inflated: about 16,000 documents. */
  readonly metsBytes: number;
  /** Of one description, inflated. */
  readonly descriptionBytes: number;
  /** Of one PDF: it is held in memory while it is looked into. */
  readonly pdfBytes: number;
}
export const defaultPackageLimits: PackageLimits = {
  ...defaultZipLimits,
  metsBytes: 32 << 20,
  descriptionBytes: 1 << 20,
  pdfBytes: 512 << 20,
};

export interface ValidateOptions {
  readonly inspectDocument: DocumentInspector;
  /** When false an unsigned document is a warning (one shot with `--no-sign`). Default true. */
  readonly requireSignature?: boolean;
  readonly limits?: Partial<PackageLimits>;
  readonly signal?: AbortSignal;
  /** After each document. */
  readonly onDocument?: (done: number, of: number) => void;
}

/** Reads and judges the ZIP at `zipPath`. Fails only with PACKAGE_UNREADABLE (no ZIP); everything else is in the report. */
export async function validatePackage(zipPath: string, options: ValidateOptions): Promise<Result<PackageReport>> {
  const limits: PackageLimits = { ...defaultPackageLimits, ...options.limits };
  const opened = await openZip(zipPath, limits);
  if (!opened.ok) return opened;
  try {
    return ok(await judge(opened.data, options, limits));
  } finally {
    opened.data.close();
  }
}

async function judge(zip: OpenZip, options: ValidateOptions, limits: PackageLimits): Promise<PackageReport> {
  const contents = contentsOf(zip, options.signal);
  const findings = new Findings();
  const reader = new DescriptionReader(contents, findings, limits);
  findings.add(zip.faults.map((fault) => problem(fault.code, { path: fault.path }, { ...fault.data })));
  if (!zip.readable) return reportOf(findings, {});
  findings.add(contents.problems);

  const root = await reader.mets('root');
  const rep = await reader.mets('rep1');
  if (root !== null && contents.folder !== null && contents.folder !== root.objid) {
    findings.add([problem('ROOT_FOLDER', {}, { found: contents.folder })]);
  }
  const dossier = await reader.description(paths.dossier, 'ead', dossierFields);
  const described = rep === null ? [] : await readDocuments(reader, rep);
  findings.add(
    dossierProblems({
      values: dossier ?? {},
      submissionAgreements: [root, rep].filter((mets) => mets !== null).map((mets) => mets.submissionAgreement),
      documents: described,
      files: rep?.files.filter((file) => file.kind === 'file' && file.use === 'Data').length ?? 0,
    }),
  );
  const documents = await inspectDocuments(
    contents,
    described,
    { ...options, pdfBytes: limits.pdfBytes, practicePackage: root?.recordStatus === 'TEST' },
    findings,
  );
  for (const path of contents.paths) await contents.measure(path);
  findings.add(fixity(zip, contents, root, rep), duplicateDocuments(documents));
  return reportOf(findings, { root, dossier, documents, files: zip.entries.length });
}

/** Reads the XML files of one package, each once: a METS that names a file a thousand times costs no more than one. */
class DescriptionReader {
  readonly #contents: Contents;
  readonly #findings: Findings;
  readonly #limits: PackageLimits;
  readonly #read = new Set<string>();

  constructor(contents: Contents, findings: Findings, limits: PackageLimits) {
    this.#contents = contents;
    this.#findings = findings;
    this.#limits = limits;
  }

  async mets(part: MetsPart): Promise<MetsFacts | null> {
    const path = part === 'root' ? paths.rootMets : paths.repMets;
    const { root, faults } = await this.#xml(path, 'mets', this.#limits.metsBytes);
    this.#findings.add(faults.map((fault) => problem(fault.code, { path }, { ...fault.data })));
    if (root === null) return null;
    const facts = readMets(root);
    this.#findings.add(metsProblems(facts, part));
    return facts;
  }

  async description(path: string, schema: SchemaName, fields: readonly Field[]): Promise<Values | null> {
    const { root, faults } = await this.#xml(path, schema, this.#limits.descriptionBytes);
    if (root === null) {
      this.#findings.add(faults.map((fault) => problem(fault.code, { path }, { ...fault.data })));
      return null;
    }
    const { values, repeated } = readValues(root);
    const place = { path, document: values['docId'] || null };
    const own = descriptionProblems(fields, values, repeated, place);
    // The schema says the same less plainly: one complaint per field is enough.
    const named = new Set(own.map((one) => one.data['field']));
    const rest = faults.filter((fault) => !named.has(/^Element '([^']+)'/.exec(String(fault.data['message']))?.[1]));
    this.#findings.add(
      own,
      rest.map((fault) => problem(fault.code, place, { ...fault.data })),
    );
    return values;
  }

  async #xml(path: string, schema: SchemaName, most: number): Promise<XmlReading> {
    const nothing: XmlReading = { root: null, faults: [] };
    const size = this.#contents.bytesOf(path);
    // Absent or refused by the container: the closed-world rule or the container's own check names it.
    if (size === null || this.#read.has(path)) return nothing;
    this.#read.add(path);
    if (size > most) return { root: null, faults: [{ code: 'XML_TOO_LARGE', data: { bytes: size, most } }] };
    const bytes = await this.#contents.read(path, most);
    return bytes === null ? nothing : readXml(bytes, schema, most);
  }
}

/** The documents rep1 describes, each with the one file it is linked to. */
async function readDocuments(reader: DescriptionReader, rep: MetsFacts): Promise<DescribedDocument[]> {
  const hrefs = new Map(rep.files.map((file) => [file.id, file.href]));
  const filesOf = new Map(rep.documents.flatMap((link) => link.descriptions.map((id) => [id, link.files] as const)));
  const described: DescribedDocument[] = [];
  for (const { id, href } of rep.files.filter((file) => file.kind === 'description')) {
    const descriptionPath = paths.rep + href;
    const values = await reader.description(descriptionPath, 'ead_doc', documentFields);
    const files = filesOf.get(id) ?? [];
    const file = files.length === 1 ? hrefs.get(files[0] ?? '') : undefined;
    described.push({ values: values ?? {}, descriptionPath, filePath: file === undefined ? null : paths.rep + file });
  }
  return described;
}

function fixity(zip: OpenZip, contents: Contents, root: MetsFacts | null, rep: MetsFacts | null) {
  const damaged = [...contents.damaged].map((path) => problem('ZIP_CORRUPT', { path }));
  const prefix = `${contents.folder ?? ''}/`;
  const refused = new Set(
    zip.faults.flatMap((fault) => (fault.path?.startsWith(prefix) === true ? [fault.path.slice(prefix.length)] : [])),
  );
  const absent = [paths.rootMets, paths.repMets, paths.dossier]
    .filter((path) => contents.bytesOf(path) === null && !refused.has(path))
    .map((path) => problem('FILE_MISSING', { path }));
  // Without both METS everything would be an orphan, which says nothing new.
  if (root === null || rep === null) return [...damaged, ...absent];
  const listed: ListedFile[] = [
    ...root.files.map((reference) => ({ path: reference.href, reference })),
    ...rep.files.map((reference) => ({ path: paths.rep + reference.href, reference })),
  ];
  const named = new Set(listed.map((file) => file.path));
  return [
    ...damaged,
    ...absent.filter((one) => one.path === null || !named.has(one.path)),
    ...fixityProblems(listed, contents.held, refused),
    ...schemaProblems(contents.held, shippedDigests()),
  ];
}

interface Identity {
  readonly root?: MetsFacts | null;
  readonly dossier?: Values | null;
  readonly documents?: PackagedDocument[];
  readonly files?: number;
}

function reportOf({ list }: Findings, { root, dossier, documents = [], files = 0 }: Identity): PackageReport {
  const text = (value: string | undefined) => (value === undefined || value === '' ? null : value);
  return {
    ok: errorsOf(list).length === 0,
    objid: text(root?.objid),
    fileCode: text(dossier?.['fileCode']),
    recordStatus: text(root?.recordStatus),
    replaces: text(root?.replaces),
    createdAt: text(root?.created),
    dossier: { ...dossier },
    documents,
    pages: documents.reduce((total, document) => total + document.pages, 0),
    files,
    problems: list,
  };
}
