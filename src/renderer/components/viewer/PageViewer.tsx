import { Maximize, MoveHorizontal, SquareDashedMousePointer, ZoomIn, ZoomOut } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState, type PointerEvent, type ReactNode } from 'react';
import { useCommands } from '../../app/commands.ts';
import { useWords } from '../../i18n/index.tsx';
import { IconButton } from '../IconButton.tsx';
import styles from './PageViewer.module.css';
import { fitPage, fitWidth, held, shareBetween, zoomAt, zoomTo, type Share, type Size, type View } from './view.ts';

export interface ViewerBox {
  readonly id: string;
  readonly share: Share;
  /** `now` what is being worked on · `hit` found · `doubt` to be looked at · `stamp` will be drawn here. */
  readonly tone: 'now' | 'hit' | 'doubt' | 'stamp';
  readonly label?: string;
}

interface Props {
  /** The image and its own size in pixels; null while there is none. */
  image: { readonly url: string; readonly width: number; readonly height: number } | null;
  /** Quarter turns counter-clockwise, in degrees, that the picture still lacks; `image` has the size it has then. */
  turn?: number;
  alt: string;
  boxes?: readonly ViewerBox[];
  /** Laid over the page and moved with it; measured in shares of the page. */
  overlay?: ReactNode;
  /** Zooms to this region whenever it changes; null shows the whole page. */
  focus?: Share | null;
  /** A person may drag a box on the page; called when they let go. */
  onDraw?: (share: Share) => void;
  /** Shown in place of an image that is not there. */
  absent?: ReactNode;
}

