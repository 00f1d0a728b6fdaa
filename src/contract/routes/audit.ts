/** The audit trail as people read it. */
import { z } from 'zod';
import { DownloadView } from '../download.ts';
import { nfcText } from '../nfc-text.ts';
import { ArchivalDate, Instant } from '../vocabulary.ts';
import { command, nothing, query, slice } from './route.ts';

const readers = ['supervisor', 'it'] as const;

export const AuditFilter = z.object({
  /** First and last day, both included; '' for no bound. */
  from: ArchivalDate.or(z.literal('')).default(''),
  to: ArchivalDate.or(z.literal('')).default(''),
  actor: z.string().max(200).nullable().default(null),
  action: z.string().max(100).nullable().default(null),
  /** Part of what it was about: a file code, a document, an account. */
  subject: nfcText(200).default(''),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

export const AuditEntryView = z.object({
  seq: z.int(),
  at: Instant,
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type AuditEntryView = z.infer<typeof AuditEntryView>;

export const auditRoutes = {
  /** The newest first. */
  'audit.list': query(readers, AuditFilter.extend(slice), z.object({ total: z.int(), entries: z.array(AuditEntryView) })),
  /** Whoever did something, and what was ever done: to choose from. */
  'audit.facets': query(readers, nothing, z.object({ actors: z.array(z.string()), actions: z.array(z.string()) })),
  /** Walks the whole chain of hashes; `brokenAt` is the first entry that does not follow from the one before. */
  'audit.verify': query(readers, nothing, z.object({ entries: z.int(), brokenAt: z.int().nullable() })),
  /** A workbook of the entries that pass the filter. */
  'audit.export': command(readers, AuditFilter.extend({ language: z.enum(['vi', 'en']) }), DownloadView),
} as const;
