import { Maximize, MoveHorizontal, RotateCw, SquareDashedMousePointer, ZoomIn, ZoomOut } from 'lucide-react';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { useCommands } from '../../app/commands.ts';
import { useWords } from '../../i18n/index.tsx';
import { IconButton } from '../IconButton.tsx';
import styles from './PageViewer.module.css';
import { useMap } from './useMap.ts';
import {
  fitPage,
  fitWidth,
  shareBetween,
  stepped,
  turnedShare,
  turnedSize,
  turnOnce,
  upright,
  zoomAt,
  type Share,
  type Size,
  type Turns,
} from './view.ts';

export interface ViewerBox {
  readonly id: string;
  readonly share: Share;
  /** `now` what is being worked on · `hit` found · `doubt` to be looked at · `returned` somebody objects · `stamp` will be drawn here. */
  readonly tone: 'now' | 'hit' | 'doubt' | 'returned' | 'stamp';
  /** Stands above the box. */
  readonly label?: string;
}

export interface PageViewerProps {
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
  /** What a page without a region in focus begins with. */
  fit?: 'page' | 'width';
  /** A person may drag a box on the page; called when they let go. */
  onDraw?: (share: Share) => void;
  /** The text of the page, for who cannot see it. */
  text?: string;
  /** Shown in place of an image that is not there. */
  absent?: ReactNode;
  /** Id of the part that takes the focus, where arrow keys move over the page. */
  id?: string;
}

const arrowStep = 60;
/** A hand that shakes draws no box. */
const leastDrawn: readonly [number, number] = [0.004, 0.002];

/**
 * A page like a map: the wheel zooms about the pointer, dragging moves it, `+ - 0 9`, `R` turns the view, arrows move when it has the focus;
 * with `onDraw` dragging with Shift (or the tool) draws a box.
 */
export function PageViewer(props: PageViewerProps) {
  const { image, turn: lacking = 0, alt, boxes = [], overlay, focus = null, fit = 'page', onDraw, text, absent, id } = props;
  const { t } = useWords();
  const [turned, setTurned] = useState<{ of: string | undefined; turns: Turns }>({ of: undefined, turns: 0 });
  const [drawing, setDrawing] = useState(false);
  const [drawn, setDrawn] = useState<Share | null>(null);
  // Another page stands upright again.
  const turns = turned.of === image?.url ? turned.turns : 0;
  const size = image === null ? null : turnedSize(image, turns);
  const { view, calm, change, setPane, pointer } = useMap({
    key: `${image?.url}|${turns}`,
    page: size,
    focus: focus === null ? null : turnedShare(focus, turns),
    fit,
    draws: (event) => onDraw !== undefined && (drawing || event.shiftKey),
    onDrawing: (from, to, view) => size !== null && setDrawn(upright(shareBetween(from, to, view, size), turns)),
    onDrawn: () => {
      if (drawn !== null && drawn[2] - drawn[0] > leastDrawn[0] && drawn[3] - drawn[1] > leastDrawn[1]) onDraw?.(drawn);
      setDrawn(null);
      setDrawing(false);
    },
  });
  const zoom = (factor: number) =>
    change((view, page, room) => zoomAt(view, factor, { x: room.width / 2, y: room.height / 2 }, page, room));
  const whole = () => change((_, page, room) => fitPage(page, room));
  const wide = () => change((_, page, room) => fitWidth(page, room));
  const turn = () => setTurned({ of: image?.url, turns: turnOnce(turns) });

  useCommands([
    { id: 'page.zoomIn', label: t('viewer.zoomIn'), keys: '+ =', keyOnly: true, run: () => zoom(1.25) },
    { id: 'page.zoomOut', label: t('viewer.zoomOut'), keys: '-', keyOnly: true, run: () => zoom(0.8) },
    { id: 'page.whole', label: t('viewer.whole'), keys: '0', keyOnly: true, run: whole },
    { id: 'page.wide', label: t('viewer.wide'), keys: '9', keyOnly: true, run: wide },
    { id: 'page.turn', label: t('viewer.turn'), keys: 'Alt+R', keyOnly: true, run: turn },
  ]);

  function move(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target !== event.currentTarget) return;
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    change((view, page, room) => stepped(view, step[0]! * arrowStep, step[1]! * arrowStep, page, room));
  }

  return (
    <div className={styles['viewer']}>
      <div
        ref={setPane}
        id={id}
        className={styles['pane']}
        data-drawing={drawing}
        role="group"
        aria-label={alt}
        tabIndex={0}
        onKeyDown={move}
        {...pointer}
      >
        {image === null || size === null || view === null ? (
          <div className={styles['absent']}>{absent}</div>
        ) : (
          <div
            className={styles['page']}
            data-calm={calm}
            style={{
              width: size.width * view.scale,
              height: size.height * view.scale,
              transform: `translate(${view.x}px, ${view.y}px)`,
            }}
          >
            <img
              key={image.url}
              src={image.url}
              alt={alt}
              draggable={false}
              decoding="async"
              style={laid(image, lacking, turns, view.scale)}
            />
            {boxes.map(({ id, share, tone, label }) => (
              <span key={id} className={styles['box']} data-tone={tone} style={edges(turnedShare(share, turns))}>
                {label !== undefined && <span className={styles['label']}>{label}</span>}
              </span>
            ))}
            {overlay !== undefined && (
              <div className={styles['overlay']} style={laid(image, 0, turns, view.scale)}>
                {overlay}
              </div>
            )}
            {drawn !== null && <span className={styles['box']} data-tone="now" style={edges(turnedShare(drawn, turns))} />}
          </div>
        )}
        {text !== undefined && <p className={styles['text']}>{text}</p>}
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
        <IconButton icon={RotateCw} label={t('viewer.turn')} keys="Alt+R" onClick={turn} />
        <IconButton icon={ZoomOut} label={t('viewer.zoomOut')} keys="-" onClick={() => zoom(0.8)} />
        <IconButton icon={ZoomIn} label={t('viewer.zoomIn')} keys="+" onClick={() => zoom(1.25)} />
        <IconButton icon={MoveHorizontal} label={t('viewer.wide')} keys="9" onClick={wide} />
        <IconButton icon={Maximize} label={t('viewer.whole')} keys="0" onClick={whole} />
      </div>
    </div>
  );
}

/** The picture about the middle of the page, turned by what it lacks and by how the page is looked at. */
function laid(page: Size, lacking: number, turns: Turns, scale: number) {
  const [width, height] = lacking % 180 === 0 ? [page.width, page.height] : [page.height, page.width];
  const angle = turns * 90 - lacking;
  return {
    width: width * scale,
    height: height * scale,
    transform: `translate(-50%, -50%)${angle === 0 ? '' : ` rotate(${angle}deg)`}`,
  };
}

function edges([x0, y0, x1, y1]: Share) {
  return { left: `${100 * x0}%`, top: `${100 * y0}%`, width: `${100 * (x1 - x0)}%`, height: `${100 * (y1 - y0)}%` };
}