/** A page like a map: wheel zooms about the pointer, drag moves, `+ - 0` and `9`; with `onDraw` dragging with Shift (or the tool) draws a box. */
export function PageViewer({ image, alt, boxes = [], overlay, turn = 0, focus = null, onDraw, absent }: Props) {
  const { t } = useWords();
  const pane = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<Size | null>(null);
  /** Where a person moved the page to, as long as page, region and pane are the same. */
  const [moved, setMoved] = useState<{ of: string; view: View } | null>(null);
  const [drawing, setDrawing] = useState(false);
  const [drawn, setDrawn] = useState<Share | null>(null);
  const drag = useRef<{ x: number; y: number; view: View; draws: boolean } | null>(null);
  const page: Size | null = image;
  const shownPart = JSON.stringify([image?.url, focus, room]);
  const view = viewOf(page, room, focus, moved?.of === shownPart ? moved.view : null);

  useLayoutEffect(() => {
    const node = pane.current;
    if (node === null) return;
    const measure = () => setRoom({ width: node.clientWidth, height: node.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    return () => observer.disconnect();
  }, []);

  const change = (next: (view: View, page: Size, room: Size) => View) => {
    if (page !== null && room !== null && view !== null) setMoved({ of: shownPart, view: next(view, page, room) });
  };
  const zoom = (factor: number) =>
    change((now, size, pane) => zoomAt(now, factor, { x: pane.width / 2, y: pane.height / 2 }, size, pane));
  const whole = () => change((_, size, pane) => fitPage(size, pane));
  const wide = () => change((_, size, pane) => fitWidth(size, pane));

  // React listens passively to wheels; zooming must keep the page from scrolling.
  useEffect(() => {
    const node = pane.current;
    if (node === null) return;
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      const edge = node.getBoundingClientRect();
      const at = { x: event.clientX - edge.left, y: event.clientY - edge.top };
      change((now, size, pane) => zoomAt(now, Math.exp(-event.deltaY / 400), at, size, pane));
    };
    node.addEventListener('wheel', turn, { passive: false });
    return () => node.removeEventListener('wheel', turn);
  });

  useCommands([
    { id: 'page.zoomIn', label: t('viewer.zoomIn'), keys: '+ =', keyOnly: true, run: () => zoom(1.25) },
    { id: 'page.zoomOut', label: t('viewer.zoomOut'), keys: '-', keyOnly: true, run: () => zoom(0.8) },
    { id: 'page.whole', label: t('viewer.whole'), keys: '0', keyOnly: true, run: whole },
    { id: 'page.wide', label: t('viewer.wide'), keys: '9', keyOnly: true, run: wide },
  ]);

  const spot = (event: PointerEvent) => {
    const edge = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - edge.left, y: event.clientY - edge.top };
  };
  function press(event: PointerEvent): void {
    if (view === null || event.button !== 0 || (event.target as HTMLElement).closest('button') !== null) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { ...spot(event), view, draws: onDraw !== undefined && (drawing || event.shiftKey) };
  }
  function move(event: PointerEvent): void {
    const from = drag.current;
    if (from === null || page === null || room === null) return;
    const to = spot(event);
    if (from.draws) setDrawn(shareBetween(from, to, from.view, page));
    else
      setMoved({
        of: shownPart,
        view: held({ ...from.view, x: from.view.x + to.x - from.x, y: from.view.y + to.y - from.y }, page, room),
      });
  }
  function release(): void {
    const from = drag.current;
    drag.current = null;
    if (from?.draws === true && drawn !== null && drawn[2] - drawn[0] > 0.004 && drawn[3] - drawn[1] > 0.002) onDraw?.(drawn);
    setDrawn(null);
  }

  return (
    <div className={styles['viewer']}>
      <div
        ref={pane}
        className={styles['pane']}
        data-drawing={drawing}
        onPointerDown={press}
        onPointerMove={move}
        onPointerUp={release}
        onPointerCancel={release}
      >
        {image === null || view === null ? (
          <div className={styles['absent']}>{absent}</div>
        ) : (
          <div
            className={styles['page']}
            style={{
              width: image.width * view.scale,
              height: image.height * view.scale,
              transform: `translate(${view.x}px, ${view.y}px)`,
            }}
          >
            <img src={image.url} alt={alt} draggable={false} decoding="async" style={turned(turn, image, view.scale)} />
            {boxes.map(({ id, share, tone, label }) => (
              <span key={id} className={styles['box']} data-tone={tone} style={edges(share)}>
                {label !== undefined && <span className={styles['label']}>{label}</span>}
              </span>
            ))}
            {overlay}
            {drawn !== null && <span className={styles['box']} data-tone="now" style={edges(drawn)} />}
          </div>
        )}
      </div>
      <div role="toolbar" aria-label={t('viewer.tools')} className={styles['tools']}>
        {onDraw !== undefined && (
          <IconButton
            icon={SquareDashedMousePointer}
            label={t('viewer.draw')}
            pressed={drawing}
            onClick={() => setDrawing(!drawing)}
          />
        )}
        <IconButton icon={ZoomOut} label={t('viewer.zoomOut')} keys="-" onClick={() => zoom(0.8)} />
        <IconButton icon={ZoomIn} label={t('viewer.zoomIn')} keys="+" onClick={() => zoom(1.25)} />
        <IconButton icon={MoveHorizontal} label={t('viewer.wide')} keys="9" onClick={wide} />
        <IconButton icon={Maximize} label={t('viewer.whole')} keys="0" onClick={whole} />
      </div>
    </div>
  );
}

/** Where a person left it; else the region in focus, else the whole page. */
function viewOf(page: Size | null, room: Size | null, focus: Share | null, moved: View | null): View | null {
  if (page === null || room === null || moved !== null) return moved;
  return focus === null ? fitPage(page, room) : zoomTo(focus, page, room);
}

/** Turned about its middle, the picture fills the page it belongs to. */
function turned(turn: number, page: Size, scale: number) {
  if (turn === 0) return undefined;
  const [width, height] = turn % 180 === 0 ? [page.width, page.height] : [page.height, page.width];
  return {
    position: 'absolute',
    left: '50%',
    top: '50%',
    width: width * scale,
    height: height * scale,
    transform: `translate(-50%, -50%) rotate(${-turn}deg)`,
  } as const;
}

function edges([x0, y0, x1, y1]: Share) {
  return { left: `${100 * x0}%`, top: `${100 * y0}%`, width: `${100 * (x1 - x0)}%`, height: `${100 * (y1 - y0)}%` };
}
