/**
 * What crosses the line between a station and an archive, besides tus itself: docs/transfer-protocol.md in types.
 * Everything here is parsed on arrival by whichever side did not write it.
 */
import { z } from 'zod';
import { SealedPackage } from '../../contract/artefacts.ts';
import { AgencyCode, FileCode, Instant, Sha256 } from '../../contract/vocabulary.ts';

/** Raised only when an old station or archive would misunderstand; additions do not raise it. */
export const protocolVersion = 1;

/** Paths under the archive's base address. */
export const identityPath = 'v1';
export const uploadsPath = 'v1/uploads';
export const packagesPath = 'v1/packages';

export const Objid = SealedPackage.shape.objid;

/** METS metsHdr/@RECORDSTATUS. */
export const RecordStatus = z.enum(['NEW', 'SUPPLEMENT', 'REPLACEMENT', 'TEST', 'OTHER']);
export type RecordStatus = z.infer<typeof RecordStatus>;

const WholeNumberText = z
  .string()
  .regex(/^[1-9]\d{0,14}$/)
  .transform(Number);

/** `Upload-Metadata` of a creation request, decoded: every value is text. */
export const UploadMetadata = z.object({
  protocol: z.literal(String(protocolVersion)),
  objid: Objid,
  fileCode: FileCode,
  sha256: Sha256,
  bytes: WholeNumberText,
  agencyCode: AgencyCode,
  recordStatus: RecordStatus,
});
export type UploadMetadata = z.infer<typeof UploadMetadata>;

/** `GET {base}/v1`: who answers here. `publicKey` as in receipt/key.ts. */
export const ArchiveIdentity = z.object({
  type: z.literal('tram.archive.v1'),
  name: z.string().min(1).max(200),
  protocol: z.int().positive(),
  publicKey: z.string().max(200),
  keyId: z.string().regex(/^[0-9a-f]{64}$/),
  practice: z.boolean(),
  limits: z.object({
    maxPackageBytes: z.int().positive(),
    /** Largest body of one PATCH that carries an Upload-Checksum. */
    maxChunkBytes: z.int().positive(),
  }),
});
export type ArchiveIdentity = z.infer<typeof ArchiveIdentity>;

/** Why a package was rejected; `document` a docId, `page` 1-based in it, `path` a file in the package. */
export const Reason = z.object({
  code: z.string().max(100),
  message: z.string().max(2000),
  document: z.string().max(100).nullable(),
  page: z.int().positive().nullable(),
  path: z.string().max(1000).nullable(),
});
export type Reason = z.infer<typeof Reason>;

const known = { objid: Objid, sha256: Sha256, receivedAt: Instant };

/**
 * `GET {base}/v1/packages/{objid}`. `received`: whole, its hash equal to what was announced, stored durably. `validated`: its
 * content passed every check. `accessioned`: in the archive's register, and the receipt says so. `rejected`: will never be accessioned.
 */
export const PackageAnswer = z.discriminatedUnion('state', [
  z.object({ state: z.literal('received'), ...known }),
  z.object({ state: z.literal('validated'), ...known }),
  z.object({ state: z.literal('accessioned'), ...known, receipt: z.unknown() }),
  z.object({ state: z.literal('rejected'), ...known, reasons: z.array(Reason).min(1).max(10_000) }),
]);
export type PackageAnswer = z.infer<typeof PackageAnswer>;

/** Body of every answer that is not a success. */
export const refusals = {
  NOT_FOUND: 404,
  PACKAGE_UNKNOWN: 404,
  METHOD_NOT_ALLOWED: 405,
  BAD_REQUEST: 400,
  METADATA_INVALID: 400,
  /** This very package is here already: ask for its state instead of sending it again. */
  PACKAGE_ALREADY_HERE: 409,
  /** Another package has this OBJID and the rules for RECORDSTATUS do not let this one take its place. */
  OBJID_TAKEN: 409,
  PACKAGE_TOO_LARGE: 413,
  CHUNK_TOO_LARGE: 413,
  CHECKSUM_MISMATCH: 460,
  TOO_MANY_UPLOADS: 429,
  STORE_FULL: 507,
  INTERNAL: 500,
} as const;
export type RefusalCode = keyof typeof refusals;
export const Refusal = z.object({ error: z.object({ code: z.string().max(100), message: z.string().max(2000) }) });
