/** The first page of a PDF as a stamp needs it. */
import type { PdfFile } from '../../../exchange/pdf/file.ts';
import { PdfDict, PdfError } from '../../../exchange/pdf/objects.ts';
import type { PdfRef, PdfValue } from '../../../exchange/pdf/objects.ts';
import type { PageView, Rect } from './stamp.ts';

export interface FirstPage {
  readonly ref: PdfRef;
  /** As it stands in the file, without what it inherits. */
  readonly dict: PdfDict;
  readonly view: PageView;
  /** Where annotations already show something. */
  readonly taken: readonly Rect[];
  /** Pages in the whole file. */
  readonly count: number;
}

/** Null when there is no page. @throws PdfError */
export function readFirstPage(pdf: PdfFile): FirstPage | null {
  let first: { ref: PdfRef; page: PdfDict } | null = null;
  let count = 0;
  for (const page of pdf.pages()) {
    first ??= page;
    count++;
  }
  if (first === null) return null;
  return {
    ref: first.ref,
    dict: pdf.dict(first.ref),
    view: viewOf(pdf, first.page),
    taken: annotationRects(pdf, first.page),
    count,
  };
}

/** CropBox within MediaBox; A4 where a file says nothing usable (ISO 32000-1 §7.7.3.3, 14.11.2). */
function viewOf(pdf: PdfFile, page: PdfDict): PageView {
  const media = readRect(pdf, page.get('MediaBox')) ?? [0, 0, 595.276, 841.89];
  const crop = readRect(pdf, page.get('CropBox')) ?? media;
  const [x0, y0, x1, y1] = [
    Math.max(media[0], crop[0]),
    Math.max(media[1], crop[1]),
    Math.min(media[2], crop[2]),
    Math.min(media[3], crop[3]),
  ];
  const [left, bottom, right, top] = x1 > x0 && y1 > y0 ? [x0, y0, x1, y1] : media;
  const turns = pdf.resolve(page.get('Rotate'));
  const quarter = typeof turns === 'number' ? (((turns / 90) % 4) + 4) % 4 : 0;
  const rotate = quarter === 1 ? 90 : quarter === 2 ? 180 : quarter === 3 ? 270 : 0;
  const unit = pdf.resolve(page.get('UserUnit'));
  return {
    x: left,
    y: bottom,
    width: right - left,
    height: top - bottom,
    rotate,
    unit: typeof unit === 'number' && unit > 0 ? unit : 1,
  };
}

const maxAnnotations = 10_000;

function annotationRects(pdf: PdfFile, page: PdfDict): Rect[] {
  const annotations = pdf.array(page.get('Annots'));
  if (annotations.length > maxAnnotations) throw new PdfError('too many annotations');
  return annotations.flatMap((item) => {
    const annotation = pdf.resolve(item);
    const rect = annotation instanceof PdfDict ? readRect(pdf, annotation.get('Rect')) : null;
    return rect === null ? [] : [rect];
  });
}

/** With its corners in order; null when it is no rectangle or has no area. */
function readRect(pdf: PdfFile, value: PdfValue): Rect | null {
  const [ax, ay, bx, by] = pdf.array(value).map(pdf.resolve);
  if (typeof ax !== 'number' || typeof ay !== 'number' || typeof bx !== 'number' || typeof by !== 'number') return null;
  const rect = [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)] as const;
  return rect[2] > rect[0] && rect[3] > rect[1] ? rect : null;
}
