import { z } from 'zod';

/** Name of one offered file, as random as a key: whoever holds it may fetch the file once. */
export const DownloadToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/**
 * A file made for whoever asked: to be fetched once, from `/download/<token>` on either host, before it is forgotten. A route that makes a
 * file answers this; `name` is what the saved file is called.
 */
export const DownloadView = z.object({ token: DownloadToken, name: z.string(), bytes: z.int().nonnegative() });
export type DownloadView = z.infer<typeof DownloadView>;

export const downloadPath = /^\/download\/([A-Za-z0-9_-]{43})$/;
