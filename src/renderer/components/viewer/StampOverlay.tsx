import type { StampPreview } from '../../../contract/routes/sign.ts';
import styles from './StampOverlay.module.css';

/**
 * A stamp on its page, as the engine planned it: an SVG in the page's own points, so that it zooms with the page. `mark` frames it, for a
 * stamp that is not there yet.
 */
export function StampOverlay({ stamp, mark = false }: { stamp: StampPreview; mark?: boolean }) {
  const { pageWidth, pageHeight, box, lines, widths, fontSize, leading, padding, align } = stamp;
  const [x0, y0, x1, y1] = box;
  const x = align === 'left' ? x0 + padding : x1 - padding;
  return (
    <svg className={styles['overlay']} viewBox={`0 0 ${pageWidth} ${pageHeight}`} preserveAspectRatio="none">
      <title>{lines.join('\n')}</title>
      {mark && <rect className={styles['frame']} x={x0} y={y0} width={x1 - x0} height={y1 - y0} />}
      {lines.map((line, index) => (
        <text
          key={index}
          className={styles['line']}
          x={x}
          y={y0 + padding + fontSize * 0.9 + index * leading}
          fontSize={fontSize}
          textLength={widths[index]}
          lengthAdjust="spacingAndGlyphs"
          textAnchor={align === 'left' ? 'start' : 'end'}
        >
          {line}
        </text>
      ))}
    </svg>
  );
}
