/** What lies under and inside the masks: a small picture of the paper without its ink, and the colour of the ink. */
import type { Raster } from '../../raster.ts';
import type { Separated } from './separate.ts';

/** Ink of one colour, and where it is: one byte per pixel, 1 for ink. */
export interface Ink {
  readonly colour: readonly number[];
  readonly mask: Uint8Array;
}

/** Pixels beside a stroke that are part ink. */
const blur = 2;
/** Ink whose places differ by less than this many levels in every channel is of one colour. */
const alike = 40;
/** Black, grey pencil, two pens and two seals: what differs more than that is no ink. */
const mostColours = 6;
/** Share of the ink that may be off by more than `alike`: where two colours lie one over the other. */
const mostUnlike = 0.02;

/** The page's mean colours without ink and without the pixels beside it, which are half ink; where all is ink, those of the paper around. */
export function paperUnderInk(page: Raster, { dark, coloured }: Separated, size: number): Raster {
  const { width, height } = page;
  const paper = new Uint8Array(width * height).fill(1);
  for (const mask of [dark, coloured]) {
    for (let at = mask.indexOf(1); at !== -1; at = mask.indexOf(1, at + 1)) {
      const x = at % width;
      const y = (at - x) / width;
      const left = Math.max(0, x - blur);
      const right = Math.min(width - 1, x + blur);
      for (let row = Math.max(0, y - blur); row <= Math.min(height - 1, y + blur); row++)
        for (let near = row * width + left; near <= row * width + right; near++) paper[near] = 0;
    }
  }
  return filled(meansOf(page, size, paper));
}

/**
 * The ink inside `mask`, by colour: the page is looked at in places of `size` pixels, and each goes to the nearest of as few colours as
 * suffice. Colours are taken from pixels that lie wholly in a stroke, where it is wide enough to have some.
 */
export function inksIn(page: Raster, mask: Uint8Array, size: number): Ink[] {
  const places = inkPlaces(page, mask, size);
  const { channels, counts } = places;
  const held = [...counts.keys()].filter((place) => counts[place]! > 0);
  if (held.length === 0) return [];
  const colourAt = (place: number) => places.data.subarray(place * channels, (place + 1) * channels);
  let colours = [meanOf(held, colourAt, counts)];
  let nearest = held.map(() => 0);
  while (colours.length < mostColours) {
    const unlike = held.filter((place, at) => distance(colourAt(place), colours[nearest[at]!]!) > alike);
    const share = (list: readonly number[]) => list.reduce((sum, place) => sum + counts[place]!, 0);
    if (share(unlike) <= mostUnlike * share(held)) break;
    // The place that is worst off becomes a colour of its own; then every colour moves to the middle of its places.
    const worst = unlike.reduce((one, other) => (counts[one]! >= counts[other]! ? one : other));
    colours = [...colours, [...colourAt(worst)]];
    for (let round = 0; round < 4; round++) {
      nearest = held.map((place) => nearestOf(colourAt(place), colours));
      colours = colours.map((colour, which) => {
        const own = held.filter((_, at) => nearest[at] === which);
        return own.length === 0 ? colour : meanOf(own, colourAt, counts);
      });
    }
  }
  return divide(mask, page.width, places, held, nearest, colours);
}

function inkPlaces(page: Raster, mask: Uint8Array, size: number): Means {
  const { width, channels } = page;
  const inside = new Uint8Array(mask.length);
  for (let at = mask.indexOf(1); at !== -1; at = mask.indexOf(1, at + 1)) {
    const x = at % width;
    const wide = (x === 0 || mask[at - 1] === 1) && (x === width - 1 || mask[at + 1] === 1);
    if (wide && mask[at - width] !== 0 && mask[at + width] !== 0) inside[at] = 1;
  }
  const places = meansOf(page, size, inside);
  // Hairlines have no inside and their edges are half paper: the darkest of their pixels must do.
  const darkest = new Int32Array(places.counts.length).fill(-1);
  for (let at = mask.indexOf(1); at !== -1; at = mask.indexOf(1, at + 1)) {
    const x = at % width;
    const place = Math.floor((at - x) / width / size) * places.width + Math.floor(x / size);
    if (places.counts[place]! > 0) continue;
    if (darkest[place] === -1 || brightness(page, at) < brightness(page, darkest[place]!)) darkest[place] = at;
  }
  darkest.forEach((at, place) => {
    if (at === -1) return;
    places.counts[place] = 1;
    for (let c = 0; c < channels; c++) places.data[place * channels + c] = page.data[at * channels + c]!;
  });
  return places;
}

