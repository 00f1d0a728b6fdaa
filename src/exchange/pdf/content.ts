import type { PdfFile } from './file.ts';
import { isWhite, Lexer } from './lexer.ts';
import { isArray, nameOf, PdfDict, PdfError, PdfLimitError, PdfName, PdfStream, PdfString } from './objects.ts';
import type { PdfValue } from './objects.ts';
import { bytesSource } from './source.ts';

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
/** For a whole document, in operators; what else is looked at costs as much as so many of them. */
const mostWork = 50_000_000;
const costs = { font: 1, annotation: 50, image: 500, stream: 500 };
const deepestForm = 8;
const mostStates = 1_000;

/** Runs content streams far enough to see images, fonts and text; one scanner bounds the work of a whole document. */
export class ContentScanner {
  readonly #pdf: PdfFile;
  #work = 0;

  constructor(pdf: PdfFile) {
    this.#pdf = pdf;
  }

  /** Also counts every font that `resources` offer as shown. Throws PdfError when the content cannot be read or there is too much of it. */
  scan(content: Buffer, resources: PdfValue, shown: Shown, start: Matrix = identity, depth = 0): void {
    const fonts = this.#pdf.at(resources, 'Font');
    this.#spend(costs.stream);
    for (const font of fonts instanceof PdfDict ? fonts.entries.values() : []) {
      this.#spend(costs.font);
      shown.fonts.add(font);
    }
    const lexer = new Lexer(bytesSource(content));
    const saved: Matrix[] = [];
    let matrix = start;
    let operands: PdfValue[] = [];
    for (let token = lexer.token(); token !== undefined; token = lexer.token()) {
      if (typeof token !== 'string') {
        if (operands.length < 1_000) operands.push(token);
        continue;
      }
      this.#spend(1);
      const name = operands.at(-1);
      switch (token) {
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
          if (name instanceof PdfName) this.#show(this.#pdf.at(resources, 'XObject', name.name), resources, shown, matrix, depth);
          break;
        case 'Tj':
        case 'TJ':
        case "'":
        case '"':
          shown.text ||= operands.some(hasCharacters);
          break;
        case 'BI':
          skipInlineImage(lexer, content);
          break;
      }
      operands = [];
    }
  }

  #show(object: PdfValue, resources: PdfValue, shown: Shown, matrix: Matrix, depth: number): void {
    if (!(object instanceof PdfStream)) return;
    const kind = nameOf(this.#pdf.at(object, 'Subtype'));
    if (kind === 'Image') shown.images.push(this.#image(object, matrix));
    if (kind !== 'Form') return;
    if (depth >= deepestForm) throw new PdfLimitError('forms');
    const own = this.#pdf.at(object, 'Resources') ?? resources;
    const placed = multiply(matrixOf(this.#pdf.array(object.dict.get('Matrix'))), matrix);
    this.scan(this.#pdf.decoded(object), own, shown, placed, depth + 1);
  }

  /** Fonts of what the annotations of a page show, visible stamps of signatures among them. Their text is not the record's. */
  scanAppearances(page: PdfDict, fonts: Set<PdfValue>): void {
    for (const annotation of this.#pdf.array(page.get('Annots'))) {
      this.#spend(costs.annotation);
      const appearance = this.#pdf.at(annotation, 'AP', 'N');
      if (!(appearance instanceof PdfStream)) continue;
      this.scan(this.#pdf.decoded(appearance), appearance.dict.get('Resources'), { images: [], fonts, text: false });
    }
  }

  #spend(work: number): void {
    this.#work += work;
    if (this.#work > mostWork) throw new PdfLimitError('page content');
  }

  #image(image: PdfStream, [a, b, c, d]: Matrix): ShownImage {
    this.#spend(costs.image);
    const number = (key: string, otherwise: number): number => {
      const value = this.#pdf.at(image, key);
      return typeof value === 'number' ? value : otherwise;
    };
    const [width, height] = [number('Width', 0), number('Height', 0)];
    const mask = this.#pdf.at(image, 'ImageMask') === true;
    const dpi = Math.min((72 * width) / Math.hypot(a, b), (72 * height) / Math.hypot(c, d));
    const filter = this.#pdf.at(image, 'Filter');
    const space = this.#pdf.at(image, 'ColorSpace');
    return {
      width,
      height,
      dpi: Number.isFinite(dpi) ? Math.round(dpi * 10) / 10 : 0,
      bits: mask ? 1 : number('BitsPerComponent', 8),
      colour: mask ? 'grey' : this.#colour(space),
      filters: (isArray(filter) ? filter : [filter]).flatMap((one) => nameOf(this.#pdf.resolve(one)) ?? []),
      deviceCmyk: nameOf(space) === 'DeviceCMYK',
      interpolated: this.#pdf.at(image, 'Interpolate') === true,
    };
  }

  #colour(space: PdfValue): ShownImage['colour'] {
    const [family, profile = null] = isArray(space) ? space : [space];
    switch (nameOf(this.#pdf.resolve(family ?? null))) {
      case 'DeviceGray':
      case 'CalGray':
        return 'grey';
      case 'DeviceRGB':
      case 'CalRGB':
        return 'rgb';
      case 'DeviceCMYK':
        return 'cmyk';
      case 'Indexed':
        return 'indexed';
      case 'ICCBased': {
        const components = this.#pdf.at(profile, 'N');
        return components === 1 ? 'grey' : components === 3 ? 'rgb' : components === 4 ? 'cmyk' : 'other';
      }
      default:
        return 'other';
    }
  }
}

function hasCharacters(value: PdfValue): boolean {
  return value instanceof PdfString ? value.bytes.length > 0 : isArray(value) && value.some(hasCharacters);
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
function skipInlineImage(lexer: Lexer, content: Buffer): void {
  for (let at = content.indexOf('EI', lexer.at, 'latin1'); at >= 0; at = content.indexOf('EI', at + 2, 'latin1')) {
    if (isWhite(content[at - 1]) && (at + 2 === content.length || isWhite(content[at + 2]))) {
      lexer.at = at + 2;
      return;
    }
  }
  throw new PdfError('inline image');
}
