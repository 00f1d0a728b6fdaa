/** Where a page lies in its pane while a person zooms, drags and draws: the moving part of `PageViewer`. */
import { useEffect, useLayoutEffect, useRef, useState, type MouseEvent, type PointerEvent } from 'react';
import { fitPage, fitWidth, held, zoomAt, zoomTo, type Share, type Size, type View } from './view.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Options {
  /** What is shown; another key forgets where a person moved it. */
  readonly key: string;
  readonly page: Size | null;
  readonly focus: Share | null;
  readonly fit: 'page' | 'width';
  /** Whether a drag that begins so draws a box instead of moving the page. */
  readonly draws: (event: { readonly shiftKey: boolean }) => boolean;
  readonly onDrawing: (from: Point, to: Point, view: View) => void;
  readonly onDrawn: () => void;
}

export function useMap({ key, page, focus, fit, draws, onDrawing, onDrawn }: Options) {
  const [pane, setPane] = useState<HTMLDivElement | null>(null);
  const [room, setRoom] = useState<Size | null>(null);
  /** Where a person moved the page to, as long as page, region and pane are the same. */
  const [moved, setMoved] = useState<{ of: string; view: View } | null>(null);
  const drag = useRef<(Point & { view: View; draws: boolean }) | null>(null);
  const shownPart = JSON.stringify([key, focus, fit, room]);
  const own = moved?.of === shownPart ? moved.view : null;
  const view = own ?? startOf(page, room, focus, fit);

  useLayoutEffect(() => {
    if (pane === null) return;
    const measure = () => setRoom({ width: pane.clientWidth, height: pane.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(pane);
    return () => observer.disconnect();
  }, [pane]);

  const change = (next: (view: View, page: Size, room: Size) => View) => {
    if (page !== null && room !== null && view !== null) setMoved({ of: shownPart, view: next(view, page, room) });
  };

  const turnWheel = useRef<(event: WheelEvent) => void>(() => undefined);
  useEffect(() => {
    turnWheel.current = (event) => {
      event.preventDefault();
      const edge = (event.currentTarget as HTMLElement).getBoundingClientRect();
      const at = { x: event.clientX - edge.left, y: event.clientY - edge.top };
      change((now, size, around) => zoomAt(now, Math.exp(-event.deltaY / 400), at, size, around));
    };
  });
  // React listens passively to wheels; zooming must keep the page from scrolling.
  useEffect(() => {
    if (pane === null) return;
    const turn = (event: WheelEvent) => turnWheel.current(event);
    pane.addEventListener('wheel', turn, { passive: false });
    return () => pane.removeEventListener('wheel', turn);
  }, [pane]);

  const spot = (event: PointerEvent): Point => {
    const edge = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - edge.left, y: event.clientY - edge.top };
  };
  function release(): void {
    const from = drag.current;
    drag.current = null;
    if (from?.draws === true) onDrawn();
  }

  return {
    view,
    /** True while nobody moves the page by hand: it may glide to where it is wanted. */
    calm: own === null,
    change,
    setPane,
    pointer: {
      onPointerDown(event: PointerEvent) {
        if (view === null || event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { ...spot(event), view, draws: draws(event) };
        // The field a person reads into keeps the focus.
        if (drag.current.draws) event.preventDefault();
      },
      onPointerMove(event: PointerEvent) {
        const from = drag.current;
        if (from === null || page === null || room === null) return;
        const to = spot(event);
        if (from.draws) return onDrawing(from, to, from.view);
        const view = { ...from.view, x: from.view.x + to.x - from.x, y: from.view.y + to.y - from.y };
        setMoved({ of: shownPart, view: held(view, page, room) });
      },
      onPointerUp: release,
      onPointerCancel: release,
      onMouseDown: (event: MouseEvent) => draws(event) && event.preventDefault(),
    },
  };
}

/** The region in focus, else the whole page or its width. */
function startOf(page: Size | null, room: Size | null, focus: Share | null, fit: 'page' | 'width'): View | null {
  if (page === null || room === null) return null;
  if (focus !== null) return zoomTo(focus, page, room);
  return fit === 'page' ? fitPage(page, room) : fitWidth(page, room);
}
