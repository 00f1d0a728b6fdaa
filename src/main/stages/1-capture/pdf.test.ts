import { PDFDocument, PDFName, PDFString, degrees } from 'pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { captureBench, shot } from '../../../../tests/fixtures/capture/capture-bench.ts';
import type { CaptureBench } from '../../../../tests/fixtures/capture/capture-bench.ts';
import { sha256Of } from '../../../exchange/digest.ts';
import { bilevelPng } from '../bilevel-png.ts';

let bench: CaptureBench;
beforeAll(async () => {
  bench = await captureBench();
});
afterAll(() => bench.close());

describe('PDF', () => {
  const a4 = [595.2, 841.92] as const;

  async function scanned(jpeg: Uint8Array, turn = 0): Promise<PDFDocument> {
    const pdf = await PDFDocument.create();
    const page = pdf.addPage([...a4]);
    page.drawImage(await pdf.embedJpg(jpeg), { x: 0, y: 0, width: a4[0], height: a4[1] });
    page.setRotation(degrees(turn));
    return pdf;
  }
  const photo = () => shot(1240, 1754).jpeg({ quality: 80 }).toBuffer();

  it('a scanned page gives its own JPEG, byte for byte, at its own resolution', async () => {
    const jpeg = await photo();
    const { pages } = await bench.pagesOf(await (await scanned(jpeg)).save());
    expect(pages[0]).toMatchObject({
      image: sha256Of(jpeg),
      mime: 'image/jpeg',
      origin: 'pdf-image',
      width: 1240,
      orientation: 1,
      colour: 'colour',
    });
    expect(pages[0]!.dpiX).toBeCloseTo(150, 0);
  });

  it.each([
    [90, 6],
    [180, 3],
    [270, 8],
  ])('a page turned by %i keeps its bytes and says orientation %i', async (turn, orientation) => {
    const jpeg = await photo();
    const { pages } = await bench.pagesOf(await (await scanned(jpeg, turn)).save());
    expect(pages[0]).toMatchObject({ image: sha256Of(jpeg), orientation });
  });

  it('invisible text over the scan does not make it a drawn page', async () => {
    const jpeg = await photo();
    const pdf = await scanned(jpeg);
    const page = pdf.getPage(0);
    page.drawText('hidden', { x: 100, y: 400, size: 20, renderMode: 3 } as Parameters<typeof page.drawText>[1]);
    const { pages } = await bench.pagesOf(await pdf.save());
    expect(pages[0]).toMatchObject({ origin: 'pdf-image', image: sha256Of(jpeg) });
  });

  it('a stamp drawn over the scan is not lost: the page is rendered', async () => {
    const pdf = await scanned(await photo());
    pdf.getPage(0).drawRectangle({ x: 300, y: 300, width: 80, height: 80 });
    const { pages } = await bench.pagesOf(await pdf.save());
    expect(pages[0]).toMatchObject({ origin: 'pdf-rendered', width: 2480, height: 3508 });
    const { data, info } = await sharp(await bench.vault.read(pages[0]!.image))
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const x = Math.round((340 / 72) * 300);
    const y = Math.round(((a4[1] - 340) / 72) * 300);
    expect(data[(y * info.width + x) * info.channels]).toBeLessThan(20);
  });

  it('a scan behind a soft mask is shown as the page shows it, not as its bytes lie', async () => {
    const pdf = await PDFDocument.create();
    const rgba = await shot(620, 877).ensureAlpha(0.1).png().toBuffer();
    pdf.addPage([...a4]).drawImage(await pdf.embedPng(rgba), { x: 0, y: 0, width: a4[0], height: a4[1] });
    const { pages } = await bench.pagesOf(await pdf.save());
    expect(pages[0]!.origin).toBe('pdf-rendered');
  });

  it('a bitonal scan stays bitonal at its own size', async () => {
    const grey = Buffer.alloc(1654 * 2339, 255);
    for (let y = 200; y < 2000; y += 30) grey.fill(0, y * 1654 + 200, y * 1654 + 1400);
    const pdf = await PDFDocument.create();
    const png = await bilevelPng(grey, 1654, 2339, { x: 200, y: 200 });
    pdf.addPage([...a4]).drawImage(await pdf.embedPng(png), { x: 0, y: 0, width: a4[0], height: a4[1] });
    const { pages } = await bench.pagesOf(await pdf.save());
    expect(pages[0]).toMatchObject({ origin: 'pdf-image', colour: 'bilevel', width: 1654, height: 2339, mime: 'image/png' });
  });

  it('a born-digital page is rendered at 300 dpi, a huge one within bounds', async () => {
    const pdf = await PDFDocument.create();
    pdf.addPage([...a4]).drawRectangle({ x: 100, y: 100, width: 100, height: 5 });
    pdf.addPage([8000, 8000]).drawRectangle({ x: 100, y: 100, width: 100, height: 5 });
    const { result, seen } = await bench.run(await pdf.save());
    expect(result).toMatchObject({
      ok: true,
      data: { kind: 'pdf', signed: false, pages: [{ width: 2480, height: 3508, origin: 'pdf-rendered' }, { sourcePage: 2 }] },
    });
    if (result.ok) expect(result.data.pages[1]!.width * result.data.pages[1]!.height).toBeLessThanOrEqual(40.1e6);
    expect(seen).toEqual([1, 2]);
  });

  it('a signature makes it signed; an empty signature field does not', async () => {
    const make = async (value: boolean) => {
      const pdf = await PDFDocument.create();
      const page = pdf.addPage([200, 200]);
      page.drawRectangle({ x: 10, y: 10, width: 20, height: 20 });
      const signature = pdf.context.obj({
        Type: 'Sig',
        Filter: 'Adobe.PPKLite',
        SubFilter: 'ETSI.CAdES.detached',
        ByteRange: [0, 10, 20, 30],
        Contents: PDFString.of('signature'),
      });
      const field = pdf.context.obj({
        FT: 'Sig',
        T: PDFString.of('ky'),
        Type: 'Annot',
        Subtype: 'Widget',
        Rect: [0, 0, 0, 0],
        F: 2,
      });
      if (value) field.set(PDFName.of('V'), pdf.context.register(signature));
      const ref = pdf.context.register(field);
      page.node.set(PDFName.of('Annots'), pdf.context.obj([ref]));
      pdf.catalog.set(PDFName.of('AcroForm'), pdf.context.obj({ Fields: [ref], SigFlags: 3 }));
      return pdf.save();
    };
    expect((await bench.pagesOf(await make(true))).signed).toBe(true);
    expect((await bench.pagesOf(await make(false))).signed).toBe(false);
  });

  it('cut off, broken, without pages, or locked: each its own code', async () => {
    const whole = await (await scanned(await photo())).save();
    expect(await bench.codeOf(whole.subarray(0, whole.length / 2), 'cut.pdf')).toBe('PDF_BROKEN');
    expect(await bench.codeOf(Buffer.from('%PDF-1.7\nnothing here\n%%EOF\n'))).toBe('PDF_BROKEN');
    expect(await bench.codeOf(await (await PDFDocument.create()).save({ addDefaultPage: false }))).toBe('PDF_NO_PAGES');
    const locked = await scanned(await photo());
    locked.encrypt({ userPassword: 'bi-mat', ownerPassword: 'chu' });
    expect(await bench.codeOf(await locked.save())).toBe('PDF_ENCRYPTED');
  });

  it('a damaged scan inside a whole PDF is found here, not later as a grey half page', async () => {
    const jpeg = await photo();
    const pdf = await PDFDocument.create();
    const page = pdf.addPage([...a4]);
    page.drawImage(await pdf.embedJpg(jpeg.subarray(0, Math.floor(jpeg.length * 0.6))), {
      x: 0,
      y: 0,
      width: a4[0],
      height: a4[1],
    });
    expect(await bench.codeOf(await pdf.save())).toBe('IMAGE_TRUNCATED');
    page.drawRectangle({ x: 10, y: 10, width: 20, height: 20 });
    expect(await bench.codeOf(await pdf.save())).toBe('IMAGE_TRUNCATED');
  });

  it('more pages than a dossier can have is refused before the first is touched', async () => {
    const pdf = await PDFDocument.create();
    for (let n = 0; n < 4; n++) pdf.addPage([50, 50]);
    expect(await bench.codeOf(await pdf.save(), 'a.pdf', { maxPages: 3 })).toBe('TOO_MANY_PAGES');
  });
});
