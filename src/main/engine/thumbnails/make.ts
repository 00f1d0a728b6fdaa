/** A small picture of a page, made by a worker: decoding what came from outside never happens in the engine itself. */
import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import sharp from 'sharp';
import { z } from 'zod';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { Sha256 } from '../../../contract/vocabulary.ts';
import type { Blobs } from '../../stages/step.ts';

/** Twice what the largest thumbnail shows at 100 %, so that it is still sharp at 150 %. */
const width = 240;
const height = 340;

export const ThumbnailTask = z.object({ image: Sha256, target: z.string() });

/** Writes the picture of `image` to `target`, whole or not at all. It can always be made again, so nothing waits for the disk. */
export async function makeThumbnail(vault: Pick<Blobs, 'path'>, task: z.infer<typeof ThumbnailTask>): Promise<Result<null>> {
  const temp = `${task.target}.${randomUUID()}`;
  await mkdir(dirname(task.target), { recursive: true });
  try {
    await sharp(vault.path(task.image), { failOn: 'none' })
      .autoOrient()
      .resize(width, height, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .webp({ quality: 72 })
      .toFile(temp);
  } catch {
    await rm(temp, { force: true });
    return fail('PAGE_IMAGE_UNREADABLE', { digest: task.image });
  }
  await rename(temp, task.target);
  return ok(null);
}
