/** What each file of a drop needs: nothing, its bytes, or a word of refusal. Reads the database, decides, changes nothing. */
import { incomingLimits } from '../../../contract/incoming.ts';
import { fail, type CodedError } from '../../../contract/result.ts';
import type { DroppedFile } from '../../../contract/routes/arrivals.ts';
import { isPassedOver } from '../../stages/1-capture/dropped.ts';
import type { Db } from '../db/database.ts';
import { uploadFiles, uploadsOf, type Upload, type UploadFile } from '../records/uploads.ts';

/** Where a person would look for a file that came from a window. */
export function placeOf({ folder, name }: { folder: string; name: string }): string {
  return (folder === '' ? name : `${folder}/${name}`).normalize('NFC');
}

/** What can be said before a byte was sent. */
export function settledAtOnce(
  db: Db,
  dossierId: string | null,
  file: DroppedFile,
): { settled: UploadFile['settled']; error: CodedError | null } {
  if (isPassedOver(file)) return { settled: 'pass', error: null };
  const { name, size } = file;
  if (size === 0) return { settled: 'refuse', error: fail('FILE_EMPTY', { name }).error };
  if (size > incomingLimits.fileBytes) {
    const data = { name, size: megabytes(size), limit: megabytes(incomingLimits.fileBytes) };
    return { settled: 'refuse', error: fail('FILE_TOO_LARGE', data).error };
  }
  const here =
    dossierId !== null &&
    db.get(
      `SELECT 1 FROM source_file WHERE dossier_id = ? AND path = ? AND size = ? AND modified_ms = ?
         AND origin = 'upload' AND digest IS NOT NULL AND state IN ('waiting', 'captured')`,
      dossierId,
      placeOf(file),
      size,
      file.modifiedMs,
    ) !== undefined;
  return { settled: here ? 'have' : null, error: null };
}

/**
 * The upload these files belong to, because each of them was announced in it before: whoever was cut off drops the same folder, or only
 * what is missing, once more. With each file, its number there.
 */
export function cutOff(db: Db, fileCode: string, files: readonly DroppedFile[]): { upload: Upload; numbers: number[] } | null {
  for (const upload of uploadsOf(db, fileCode)) {
    const free = new Map<string, number[]>();
    for (const file of uploadFiles(db, upload.id)) free.set(keyOf(file), [...(free.get(keyOf(file)) ?? []), file.n]);
    const numbers = files.map((file) => free.get(keyOf(file))?.shift());
    if (numbers.every((n) => n !== undefined)) return { upload, numbers };
  }
  return null;
}

export function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1_000_000);
}

function keyOf({ folder, name, size, modifiedMs }: DroppedFile): string {
  return JSON.stringify([folder, name, size, modifiedMs]);
}
