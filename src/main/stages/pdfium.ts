/**
 * PDFium (WebAssembly) behind a few words: open, look at what is painted, take an image out, render. One instance per file, so that a
 * hostile file cannot touch the next and its memory goes with it. The file is read from disk piece by piece, never held whole.
 */
import { init } from '@embedpdf/pdfium';
import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Raster } from './raster.ts';

/** Numbers of fpdfview.h, fpdf_edit.h and fpdf_annot.h. */
const errorPassword = 4;
const objectText = 1;
const objectPath = 2;
const objectImage = 3;
const objectForm = 5;
const textInvisible = [3, 7];
const renderAnnotations = 1;
const bitmapFormat = { grey: 1, bgr: 2, bgrx: 3, bgra: 4 } as const;
const annotationHidden = 1 << 1;
const annotationNoView = 1 << 5;
const annotationPopup = 16;
const annotationLink = 2;
/** Forms inside forms inside forms: deeper than any producer goes. */
const maxDepth = 8;
/** Enough to know that a page is not a scan. */
const maxObjects = 20_000;

const require = createRequire(import.meta.url);
let program: Promise<ArrayBuffer> | null = null;

async function start(): Promise<WrappedPdfiumModule> {
  program ??= readFile(require.resolve('@embedpdf/pdfium/pdfium.wasm')).then((bytes) => new Uint8Array(bytes).buffer);
  // Given the bytes, the library never looks for a network.
  const library = await init({ wasmBinary: await program });
  library.PDFiumExt_Init();
  return library;
}

/** What is painted on a PDF page, in painting order. `matrix` maps the unit square to the page, as in ISO 32000-1, 8.3.4. */
export interface Painted {
  readonly kind: 'image' | 'other';
  readonly visible: boolean;
  readonly matrix: Matrix | null;
}
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];
/** In points: left, bottom, right, top. */
export type Rect = readonly [number, number, number, number];

export interface PaintedObject extends Painted {
  readonly handle: number;
}

export interface EmbeddedImage {
  readonly width: number;
  readonly height: number;
  readonly bitsPerPixel: number;
  /** True for DeviceGray, DeviceRGB, CalGray, CalRGB and ICCBased. */
  readonly ordinaryColour: boolean;
  /** The stream as it lies in the file, when its only filter is DCTDecode. */
  readonly jpeg: Uint8Array | null;
}

export class PdfFile {
  readonly #lib: WrappedPdfiumModule;
  readonly #fd: number;
  readonly #document: number;
  readonly pageCount: number;

  private constructor(lib: WrappedPdfiumModule, fd: number, document: number) {
    this.#lib = lib;
    this.#fd = fd;
    this.#document = document;
    this.pageCount = lib.FPDF_GetPageCount(document);
  }

  /** Opens with the empty user password. The caller closes what it got. */
  static async open(path: string): Promise<PdfFile | 'encrypted' | 'broken'> {
    const lib = await start();
    const { pdfium } = lib;
    const fd = openSync(path, 'r');
    try {
      const size = fstatSync(fd).size;
      // FPDF_FILEACCESS: length, block reader, its parameter.
      const readBlock = pdfium.addFunction((_: number, position: number, buffer: number, length: number) => {
        const target = new Uint8Array(pdfium.HEAPU8.buffer, buffer, length);
        return readSync(fd, target, 0, length, position >>> 0) === length ? 1 : 0;
      }, 'iiiii');
      const access = pdfium.wasmExports.malloc(12);
      pdfium.setValue(access, size, 'i32');
      pdfium.setValue(access + 4, readBlock, 'i32');
      pdfium.setValue(access + 8, 0, 'i32');
      const document = size < 2 ** 32 ? lib.FPDF_LoadCustomDocument(access, '') : 0;
      if (document !== 0) return new PdfFile(lib, fd, document);
      closeSync(fd);
      return lib.FPDF_GetLastError() === errorPassword ? 'encrypted' : 'broken';
    } catch (error) {
      closeSync(fd);
      throw error;
    }
  }

