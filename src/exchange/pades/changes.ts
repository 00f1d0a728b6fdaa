/**
 * What happened to a PDF behind a signature: the revision that was signed and the file as it is now are walked together from the
 * root, as values. Anything that is not another signature, its widget or validation data (DSS) is `other`, however it got there:
 * replaced objects, references that pointed to nothing, pages, form values, annotations.
 */
import { formFields } from '../pdf/fields.ts';
import type { SignatureField } from '../pdf/fields.ts';
import type { PdfFile } from '../pdf/file.ts';
import { isArray, isNamed, PdfDict, PdfError, PdfName, PdfRef, PdfStream, PdfString } from '../pdf/objects.ts';
import type { PdfValue } from '../pdf/objects.ts';

export interface Changes {
  readonly kind: 'none' | 'signature' | 'other';
  /** XMP or Info (dates, producer) were rewritten, as many signing programs do. */
  readonly metadata: boolean;
}

type Pair = readonly [before: PdfValue, after: PdfValue];

/** Keys of the catalog that a later signature may bring or change; AcroForm has its own rule. */
const catalogMayChange = new Set(['AcroForm', 'DSS', 'Extensions', 'Metadata', 'Version']);
const formMayChange = new Set(['Fields', 'SigFlags']);
const fillingMayChange = new Set(['V', 'AP', 'M', 'F', 'Rect', 'MK']);
const infoMayChange = new Set(['ModDate', 'Producer']);

export function changesBetween(before: PdfFile, after: PdfFile): Changes {
  return new Comparison(before, after).result();
}

class Comparison {
  readonly #before: PdfFile;
  readonly #after: PdfFile;
  readonly #seen = new Set<string>();
  readonly #pending: Pair[] = [];
  readonly #newWidgets = new Set<number>();
  readonly #filled = new Set<number>();
  #signatures = false;

  constructor(before: PdfFile, after: PdfFile) {
    this.#before = before;
    this.#after = after;
  }

