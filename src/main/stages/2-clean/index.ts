/** Step 2, clean: a page image in; an upright, level, evenly lit page and a grey image for OCR out, with every decision and its numbers. */
import { z } from 'zod';
import { CleanPage, PageImage } from '../../../contract/artefacts.ts';
import type { Decision } from '../../../contract/artefacts.ts';
import { fail, ok } from '../../../contract/result.ts';
import { grainOf } from '../raster.ts';
import type { Raster } from '../raster.ts';
import { step } from '../step.ts';
import { findBarcodes } from './barcodes.ts';
import { decodePage, scalePlane, straighten, turn, writeOcr, writePicture } from './doing.ts';
import type { Decoded } from './doing.ts';
import { curveLength, evenOut, ocrPlane } from './lighting.ts';
import { findTurn, measure } from './measure.ts';
import type { Measured } from './measure.ts';
import { oneChannel, reduce, toBlackAndWhite } from './raster.ts';
import type { Reduced } from './raster.ts';
import {
  coringCurve,
  darkPaper,
  inkStaysOn,
  isBlank,
  isNeutral,
  ocrScale,
  ocrTarget,
  pictureTone,
  separatorOf,
  skewToCorrect,
} from './rules.ts';
import { CleanSettings } from './settings.ts';
import { dropSpecks } from './specks.ts';

export { CleanSettings } from './settings.ts';

export const clean = step({
  name: 'clean',
  version: 1,
  input: z.object({ page: PageImage }),
  settings: CleanSettings,
  output: CleanPage,
  async run({ page }, { blobs, settings, signal }) {
    let decoded: Decoded;
    try {
      decoded = await decodePage(blobs.path(page.image), page, settings.maxMegapixels);
    } catch {
      return fail('PAGE_IMAGE_UNREADABLE', { digest: page.image });
    }
    signal.throwIfAborted();
    const { dpi } = decoded;
    const decisions: Decision[] = [];
    if (decoded.scale < 1) decisions.push({ name: 'size', value: round(decoded.scale), reason: 'larger than the memory limit' });

    const set = await setUpright(decoded.raster, dpi, settings, decisions);
    const { small, found, rotation } = set;
    signal.throwIfAborted();
    const skew = decideSkew(found, small, settings, decisions);
    const blank = isBlank(found.ink, found.paper.level, settings);
    const { share, longest, ignored } = found.ink;
    decisions.push({
      name: 'blank',
      value: blank,
      reason: `ink ${round(share)}, longest mark ${round(longest)} mm, passed over ${round(ignored)}`,
    });
    const barcodes = settings.separatorCodes ? await findBarcodes(small) : [];
    const separator = separatorOf(barcodes);
    if (separator !== null) decisions.push({ name: 'separator', value: separator, reason: 'separator code of this station' });
    signal.throwIfAborted();

    const colour = page.colour === 'colour' && isNeutral(small) ? 'grey' : page.colour;
    const raster = colour === 'grey' ? oneChannel(set.raster) : set.raster;
    const lit = light(raster, small, found, colour, settings, decisions);
    const straight = await straighten(raster, skew, lit.background);
    const picture = colour === 'bilevel' ? toBlackAndWhite(straight) : straight;
    const written = await writePicture(picture, colour, dpi, settings.jpegQuality);

    const scale = ocrScale(dpi, settings.ocrDpi);
    const ocrSize = {
      width: Math.max(1, Math.round(picture.width * scale)),
      height: Math.max(1, Math.round(picture.height * scale)),
    };
    const scaled = await scalePlane(lit.ocr, ocrSize.width, ocrSize.height);
    const level = await straighten({ ...scaled, channels: 1 }, skew, [255]);
    const ocr = await writeOcr(dropSpecks(level));
    return ok({
      image: await blobs.put(written.bytes),
      mime: written.mime,
      width: picture.width,
      height: picture.height,
      dpi,
      colour,
      ocr: await blobs.put(ocr),
      ocrWidth: ocrSize.width,
      ocrHeight: ocrSize.height,
      rotation,
      skew,
      blank,
      ink: share,
      barcodes,
      separator,
      decisions,
    });
  },
});

interface Upright {
  readonly raster: Raster;
  readonly small: Reduced;
  readonly found: Measured;
  readonly rotation: CleanPage['rotation'];
}

/** Turns the page as a person said, or as its text stands; measures what then lies there. */
async function setUpright(raster: Raster, dpi: number, settings: CleanSettings, decisions: Decision[]): Promise<Upright> {
  if (settings.rotate !== null) {
    decisions.push({ name: 'rotation', value: settings.rotate, reason: 'chosen by a person' });
    return measured(await turn(raster, settings.rotate), dpi, settings, settings.rotate);
  }
  const asIs = measured(raster, dpi, settings, 0);
  if (!settings.orientation) return asIs;
  const found = findTurn(asIs.found.letters, asIs.small.dpi);
  const numbers = `stripes across ${round(found.across ?? 0)}, down ${round(found.down ?? 0)}; lines up ${found.up}, against ${found.against}`;
  decisions.push({ name: 'rotation', value: found.turn, reason: `${found.reason}: ${numbers}` });
  return found.turn === 0 ? asIs : measured(await turn(raster, found.turn), dpi, settings, found.turn);
}

function measured(raster: Raster, dpi: number, settings: CleanSettings, rotation: CleanPage['rotation']): Upright {
  const small = reduce(raster, dpi);
  return { raster, small, found: measure(small, settings.maxSkew), rotation };
}

function decideSkew(found: Measured, small: Reduced, settings: CleanSettings, decisions: Decision[]): number {
  if (!settings.deskew || found.skew === null) return 0;
  const { angle, sharpness } = found.skew;
  const wanted = skewToCorrect(found.skew, settings.maxSkew);
  const skew = wanted !== 0 && inkStaysOn(found.content, wanted) ? wanted : 0;
  const cut = wanted !== 0 && skew === 0 ? ', left as it is: ink would leave the page' : '';
  decisions.push({
    name: 'skew',
    value: round(skew),
    reason: `found ${round(angle)}°, sharpness ${round(sharpness)}, at ${round(small.dpi)} dpi${cut}`,
  });
  return skew;
}

/** Evens the light in place, where there is light to even. */
function light(
  raster: Raster,
  small: Reduced,
  { paper }: Measured,
  colour: CleanPage['colour'],
  settings: CleanSettings,
  decisions: Decision[],
) {
  if (colour === 'bilevel') return { ocr: ocrPlane(raster), background: [255] };
  if (!settings.evenLighting || paper.level < darkPaper) {
    decisions.push({ name: 'lighting', value: false, reason: `paper level ${round(paper.level)}` });
    return { ocr: ocrPlane(raster), background: paper.tone };
  }
  const grain = grainOf(raster);
  const tone = pictureTone(paper.tone);
  // Lifting dark paper lifts its grain as well.
  const lifted = (target: number) => grain * (target / paper.level);
  const picture = tone.map((target) => ({ paper: target, curve: coringCurve(target, lifted(target), curveLength) }));
  const white = ocrTarget(lifted(255));
  const ocr = { paper: white, curve: coringCurve(white, lifted(white), curveLength) };
  decisions.push({
    name: 'lighting',
    value: true,
    reason: `paper ${paper.tone.map(Math.round).join('/')}, grain ${round(grain)}`,
  });
  return { ocr: evenOut(raster, paper, small.factor, { picture, ocr }), background: tone };
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
