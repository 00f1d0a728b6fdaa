/** Where a page lies in its window: pure geometry. Lengths in CSS pixels, `share` boxes in 0…1 of the page. */

/** `[x0, y0, x1, y1]` as shares of the page's width and height, origin at the top left. */
export type Share = readonly [number, number, number, number];
export interface Size {
  readonly width: number;
  readonly height: number;
}
/** Left and top edge of the page in the window, and CSS pixels per pixel of the page. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

const most = 6;
const air = 16;

/** The whole page, centred. */
export function fitPage(page: Size, window: Size): View {
  const scale = Math.min((window.width - 2 * air) / page.width, (window.height - 2 * air) / page.height);
  return centred(page, window, Math.max(scale, 0.01));
}

/** The page's full width, from its top. */
export function fitWidth(page: Size, window: Size): View {
  const scale = Math.max((window.width - 2 * air) / page.width, 0.01);
  const { x } = centred(page, window, scale);
  return { x, y: Math.max(air, (window.height - page.height * scale) / 2), scale };
}

function centred(page: Size, window: Size, scale: number): View {
  return { x: (window.width - page.width * scale) / 2, y: (window.height - page.height * scale) / 2, scale };
}

/** Zooms by `factor` so that the point of the page under (x, y) stays where it is. */
export function zoomAt(view: View, factor: number, at: { x: number; y: number }, page: Size, window: Size): View {
  const least = Math.min(fitPage(page, window).scale, 1) / 2;
  const scale = Math.min(most, Math.max(least, view.scale * factor));
  const ratio = scale / view.scale;
  return held({ x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio, scale }, page, window);
}

/** Brings a region of the page to the middle, large enough to read and never larger than twice the page's width fit. */
export function zoomTo(share: Share, page: Size, window: Size): View {
  const [x0, y0, x1, y1] = share;
  const width = Math.max((x1 - x0) * page.width, 1);
  const height = Math.max((y1 - y0) * page.height, 1);
  const whole = fitPage(page, window).scale;
  const scale = Math.min((0.8 * window.width) / width, (0.35 * window.height) / height, 2.5 * fitWidth(page, window).scale);
  const view = Math.max(scale, whole);
  return held(
    {
      x: window.width / 2 - ((x0 + x1) / 2) * page.width * view,
      y: window.height / 2 - ((y0 + y1) / 2) * page.height * view,
      scale: view,
    },
    page,
    window,
  );
}

/** Never lets the page be pushed out of its window: a side that fits is centred, a side that does not keeps the window filled. */
export function held(view: View, page: Size, window: Size): View {
  const side = (at: number, length: number, room: number) =>
    length + 2 * air <= room ? (room - length) / 2 : Math.min(air, Math.max(room - length - air, at));
  return {
    x: side(view.x, page.width * view.scale, window.width),
    y: side(view.y, page.height * view.scale, window.height),
    scale: view.scale,
  };
}

/** The share of the page between two points of the window, cut off at the page's edges. */
export function shareBetween(from: { x: number; y: number }, to: { x: number; y: number }, view: View, page: Size): Share {
  const across = (x: number) => Math.min(1, Math.max(0, (x - view.x) / (page.width * view.scale)));
  const down = (y: number) => Math.min(1, Math.max(0, (y - view.y) / (page.height * view.scale)));
  return [
    across(Math.min(from.x, to.x)),
    down(Math.min(from.y, to.y)),
    across(Math.max(from.x, to.x)),
    down(Math.max(from.y, to.y)),
  ];
}

/** Quarter turns clockwise of the view; the page itself is not touched. */
export type Turns = 0 | 1 | 2 | 3;

/** The page's size as it is seen after `turns`. */
export function turnedSize(page: Size, turns: Turns): Size {
  return turns % 2 === 0 ? page : { width: page.height, height: page.width };
}

/** Where a share of the page is on the turned page. */
export function turnedShare([x0, y0, x1, y1]: Share, turns: Turns): Share {
  switch (turns) {
    case 0:
      return [x0, y0, x1, y1];
    case 1:
      return [1 - y1, x0, 1 - y0, x1];
    case 2:
      return [1 - x1, 1 - y1, 1 - x0, 1 - y0];
    case 3:
      return [y0, 1 - x1, y1, 1 - x0];
  }
}

/** The share of the page itself that a share of the turned page is. */
export function upright(share: Share, turns: Turns): Share {
  return turnedShare(share, ((4 - turns) % 4) as Turns);
}

export function turnOnce(turns: Turns): Turns {
  return ((turns + 1) % 4) as Turns;
}

/** A step over the page with an arrow key, in CSS pixels. */
export function stepped(view: View, across: number, down: number, page: Size, window: Size): View {
  return held({ ...view, x: view.x - across, y: view.y - down }, page, window);
}
