import { ImageOff } from 'lucide-react';
import { useState, type CSSProperties } from 'react';
import styles from './Thumb.module.css';

interface Props {
  /** Digest of the page image. */
  image: string;
  /** Size of the image, and how it still has to be turned (degrees counter-clockwise). */
  width: number;
  height: number;
  turn?: number;
  /** The room there is, in pixels. */
  frame: { readonly width: number; readonly height: number };
}

/**
 * A small picture of a page. It stands in its frame at once and turns at once; when another picture of the same page is made (cleaned
 * anew), the old one stays as it was seen until the new one is there, so that nothing flickers.
 */
export function Thumb({ image, width, height, turn = 0, frame }: Props) {
  const [loaded, setLoaded] = useState<{ image: string; style: CSSProperties; turn: number } | null>(null);
  const [missing, setMissing] = useState<string | null>(null);
  const style = placed({ width, height }, turn, frame);
  // As it was last seen, for when another picture takes its place.
  if (loaded?.image === image && loaded.turn !== turn) setLoaded({ image, style, turn });
  if (missing === image)
    return (
      <span className={styles['frame']} style={frame}>
        <ImageOff size={20} aria-hidden="true" className={styles['missing']} />
      </span>
    );
  return (
    <span className={styles['frame']} style={frame} data-loading={loaded === null}>
      {loaded !== null && loaded.image !== image && <Picture image={loaded.image} style={loaded.style} />}
      <Picture
        key={image}
        image={image}
        style={style}
        hidden={loaded?.image !== image}
        onLoad={() => setLoaded({ image, style, turn })}
        onError={() => setMissing(image)}
      />
    </span>
  );
}

function Picture(props: { image: string; style: CSSProperties; hidden?: boolean; onLoad?: () => void; onError?: () => void }) {
  const { image, style, hidden = false, onLoad, onError } = props;
  return (
    <img
      src={`/thumb/${image}`}
      alt=""
      draggable={false}
      decoding="async"
      className={styles['picture']}
      data-hidden={hidden}
      style={style}
      {...(onLoad === undefined ? {} : { onLoad })}
      {...(onError === undefined ? {} : { onError })}
    />
  );
}

/** Whole in its frame, turned about its middle. */
function placed(size: { width: number; height: number }, turn: number, frame: Props['frame']): CSSProperties {
  const lies = turn % 180 !== 0;
  const scale = Math.min(frame.width / (lies ? size.height : size.width), frame.height / (lies ? size.width : size.height));
  return {
    width: size.width * scale,
    height: size.height * scale,
    transform: `translate(-50%, -50%) rotate(${-turn}deg)`,
  };
}
