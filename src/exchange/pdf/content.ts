import { isWhite, PdfKeyword, PdfLimitError, PdfName, PdfParser, PdfString, PdfSyntaxError } from './objects.ts';
import type { PdfDict, PdfValue } from './objects.ts';
import { PdfStream, type PdfReader } from './reader.ts';

/** An image where it is shown. `width` and `height` in pixels, `dpi` the lower of its two directions. */
export interface ShownImage {
  readonly width: number;
  readonly height: number;
  readonly dpi: number;
  readonly bits: number;
  readonly colour: 'grey' | 'rgb' | 'cmyk' | 'indexed' | 'other';
  readonly filters: readonly string[];
  readonly interpolated: boolean;
  readonly deviceCmyk: boolean;
}

/** What a content stream shows, its forms included. */
export interface Shown {
  readonly images: ShownImage[];
  readonly fonts: Set<PdfValue>;
  text: boolean;
}

type Matrix = readonly [number, number, number, number, number, number];
const identity: Matrix = [1, 0, 0, 1, 0, 0];
const mostOperators = 10_000_000;
const mostForms = 50_000;
const deepestForm = 8;
const mostStates = 1_000;

/** Runs content streams far enough to see images, fonts and text; one scanner bounds the work of a whole document. */
export class ContentScanner {
  readonly #reader: PdfReader;
  #operators = 0;
  #forms = 0;

  constructor(reader: PdfReader) {
    this.#reader = reader;
  }

  /** Throws PdfSyntaxError when the content cannot be read, PdfLimitError when there is too much of it. */
  async scan(content: Buffer, resources: PdfDict | null, shown: Shown, start: Matrix = identity, depth = 0): Promise<void> {
    const parser = new PdfParser(content);
    const saved: Matrix[] = [];
    let matrix = start;
    let operands: PdfValue[] = [];
    const xobjects = await this.#reader.dict(resources?.get('XObject'));
    for (let value = parser.next(false); value !== undefined; value = parser.next(false)) {
      if (!(value instanceof PdfKeyword)) {
        if (operands.length < 1_000) operands.push(value);
        continue;
      }
      if (++this.#operators > mostOperators) throw new PdfLimitError('page content');
      const name = operands.at(-1);
      switch (value.word) {
        case 'q':
          if (saved.length >= mostStates) throw new PdfLimitError('graphics states');
          saved.push(matrix);
          break;
        case 'Q':
          matrix = saved.pop() ?? start;
          break;
        case 'cm':
          matrix = multiply(matrixOf(operands), matrix);
          break;
        case 'Do':
          if (name instanceof PdfName)
            await this.#show(await this.#reader.resolve(xobjects?.get(name.name)), resources, shown, matrix, depth);
          break;
        case 'Tj':
        case 'TJ':
        case "'":
        case '"':
          shown.text ||= operands.some(hasCharacters);
          break;
        case 'BI':
          skipInlineImage(parser, content);
          break;
      }
      operands = [];
    }
  }

  async #show(object: unknown, resources: PdfDict | null, shown: Shown, matrix: Matrix, depth: number): Promise<void> {
    if (!(object instanceof PdfStream)) return;
    const kind = await this.#reader.name(object.dict.get('Subtype'));
    if (kind === 'Image') shown.images.push(await this.#image(object.dict, matrix));
    if (kind !== 'Form') return;
    if (depth >= deepestForm || ++this.#forms > mostForms) throw new PdfLimitError('forms');
    const own = (await this.#reader.dict(object.dict.get('Resources'))) ?? resources;
    await this.fonts(own, shown);
    const placed = multiply(matrixOf(await this.#reader.array(object.dict.get('Matrix'))), matrix);
    await this.scan(await this.#reader.bytes(object), own, shown, placed, depth + 1);
  }

  /** Adds every font the resources offer. */
  async fonts(resources: PdfDict | null, shown: Shown): Promise<void> {
    for (const font of (await this.#reader.dict(resources?.get('Font')))?.values() ?? []) shown.fonts.add(font);
  }

  async #image(dict: PdfDict, [a, b, c, d]: Matrix): Promise<ShownImage> {
    const reader = this.#reader;
    const [width, height] = [(await reader.number(dict.get('Width'))) ?? 0, (await reader.number(dict.get('Height'))) ?? 0];
    const mask = (await reader.resolve(dict.get('ImageMask'))) === true;
    const dpi = Math.min((72 * width) / Math.hypot(a, b), (72 * height) / Math.hypot(c, d));
    const filter = await reader.resolve(dict.get('Filter'));
    const filters: readonly unknown[] = Array.isArray(filter) ? filter : [filter];
    return {
      width,
      height,
      dpi: Number.isFinite(dpi) ? Math.round(dpi * 10) / 10 : 0,
      bits: mask ? 1 : ((await reader.number(dict.get('BitsPerComponent'))) ?? 8),
      colour: mask ? 'grey' : await this.#colour(dict.get('ColorSpace')),
      filters: filters.flatMap((one) => (one instanceof PdfName ? [one.name] : [])),
      deviceCmyk: (await reader.name(dict.get('ColorSpace'))) === 'DeviceCMYK',
      interpolated: (await reader.resolve(dict.get('Interpolate'))) === true,
    };
  }

  async #colour(value: PdfValue | undefined): Promise<ShownImage['colour']> {
    const space = await this.#reader.resolve(value);
    const family = Array.isArray(space)
      ? await this.#reader.name(space[0] as PdfValue)
      : space instanceof PdfName
        ? space.name
        : '';
    if (family === 'DeviceGray' || family === 'CalGray') return 'grey';
    if (family === 'DeviceRGB' || family === 'CalRGB') return 'rgb';
    if (family === 'DeviceCMYK') return 'cmyk';
    if (family === 'Indexed') return 'indexed';
    if (family !== 'ICCBased' || !Array.isArray(space)) return 'other';
    const components = await this.#reader.number((await this.#reader.dict(space[1] as PdfValue))?.get('N'));
    return components === 1 ? 'grey' : components === 3 ? 'rgb' : components === 4 ? 'cmyk' : 'other';
  }
}

function hasCharacters(value: PdfValue): boolean {
  return value instanceof PdfString ? value.bytes.length > 0 : Array.isArray(value) && value.some(hasCharacters);
}

function matrixOf(values: readonly PdfValue[]): Matrix {
  const [a, b, c, d, e, f] = values.slice(-6);
  const all = [a, b, c, d, e, f].every((value) => typeof value === 'number');
  return all ? ([a, b, c, d, e, f] as unknown as Matrix) : identity;
}

/** `first` is applied before `then` (ISO 32000-1, 8.3.4). */
function multiply([a, b, c, d, e, f]: Matrix, [A, B, C, D, E, F]: Matrix): Matrix {
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F];
}

/** Goes behind the `EI` of an inline image: white space on both sides, as its data may hold the letters (ISO 32000-1, 8.9.7). */
function skipInlineImage(parser: PdfParser, content: Buffer): void {
  for (let at = content.indexOf('EI', parser.at, 'latin1'); at >= 0; at = content.indexOf('EI', at + 2, 'latin1')) {
    if (isWhite(content[at - 1]) && (at + 2 === content.length || isWhite(content[at + 2]))) {
      parser.at = at + 2;
      return;
    }
  }
  throw new PdfSyntaxError('inline image');
}