  result(): Changes {
    const metadata = this.#metadataDiffers();
    const same = this.#signaturesOnly() && this.#info() && this.#catalog() && this.#drain();
    return { kind: !same ? 'other' : this.#signatures ? 'signature' : 'none', metadata };
  }

  /** Learns which fields are new or newly filled; false when one of them carries no signature. */
  #signaturesOnly(): boolean {
    const known = new Map(formFields(this.#before).signatures.map((field) => [field.name, field]));
    for (const field of formFields(this.#after).signatures) {
      const old = known.get(field.name);
      if (old?.value != null) continue;
      if (old === undefined ? !isSigned(field) : field.value !== null && !isSigned(field)) return false;
      if (old === undefined) for (const number of field.objects) this.#newWidgets.add(number);
      else if (field.value !== null) for (const number of field.objects) this.#filled.add(number);
      if (field.value !== null) this.#signatures = true;
    }
    return true;
  }

  #catalog(): boolean {
    const before = this.#before.catalog;
    const after = this.#after.catalog;
    if (before.duplicateKeys || after.duplicateKeys) return false;
    if (after.entries.has('DSS') && !this.#sameShape(before.get('DSS'), after.get('DSS'))) this.#signatures = true;
    return this.#keys(before, after, catalogMayChange) && this.#form(before.get('AcroForm'), after.get('AcroForm'));
  }

  #form(beforeValue: PdfValue, afterValue: PdfValue): boolean {
    const before = this.#before.resolve(beforeValue);
    const after = this.#after.resolve(afterValue);
    if (after === null) return before === null;
    if (!(after instanceof PdfDict) || after.duplicateKeys || !(before === null || before instanceof PdfDict)) return false;
    const old = before ?? new PdfDict();
    // Defaults for text in a form that had none (DA, DR) show nothing by themselves.
    const brought = new Set([...formMayChange, ...['DA', 'DR'].filter((key) => !old.entries.has(key))]);
    return this.#keys(old, after, brought) && this.#list(old.get('Fields'), after.get('Fields'));
  }

  /** The old items in their old order, and between them nothing but new signatures. */
  #list(beforeValue: PdfValue, afterValue: PdfValue): boolean {
    const before = this.#before.array(beforeValue);
    let next = 0;
    for (const item of this.#after.array(afterValue)) {
      const old = before[next];
      const isNext =
        next < before.length &&
        (item instanceof PdfRef ? old instanceof PdfRef && old.number === item.number : !(old instanceof PdfRef));
      if (isNext) {
        this.#pending.push([old ?? null, item]);
        next++;
      } else if (!(item instanceof PdfRef && this.#newWidgets.has(item.number))) return false;
    }
    return next === before.length;
  }

  #info(): boolean {
    const before = this.#before.resolve(this.#before.xref.trailer.get('Info'));
    const after = this.#after.resolve(this.#after.xref.trailer.get('Info'));
    if (before === null && after === null) return true;
    if (!(after instanceof PdfDict) || after.duplicateKeys || !(before === null || before instanceof PdfDict)) return false;
    return this.#keys(before ?? new PdfDict(), after, infoMayChange);
  }

  #metadataDiffers(): boolean {
    const info = (file: PdfFile): PdfValue[] => {
      const dict = file.resolve(file.xref.trailer.get('Info'));
      return dict instanceof PdfDict ? [...infoMayChange].map((key) => file.resolve(dict.get(key))) : [];
    };
    const xmp = (file: PdfFile): PdfValue => file.resolve(file.catalog.get('Metadata'));
    return (
      !shallowSame(xmp(this.#before), xmp(this.#after)) ||
      info(this.#before).some((value, i) => !shallowSame(value, info(this.#after)[i] ?? null))
    );
  }

  /** Queues every pair of entries but `except`; false when a key is on one side only. */
  #keys(before: PdfDict, after: PdfDict, except: ReadonlySet<string>): boolean {
    for (const key of new Set([...before.entries.keys(), ...after.entries.keys()])) {
      if (!except.has(key)) this.#pending.push([before.get(key), after.get(key)]);
    }
    return true;
  }

  #drain(): boolean {
    for (let pair = this.#pending.pop(); pair !== undefined; pair = this.#pending.pop()) if (!this.#step(pair)) return false;
    return true;
  }

  #step([beforeValue, afterValue]: Pair): boolean {
    if (beforeValue instanceof PdfRef && afterValue instanceof PdfRef) {
      const key = `${beforeValue.number} ${afterValue.number}`;
      if (this.#seen.has(key)) return true;
      this.#seen.add(key);
    }
    const before = this.#before.resolve(beforeValue);
    const after = this.#after.resolve(afterValue);
    if (before instanceof PdfDict && after instanceof PdfDict) return this.#dicts(before, after, beforeValue);
    if (before instanceof PdfStream && after instanceof PdfStream) {
      return Buffer.compare(before.raw, after.raw) === 0 && this.#dicts(before.dict, after.dict, null);
    }
    if (isArray(before) && isArray(after)) {
      if (before.length !== after.length) return false;
      before.forEach((item, i) => this.#pending.push([item, after[i] ?? null]));
      return true;
    }
    return shallowSame(before, after);
  }

  #dicts(before: PdfDict, after: PdfDict, place: PdfValue): boolean {
    if (before.duplicateKeys || after.duplicateKeys) return false;
    if (place instanceof PdfRef && this.#filled.has(place.number)) return this.#keys(before, after, fillingMayChange);
    if (!isNamed(this.#before.resolve(before.get('Type')), 'Page')) return this.#keys(before, after, new Set());
    return this.#keys(before, after, new Set(['Annots'])) && this.#list(before.get('Annots'), after.get('Annots'));
  }

  /** Whether two values are one and the same object, looked at from outside. */
  #sameShape(before: PdfValue, after: PdfValue): boolean {
    const comparison = new Comparison(this.#before, this.#after);
    comparison.#pending.push([before, after]);
    return comparison.#drain();
  }
}

function isSigned(field: SignatureField): boolean {
  return field.value !== null && isArray(field.value.get('ByteRange'));
}

function shallowSame(before: PdfValue, after: PdfValue): boolean {
  if (before instanceof PdfName && after instanceof PdfName) return before.name === after.name;
  if (before instanceof PdfString && after instanceof PdfString) return Buffer.compare(before.bytes, after.bytes) === 0;
  if (before instanceof PdfStream && after instanceof PdfStream) return Buffer.compare(before.raw, after.raw) === 0;
  return before === after;
}

/** `changesBetween`, where a file that cannot be walked counts as changed. */
export function judgeChanges(before: () => PdfFile, after: PdfFile): Changes {
  try {
    return changesBetween(before(), after);
  } catch (error) {
    if (!(error instanceof PdfError)) throw error;
    return { kind: 'other', metadata: false };
  }
}
