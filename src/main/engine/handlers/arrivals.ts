/** Papers in from a window: begun, sent piece by piece (arrivals/uploads.ts), and made the dossier's in one commit. */
import { open } from 'node:fs/promises';
import { fail, ok, type CodedError, type Result } from '../../../contract/result.ts';
import { groupDropped, type DroppedPage } from '../../stages/1-capture/dropped.ts';
import { judgeHead, sniffLength } from '../../stages/1-capture/sniff.ts';
import { recordAudit } from '../audit/audit.ts';
import { cutOff, megabytes, placeOf, settledAtOnce } from '../arrivals/verdicts.ts';
import { dossierByCode } from '../records/dossiers.ts';
import { stationOf } from '../records/station.ts';
import {
  deleteUpload,
  insertUpload,
  setUploadDigest,
  setUploadSplit,
  uploadById,
  uploadFiles,
  uploadsOf,
  type Upload,
  type UploadFile,
} from '../records/uploads.ts';
import { registerFiles, type HandedOver, type HandedOverDocument } from '../road/register-files.ts';
import { isSealed } from '../road/sealable.ts';
import type { HandlerContext, Handlers } from '../handler.ts';
import { auditImport, splitEvery } from './capture.ts';

type Names = 'capture.beginUpload' | 'capture.commitUpload' | 'capture.cancelUpload' | 'capture.uploads';

const namedMissing = 50;

export const arrivalHandlers: Pick<Handlers, Names> = {
  'capture.beginUpload': async (workshop, { fileCode, split, files }) => {
    const { db } = workshop.writer;
    if (stationOf(db) === null) return fail('STATION_NOT_MADE', { folder: '' });
    const dossier = dossierByCode(db, fileCode);
    if (dossier !== null && isSealed(db, dossier)) return fail('DOSSIER_SEALED', { fileCode });
    const settled = files.map((file) => ({ ...file, ...settledAtOnce(db, dossier?.id ?? null, file) }));
    const needed = settled.filter((file) => file.settled === null).reduce((sum, { size }) => sum + size, 0);
    const room = await workshop.uploads.room();
    if (needed > room) return fail('UPLOAD_NO_ROOM', { needed: megabytes(needed), free: megabytes(room) });

    const before = cutOff(db, fileCode, files);
    const upload: Upload = before?.upload ?? {
      id: workshop.newId(),
      fileCode,
      split,
      account: workshop.actor,
      begunAt: workshop.clock.now(),
    };
    workshop.writer.tx((writable) => {
      if (before === null) insertUpload(writable, upload, settled);
      else setUploadSplit(writable, upload.id, split);
    });
    const numbers = before?.numbers ?? files.map((_, n) => n);
    const rows = new Map(uploadFiles(db, upload.id).map((file) => [file.n, file]));
    workshop.emit({ topic: 'uploads.changed', fileCode });
    return ok({
      upload: upload.id,
      token: workshop.uploads.grant(upload.id, workshop.caller),
      files: numbers.map((n) => ({ n, verdict: verdict(workshop, upload.id, rows.get(n)!) })),
    });
  },

  'capture.commitUpload': async (workshop, { upload: id, unread, withoutMissing }) => {
    const upload = uploadById(workshop.writer.db, id);
    if (upload === null) return fail('UPLOAD_UNKNOWN');
    const reasons = new Map(unread.map(({ n, reason }) => [n, reason]));
    const missing = uploadFiles(workshop.writer.db, id).filter(
      ({ n, settled, digest }) => settled === null && digest === null && !reasons.has(n),
    );
    if (missing.length > 0 && !withoutMissing)
      return fail('UPLOAD_INCOMPLETE', { missing: missing.length, name: missing[0]!.name });

    const files: Arrived[] = [];
    for (const file of uploadFiles(workshop.writer.db, id)) {
      const arrived = await judge(workshop, id, file, reasons.get(file.n));
      if (!arrived.ok) return arrived;
      if (arrived.data !== null) files.push(arrived.data);
    }
    const documents = documentsOf(upload, files);

    const committed = workshop.writer.tx((db) => {
      if (uploadById(db, id) === null) return fail('UPLOAD_UNKNOWN');
      const done = registerFiles(db, workshop, upload.fileCode, documents, splitEvery(upload.split));
      if (!done.ok) return done;
      deleteUpload(db, id);
      auditImport(db, workshop, upload.fileCode, done.data.files);
      return done;
    });
    if (!committed.ok) return committed;
    await workshop.uploads.discard(id);
    workshop.wake();
    workshop.emit({ topic: 'uploads.changed', fileCode: upload.fileCode });
    workshop.emit({ topic: 'dossier.changed', fileCode: upload.fileCode });
    const refused = files.flatMap(({ file }) => (file?.error == null ? [] : [{ source: file.path, error: file.error }]));
    const { captured } = committed.data;
    return ok({ files: captured, known: files.length - refused.length - captured, refused });
  },

  'capture.cancelUpload': async (workshop, { upload: id }) => {
    const upload = uploadById(workshop.writer.db, id);
    if (upload === null) return fail('UPLOAD_UNKNOWN');
    const { clock, actor, writer } = workshop;
    writer.tx((db) => {
      deleteUpload(db, id);
      recordAudit(db, { at: clock.now(), actor, action: 'capture.cancelUpload', subject: upload.fileCode, data: { upload: id } });
    });
    await workshop.uploads.discard(id);
    workshop.emit({ topic: 'uploads.changed', fileCode: upload.fileCode });
    return ok({});
  },

  'capture.uploads': ({ writer, uploads }, { fileCode }) =>
    ok(
      uploadsOf(writer.db, fileCode).map((upload) => {
        const files = uploadFiles(writer.db, upload.id).filter(({ settled }) => settled === null);
        const missing = files.filter(({ digest }) => digest === null);
        return {
          upload: upload.id,
          by: upload.account,
          begunAt: upload.begunAt,
          active: uploads.isActive(upload.id),
          arrived: files.length - missing.length,
          missing: { files: missing.length, names: missing.slice(0, namedMissing).map(placeOf) },
        };
      }),
    ),
};

