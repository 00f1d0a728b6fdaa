import { z } from 'zod';

/** What of the send screen is looked at; part of its address. */
export const SendTab = z.enum(['line', 'receipts', 'rejections', 'limits']);
export type SendTab = z.infer<typeof SendTab>;