function brightness({ data, channels }: Raster, at: number): number {
  return channels === 1 ? data[at]! : data[at * 3]! + data[at * 3 + 1]! + data[at * 3 + 2]!;
}

function divide(
  mask: Uint8Array,
  width: number,
  { size, width: columns }: Means,
  held: readonly number[],
  nearest: readonly number[],
  colours: readonly (readonly number[])[],
): Ink[] {
  if (colours.length === 1) return [{ colour: colours[0]!, mask }];
  const of = new Map(held.map((place, at) => [place, nearest[at]!]));
  const masks = colours.map(() => new Uint8Array(mask.length));
  const used = colours.map(() => false);
  for (let at = 0; at < mask.length; at++) {
    if (mask[at] !== 1) continue;
    const x = at % width;
    const place = Math.floor((at - x) / width / size) * columns + Math.floor(x / size);
    const which = of.get(place) ?? 0;
    masks[which]![at] = 1;
    used[which] = true;
  }
  return colours.flatMap((colour, which) => (used[which] ? [{ colour, mask: masks[which]! }] : []));
}

function meanOf(places: readonly number[], colourAt: (place: number) => Uint8Array, counts: Uint32Array): number[] {
  const sums = [...colourAt(places[0]!)].fill(0);
  let total = 0;
  for (const place of places) {
    const count = counts[place]!;
    total += count;
    colourAt(place).forEach((value, c) => (sums[c]! += value * count));
  }
  return sums.map((sum) => Math.round(sum / total));
}

function distance(one: Uint8Array | readonly number[], other: readonly number[]): number {
  return Math.max(...other.map((value, c) => Math.abs(value - one[c]!)));
}

function nearestOf(colour: Uint8Array, colours: readonly (readonly number[])[]): number {
  let best = 0;
  for (let which = 1; which < colours.length; which++)
    if (distance(colour, colours[which]!) < distance(colour, colours[best]!)) best = which;
  return best;
}

/** A small picture that covers the whole page; a pixel of it is `size` pixels of the page. */
interface Means extends Raster {
  readonly size: number;
  /** Pixels that counted, per small pixel. */
  readonly counts: Uint32Array;
}

/** Mean colours of the pixels that `counted` holds a 1 for. */
function meansOf({ data, width, height, channels }: Raster, size: number, counted: Uint8Array): Means {
  const columns = Math.ceil(width / size);
  const rows = Math.ceil(height / size);
  const sums = new Uint32Array(columns * rows * channels);
  const found = new Uint32Array(columns * rows);
  for (let y = 0; y < height; y++) {
    const line = Math.floor(y / size) * columns;
    for (let column = 0, at = y * width; column < columns; column++) {
      const right = y * width + Math.min(width, (column + 1) * size);
      const cell = line + column;
      for (; at < right; at++) {
        if (counted[at] === 0) continue;
        found[cell]!++;
        if (channels === 1) sums[cell]! += data[at]!;
        else {
          sums[cell * 3]! += data[at * 3]!;
          sums[cell * 3 + 1]! += data[at * 3 + 1]!;
          sums[cell * 3 + 2]! += data[at * 3 + 2]!;
        }
      }
    }
  }
  const means = new Uint8Array(sums.length);
  for (let at = 0; at < sums.length; at++) means[at] = Math.round(sums[at]! / Math.max(1, found[Math.floor(at / channels)]!));
  return { data: means, width: columns, height: rows, channels, counts: found, size };
}

/** Places nobody counted in take the mean of their neighbours, ring by ring: what JPEG codes most cheaply. */
function filled({ data, width, height, channels, counts }: Means): Raster {
  const values = data.slice();
  let known = Uint8Array.from(counts, (count) => (count > 0 ? 1 : 0));
  let missing: number[] = [];
  known.forEach((is, cell) => is === 0 && missing.push(cell));
  while (missing.length > 0 && missing.length < known.length) {
    const next = known.slice();
    const left: number[] = [];
    for (const cell of missing) {
      const x = cell % width;
      const y = (cell - x) / width;
      const sums = [0, 0, 0];
      let near = 0;
      for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
        for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
          const other = row * width + column;
          if (known[other] === 0) continue;
          near++;
          for (let c = 0; c < channels; c++) sums[c]! += values[other * channels + c]!;
        }
      }
      if (near === 0) left.push(cell);
      else {
        for (let c = 0; c < channels; c++) values[cell * channels + c] = sums[c]! / near;
        next[cell] = 1;
      }
    }
    known = next;
    missing = left;
  }
  return { data: values, width, height, channels };
}