/** A file of an upload that counts: `file` null when the dossier had it before anything was sent. */
interface Arrived {
  readonly file: HandedOver | null;
  readonly page: DroppedPage | null;
}

function verdict({ uploads }: HandlerContext, upload: string, { n, settled, digest, error }: UploadFile) {
  if (settled === 'pass') return { do: 'pass' as const };
  if (settled === 'have') return { do: 'have' as const, since: 'dossier' as const };
  if (error !== null) return { do: 'refuse' as const, error };
  if (digest !== null) return { do: 'have' as const, since: 'upload' as const };
  return { do: 'send' as const, from: uploads.received(upload, n) };
}

/** Looks at a file and brings it into the vault; null for what is passed over. A blob without a row does no harm, a row without one would. */
async function judge(
  { uploads, vault, writer }: HandlerContext,
  upload: string,
  file: UploadFile,
  unread: string | undefined,
): Promise<Result<Arrived | null>> {
  const { n, name, folder, size, modifiedMs, settled, digest } = file;
  if (settled === 'pass') return ok(null);
  if (settled === 'have') return ok({ file: null, page: null });
  const handed = (error: CodedError | null): HandedOver => ({
    origin: 'upload',
    path: placeOf(file),
    name: name.normalize('NFC'),
    size,
    modifiedMs,
    digest: error === null ? digest : null,
    error,
  });
  const refused = (error: CodedError) => ok({ file: handed(error), page: null });
  if (file.error !== null) return refused(file.error);
  if (digest === null) {
    const why = unread === undefined ? fail('FILE_NOT_ARRIVED', { name }) : fail('FILE_UNREADABLE', { name, reason: unread });
    return refused(why.error);
  }
  const here = await uploads.isHere(upload, file);
  const path = here ? uploads.path(upload, n) : vault.path(digest);
  const judged = here || (await vault.has(digest)) ? judgeHead(name, await headOf(path)) : null;
  if (judged !== null && !judged.ok) return refused(judged.error);
  if (judged === null || (here && (await vault.putFile(path)) !== digest)) {
    // What was there is gone or altered (a virus scanner, a bad disk): it has to be given again.
    writer.tx((db) => setUploadDigest(db, upload, n, null));
    return fail('UPLOAD_INCOMPLETE', { missing: 1, name });
  }
  return ok({ file: handed(null), page: { key: String(n), folder, name, manyPages: judged.data.manyPages } });
}

/** As capture.import orders them: documents first, then what was refused, each in the place of a document by itself. */
function documentsOf({ split }: Upload, files: readonly Arrived[]): HandedOverDocument[] {
  const byKey = new Map(files.flatMap(({ file, page }) => (file === null || page === null ? [] : [[page.key, file] as const])));
  const pages = files.flatMap(({ page }) => (page === null ? [] : [page]));
  const refused = files.flatMap(({ file }) => (file === null || file.error === null ? [] : [file]));
  return [
    ...groupDropped(pages, split).map(({ title, files: keys }) => ({ title, files: keys.map((key) => byKey.get(key)!) })),
    ...refused.map((file) => ({ title: file.name, files: [file] })),
  ];
}

async function headOf(path: string): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(sniffLength);
    const { bytesRead } = await handle.read(buffer, 0, sniffLength, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
