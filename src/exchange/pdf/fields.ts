/** Signature fields of a form (ISO 32000-1 §12.7.4.5), found through the AcroForm and nowhere else. */
import type { PdfFile } from './file.ts';
import { isNamed, PdfDict, PdfError, PdfLimitError, PdfRef, PdfString, readTextString } from './objects.ts';
import type { PdfValue } from './objects.ts';

export interface SignatureField {
  /** Fully qualified name. */
  readonly name: string;
  readonly ref: PdfRef | null;
  readonly field: PdfDict;
  /** The signature dictionary, null while the field is empty. */
  readonly value: PdfDict | null;
  /** Object numbers of the field and its widgets. */
  readonly objects: readonly number[];
}

const maxFields = 20_000;
const maxDepth = 32;

/** Names of all fields and every signature field among them, in the form's order. */
export function formFields(pdf: PdfFile): { names: Set<string>; signatures: SignatureField[] } {
  const names = new Set<string>();
  const signatures: SignatureField[] = [];
  const form = pdf.resolve(pdf.catalog.get('AcroForm'));
  if (!(form instanceof PdfDict)) return { names, signatures };
  const seen = new Set<number>();
  let visited = 0;
  const walk = (node: PdfValue, parentName: string, parentType: PdfValue, parentValue: PdfValue, depth: number): void => {
    if (++visited > maxFields || depth > maxDepth) throw new PdfLimitError('form fields');
    if (node instanceof PdfRef) {
      if (seen.has(node.number)) throw new PdfError('a field stands twice');
      seen.add(node.number);
    }
    const field = pdf.resolve(node);
    if (!(field instanceof PdfDict)) return;
    const partial = pdf.resolve(field.get('T'));
    const own = partial instanceof PdfString ? readTextString(partial) : '';
    const name = parentName !== '' && own !== '' ? `${parentName}.${own}` : own || parentName;
    const type = field.entries.has('FT') ? pdf.resolve(field.get('FT')) : parentType;
    const value = field.entries.has('V') ? field.get('V') : parentValue;
    const kids = pdf.array(field.get('Kids'));
    const childFields = kids.filter((kid) => {
      const dict = pdf.resolve(kid);
      return dict instanceof PdfDict && dict.entries.has('T');
    });
    if (name !== '') names.add(name);
    for (const kid of childFields) walk(kid, name, type, value, depth + 1);
    if (childFields.length > 0 || !isNamed(type, 'Sig')) return;
    const widgets = kids.map(pdf.resolve).filter((kid) => kid instanceof PdfDict);
    const signature = pdf.resolve(theOneValue([value, ...widgets.map((widget) => widget.get('V'))]));
    signatures.push({
      name,
      ref: node instanceof PdfRef ? node : null,
      field,
      value: signature instanceof PdfDict ? signature : null,
      objects: [node, ...kids].flatMap((part) => (part instanceof PdfRef ? [part.number] : [])),
    });
  };
  for (const field of pdf.array(form.get('Fields'))) walk(field, '', null, null, 0);
  return { names, signatures };
}

/** Widgets may repeat the value of their field or hold it for all (ISO 32000-1 §12.7.3.2): two signatures in one field are none. */
function theOneValue(values: readonly PdfValue[]): PdfValue {
  const [first = null, ...others] = values.filter((value) => value !== null);
  const same = (other: PdfValue) => first instanceof PdfRef && other instanceof PdfRef && first.number === other.number;
  if (!others.every(same)) throw new PdfError('a field with two values');
  return first;
}
