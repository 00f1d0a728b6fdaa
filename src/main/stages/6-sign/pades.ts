/**
 * A PAdES B-B signature (ETSI EN 319 142-1) as an incremental update: the bytes of the file stay as they are, the signature and its stamp
 * come behind them.
 */
import { createHash } from 'node:crypto';
import { ok } from '../../../contract/result.ts';
import type { Result } from '../../../contract/result.ts';
import type { DigestName } from '../../../exchange/pades/oids.ts';
import { writePdfDate } from '../../../exchange/pdf/date.ts';
import type { PdfFile } from '../../../exchange/pdf/file.ts';
import { isArray, PdfDict, PdfName, PdfRef, serialise, textString } from '../../../exchange/pdf/objects.ts';
import type { PdfValue } from '../../../exchange/pdf/objects.ts';
import { largestCms, signCms } from './cms-builder.ts';
import type { Signer } from './drivers/signer.ts';
import { IncrementalUpdate } from './incremental.ts';
import type { FirstPage } from './page.ts';
import type { Rect } from './stamp.ts';

export interface Placement {
  readonly page: FirstPage;
  /** In default user space. */
  readonly rect: Rect;
  /** Adds the appearance to the update and answers its reference. */
  draw(update: IncrementalUpdate): PdfRef;
}

/** Widths of the numbers in the placeholder: 10 digits reach any offset a cross-reference can. */
const numberWidth = 10;

/**
 * The signed file, in a buffer of its own. Nothing about the certificate is judged here.
 * Errors are the signer's. @throws PdfError when the form or the catalog cannot be read.
 */
export async function appendSignature(
  pdf: PdfFile,
  signer: Signer,
  options: { fieldName: string; at: Date; digest: DigestName; placement: Placement },
): Promise<Result<Buffer>> {
  const { fieldName, at, digest, placement } = options;
  const update = new IncrementalUpdate(pdf);
  const appearance = placement.draw(update);
  const signature = update.allocate();
  const contentsLength = largestCms(signer, digest) * 2;
  const { body, rangeAt, contentsAt } = signatureDictionary(signer, at, contentsLength);
  update.put(signature, body);
  const widget = update.add(
    new PdfDict({
      Type: new PdfName('Annot'),
      Subtype: new PdfName('Widget'),
      FT: new PdfName('Sig'),
      T: textString(fieldName),
      V: signature,
      P: placement.page.ref,
      Rect: placement.rect,
      // Print and Locked; PDF/A wants Print and nothing that hides (ISO 19005-2 §6.3.2).
      F: 132,
      AP: new PdfDict({ N: appearance }),
    }),
  );
  addToList(pdf, update, placement.page.ref, placement.page.dict, 'Annots', widget);
  addToForm(pdf, update, widget);
  const { tail, bodyOffsets } = update.finish();
  const whole = Buffer.allocUnsafe(pdf.bytes.length + tail.length);
  whole.set(pdf.bytes, 0);
  whole.set(tail, pdf.bytes.length);
  const bodyStart = bodyOffsets.get(signature.number) ?? 0;
  const gapStart = bodyStart + contentsAt;
  const gapEnd = gapStart + contentsLength + 2;
  const numbers = [0, gapStart, gapEnd, whole.length - gapEnd].map((value) => String(value).padEnd(numberWidth));
  whole.write(`[${numbers.join(' ')}]`, bodyStart + rangeAt, 'latin1');
  const contentDigest = createHash(digest).update(whole.subarray(0, gapStart)).update(whole.subarray(gapEnd)).digest();
  const cms = await signCms(signer, digest, contentDigest);
  if (!cms.ok) return cms;
  if (cms.data.length * 2 > contentsLength) throw new Error('the signature is longer than its place');
  whole.write(cms.data.toString('hex'), gapStart + 1, 'latin1');
  return ok(whole);
}

/** The dictionary with room for /ByteRange and /Contents, and where in it they stand. */
function signatureDictionary(
  signer: Signer,
  at: Date,
  contentsLength: number,
): { body: Buffer; rangeAt: number; contentsAt: number } {
  const head = '<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange ';
  const range = `[${Array.from({ length: 4 }, () => ' '.repeat(numberWidth)).join(' ')}]`;
  const beforeContents = `${head}${range} /Contents `;
  const rest = ` /M (${writePdfDate(at)}) /Name ${serialise(textString(signer.subject))}>>`;
  const body = Buffer.from(`${beforeContents}<${'0'.repeat(contentsLength)}>${rest}`, 'latin1');
  return { body, rangeAt: head.length, contentsAt: beforeContents.length };
}

/** Appends to an array that may be direct, indirect or missing, rewriting the smallest object that holds it. */
function addToList(pdf: PdfFile, update: IncrementalUpdate, owner: PdfRef, dict: PdfDict, key: string, item: PdfRef): void {
  const list = dict.get(key);
  if (list instanceof PdfRef && isArray(pdf.resolve(list))) update.put(list, [...pdf.array(list), item]);
  else update.put(owner, dict.with({ [key]: [...pdf.array(list), item] }));
}

/** AcroForm with the new field and SigFlags 3, SignaturesExist and AppendOnly (ISO 32000-1 table 219). */
function addToForm(pdf: PdfFile, update: IncrementalUpdate, widget: PdfRef): void {
  const root = pdf.xref.trailer.get('Root');
  const catalog = pdf.catalog;
  const place = catalog.get('AcroForm');
  const found = pdf.resolve(place);
  const form = found instanceof PdfDict ? found : new PdfDict();
  const fields = form.get('Fields');
  const changes: Record<string, PdfValue> = { SigFlags: 3 };
  if (fields instanceof PdfRef && isArray(pdf.resolve(fields))) update.put(fields, [...pdf.array(fields), widget]);
  else changes.Fields = [...pdf.array(fields), widget];
  if (fields instanceof PdfRef && form.get('SigFlags') === 3) return;
  if (place instanceof PdfRef && found instanceof PdfDict) update.put(place, form.with(changes));
  else if (root instanceof PdfRef) update.put(root, catalog.with({ AcroForm: form.with(changes) }));
}