  close(): void {
    this.#lib.FPDF_CloseDocument(this.#document);
    closeSync(this.#fd);
  }

  /** True when a signature field holds a signature; an empty field to be signed later is not one. */
  hasSignature(): boolean {
    const count = this.#lib.FPDF_GetSignatureCount(this.#document);
    for (let index = 0; index < count; index++) {
      const signature = this.#lib.FPDF_GetSignatureObject(this.#document, index);
      if (signature !== 0 && this.#lib.FPDFSignatureObj_GetContents(signature, 0, 0) > 0) return true;
    }
    return false;
  }

  /** Runs `use` with the page open; null when the page cannot be loaded. `index` is 0-based. */
  async withPage<T>(index: number, use: (page: PdfPage) => Promise<T>): Promise<T | null> {
    const handle = this.#lib.FPDF_LoadPage(this.#document, index);
    if (handle === 0) return null;
    try {
      return await use(new PdfPage(this.#lib, handle));
    } finally {
      this.#lib.FPDF_ClosePage(handle);
    }
  }
}

export class PdfPage {
  readonly #lib: WrappedPdfiumModule;
  readonly #page: number;
  /** Size as shown (after /Rotate), in points. */
  readonly width: number;
  readonly height: number;
  readonly turn: 0 | 90 | 180 | 270;

  constructor(lib: WrappedPdfiumModule, page: number) {
    this.#lib = lib;
    this.#page = page;
    this.width = lib.FPDF_GetPageWidthF(page);
    this.height = lib.FPDF_GetPageHeightF(page);
    this.turn = ([0, 90, 180, 270] as const)[lib.FPDFPage_GetRotation(page)] ?? 0;
  }

  /** The part of the unturned page that is shown. */
  box(): Rect {
    return this.#with(16, (at) => {
      this.#lib.FPDF_GetPageBoundingBox(this.#page, at);
      const [left, top, right, bottom] = this.#floats(at, 4);
      return [left!, bottom!, right!, top!];
    });
  }

  /** Everything painted, forms opened up, in painting order; null when there is too much to be a scan. */
  painted(): PaintedObject[] | null {
    const found: PaintedObject[] = [];
    const count = this.#lib.FPDFPage_CountObjects(this.#page);
    for (let index = 0; index < count; index++) {
      if (!this.#collect(this.#lib.FPDFPage_GetObject(this.#page, index), identity, 0, found)) return null;
    }
    for (let index = 0; index < this.#lib.FPDFPage_GetAnnotCount(this.#page); index++) {
      if (this.#annotationShows(index)) found.push({ kind: 'other', visible: true, matrix: null, handle: 0 });
    }
    return found;
  }

  #collect(handle: number, outer: Matrix, depth: number, found: PaintedObject[]): boolean {
    const type = this.#lib.FPDFPageObj_GetType(handle);
    const matrix = multiply(this.#matrix(handle), outer);
    if (type === objectForm) {
      if (depth >= maxDepth) return false;
      const count = this.#lib.FPDFFormObj_CountObjects(handle);
      for (let index = 0; index < count; index++) {
        if (!this.#collect(this.#lib.FPDFFormObj_GetObject(handle, index), matrix, depth + 1, found)) return false;
      }
      return true;
    }
    const image = type === objectImage;
    found.push({ kind: image ? 'image' : 'other', visible: this.#visible(handle, type), matrix: image ? matrix : null, handle });
    return found.length <= maxObjects;
  }

  #visible(handle: number, type: number): boolean {
    if (type === objectText) return !textInvisible.includes(this.#lib.FPDFTextObj_GetTextRenderMode(handle));
    if (type !== objectPath) return true;
    return this.#with(8, (at) => {
      if (!this.#lib.FPDFPath_GetDrawMode(handle, at, at + 4)) return true;
      const { pdfium } = this.#lib;
      return pdfium.getValue(at, 'i32') !== 0 || pdfium.getValue(at + 4, 'i32') !== 0;
    });
  }

  #annotationShows(index: number): boolean {
    const annotation = this.#lib.FPDFPage_GetAnnot(this.#page, index);
    if (annotation === 0) return false;
    const kind = this.#lib.FPDFAnnot_GetSubtype(annotation);
    const flags = this.#lib.FPDFAnnot_GetFlags(annotation);
    this.#lib.FPDFPage_CloseAnnot(annotation);
    return kind !== annotationPopup && kind !== annotationLink && (flags & (annotationHidden | annotationNoView)) === 0;
  }

  #matrix(handle: number): Matrix {
    return this.#with(24, (at) => {
      if (!this.#lib.FPDFPageObj_GetMatrix(handle, at)) return identity;
      const [a, b, c, d, e, f] = this.#floats(at, 6);
      return [a!, b!, c!, d!, e!, f!];
    });
  }

  /** What the image object says of itself; null when it says nothing usable. */
  image(handle: number): EmbeddedImage | null {
    const facts = this.#with(28, (at) => {
      if (!this.#lib.FPDFImageObj_GetImageMetadata(handle, this.#page, at)) return null;
      const int = (offset: number) => this.#lib.pdfium.getValue(at + offset, 'i32');
      return { width: int(0) >>> 0, height: int(4) >>> 0, bitsPerPixel: int(16), space: int(20) };
    });
    if (facts === null || facts.width === 0 || facts.height === 0) return null;
    const filters = this.#lib.FPDFImageObj_GetImageFilterCount(handle);
    const jpeg = filters === 1 && this.#filter(handle) === 'DCTDecode' ? this.#raw(handle) : null;
    return { ...facts, ordinaryColour: [1, 2, 4, 5, 7].includes(facts.space), jpeg };
  }

  #filter(handle: number): string {
    return this.#with(32, (at) => {
      const length = this.#lib.FPDFImageObj_GetImageFilter(handle, 0, at, 32);
      return length > 0 && length <= 32 ? this.#lib.pdfium.UTF8ToString(at) : '';
    });
  }

  #raw(handle: number): Uint8Array {
    const length = this.#lib.FPDFImageObj_GetImageDataRaw(handle, 0, 0);
    return this.#with(length, (at) => {
      this.#lib.FPDFImageObj_GetImageDataRaw(handle, at, length);
      return this.#lib.pdfium.HEAPU8.slice(at, at + length);
    });
  }

  /** The image's own pixels, decoded; null when PDFium cannot. */
  decode(handle: number): Raster | null {
    const bitmap = this.#lib.FPDFImageObj_GetBitmap(handle);
    return bitmap === 0 ? null : this.#takeBitmap(bitmap);
  }

  /** Where a stencil paints: one byte per pixel, 1 where it does; null for an image of more than one bit. */
  stencil(handle: number): Uint8Array | null {
    if (this.image(handle)?.bitsPerPixel !== 1) return null;
    const pixels = this.decode(handle);
    // PDFium answers a stencil as the light it lets through.
    if (pixels === null) return null;
    const { data } = pixels;
    for (let at = 0; at < data.length; at++) data[at] = data[at]! >> 7;
    return data;
  }

  /** The page as shown, with its annotations, on white paper. */
  render(width: number, height: number): Raster | null {
    const bitmap = this.#lib.FPDFBitmap_CreateEx(width, height, bitmapFormat.bgr, 0, 0);
    if (bitmap === 0) return null;
    this.#lib.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff);
    this.#lib.FPDF_RenderPageBitmap(bitmap, this.#page, 0, 0, width, height, 0, renderAnnotations);
    return this.#takeBitmap(bitmap);
  }

  #takeBitmap(bitmap: number): Raster | null {
    const lib = this.#lib;
    try {
      const width = lib.FPDFBitmap_GetWidth(bitmap);
      const height = lib.FPDFBitmap_GetHeight(bitmap);
      const stride = lib.FPDFBitmap_GetStride(bitmap);
      const format = lib.FPDFBitmap_GetFormat(bitmap);
      const at = lib.FPDFBitmap_GetBuffer(bitmap);
      const step = format === bitmapFormat.grey ? 1 : format === bitmapFormat.bgr ? 3 : 4;
      if (at === 0 || format < bitmapFormat.grey || format > bitmapFormat.bgra) return null;
      const channels = step === 1 ? 1 : 3;
      const from = lib.pdfium.HEAPU8.subarray(at, at + stride * height);
      const data = new Uint8Array(width * height * channels);
      for (let y = 0, to = 0; y < height; y++) {
        for (let x = 0, i = y * stride; x < width; x++, i += step, to += channels) {
          data[to] = from[i + channels - 1]!;
          if (channels === 3) {
            data[to + 1] = from[i + 1]!;
            data[to + 2] = from[i]!;
          }
        }
      }
      return { data, width, height, channels };
    } finally {
      lib.FPDFBitmap_Destroy(bitmap);
    }
  }

  #floats(at: number, count: number): number[] {
    return Array.from({ length: count }, (_, index) => this.#lib.pdfium.getValue(at + index * 4, 'float'));
  }

  #with<T>(bytes: number, use: (at: number) => T): T {
    const at = this.#lib.pdfium.wasmExports.malloc(bytes);
    try {
      return use(at);
    } finally {
      this.#lib.pdfium.wasmExports.free(at);
    }
  }
}

const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** `inner` first, then `outer` (ISO 32000-1, 8.3.4). */
function multiply([a, b, c, d, e, f]: Matrix, [A, B, C, D, E, F]: Matrix): Matrix {
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F];
}
