import styles from './Crop.module.css';
import type { Share } from './viewer/view.ts';

/** A little more of the page than the box, so that neighbours show whether it was cut off. */
const air = 0.012;

/** A strip of the page, as it stands on the paper. `width` × `height` is the room it is fitted into; text is never drawn larger than `most` times. */
export function Crop(props: {
  image: { readonly url: string; readonly width: number; readonly height: number };
  share: Share;
  width: number;
  height: number;
  alt: string;
  most?: number;
}) {
  const { image: shown, share, width, height, alt, most = 2 } = props;
  const x0 = Math.max(0, share[0] - air) * shown.width;
  const x1 = Math.min(1, share[2] + air) * shown.width;
  const y0 = Math.max(0, share[1] - air / 2) * shown.height;
  const y1 = Math.min(1, share[3] + air / 2) * shown.height;
  // CSS pixels per pixel of the page; a page of 200 dpi is twice as large as a screen shows it.
  const scale = Math.min(width / (x1 - x0), height / (y1 - y0), most / 2);
  return (
    <span className={styles['crop']} style={{ width: (x1 - x0) * scale, height: (y1 - y0) * scale }}>
      <img
        src={shown.url}
        alt={alt}
        draggable={false}
        decoding="async"
        style={{ width: shown.width * scale, height: shown.height * scale, left: -x0 * scale, top: -y0 * scale }}
      />
    </span>
  );
}
