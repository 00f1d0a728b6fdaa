/**
 * The archive's receipt: its word, under its key, that this very package lies in its store. Only a receipt that verifies lets
 * the station say *delivered*, and only *delivered* lets a person think of the paper as safe.
 */
import { sign, verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { fail, ok, type Result } from '../../contract/result.ts';
import { Instant, Sha256 } from '../../contract/vocabulary.ts';
import { canonicalJson } from '../canonical-json.ts';
import { decodePublicKey, keyIdOf } from './key.ts';

/** Unknown members are kept, not dropped: the signature covers them, and a later archive may say more than this one. */
export const ReceiptBody = z.looseObject({
  type: z.literal('tram.receipt.v1'),
  /** The archive's own number of this receipt, unique in that archive. */
  number: z.string().min(1).max(100),
  objid: z.string().max(100),
  fileCode: z.string().max(100),
  /** Of the whole package as received, and its size in bytes. */
  sha256: Sha256,
  bytes: z.int().positive(),
  documents: z.int().positive(),
  pages: z.int().positive(),
  /** Pages of every document, as the archive counted them; adds up to `documents` and `pages`. */
  ledger: z
    .array(z.looseObject({ document: z.string().max(100), pages: z.int().positive() }))
    .min(1)
    .max(100_000),
  state: z.literal('accessioned'),
  archive: z.looseObject({ name: z.string().min(1).max(200), keyId: z.string().regex(/^[0-9a-f]{64}$/) }),
  receivedAt: Instant,
  issuedAt: Instant,
  /** True from a practice archive: worth nothing outside a lesson. */
  practice: z.boolean(),
});
export type ReceiptBody = z.infer<typeof ReceiptBody>;

/** `signature`: base64 of the Ed25519 signature over the UTF-8 bytes of canonical JSON of everything else. */
export const Receipt = ReceiptBody.extend({ signature: z.base64().length(88) });
export type Receipt = z.infer<typeof Receipt>;

/** Receipt over `body` under the archive's Ed25519 key. */
export function signReceipt(body: ReceiptBody, privateKey: KeyObject): Receipt {
  return { ...body, signature: sign(null, signedBytes(body), privateKey).toString('base64') };
}

/** What the station knows of the package it sent; a receipt about anything else is worth nothing. */
export interface ExpectedReceipt {
  readonly objid: string;
  readonly fileCode: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly documents: number;
  readonly pages: number;
  readonly practice: boolean;
}

/** Checks a receipt from outside against the pinned key and the package sent; RECEIPT_NOT_VALID names the first thing that is wrong. */
export function verifyReceipt(candidate: unknown, publicKey: string, expected: ExpectedReceipt): Result<Receipt> {
  const wrong = (reason: string) => fail('RECEIPT_NOT_VALID', { objid: expected.objid, reason });
  const parsed = Receipt.safeParse(candidate);
  if (!parsed.success) return wrong(`form: ${parsed.error.issues[0]?.path.join('.') ?? ''}`);
  const { signature, ...body } = parsed.data;

  const key = decodePublicKey(publicKey);
  if (key === null || body.archive.keyId !== keyIdOf(key)) return wrong('key');
  if (!signatureHolds(body, signature, key)) return wrong('signature');

  for (const name of ['objid', 'fileCode', 'sha256', 'bytes', 'documents', 'pages', 'practice'] as const) {
    if (body[name] !== expected[name]) return wrong(name);
  }
  const counted = body.ledger.reduce((total, { pages }) => total + pages, 0);
  if (body.ledger.length !== body.documents || counted !== body.pages) return wrong('ledger');
  return ok(parsed.data);
}

function signatureHolds(body: ReceiptBody, signature: string, key: KeyObject): boolean {
  try {
    return verify(null, signedBytes(body), key, Buffer.from(signature, 'base64'));
  } catch (error) {
    // Members we do not know may hold what canonical JSON refuses (a lone surrogate): then nobody can have signed it.
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function signedBytes(body: Record<string, unknown>): Buffer {
  return Buffer.from(canonicalJson(body), 'utf8');
}
