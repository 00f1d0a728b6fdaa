/** Small drawings for the first day, in the window's own colours. They only repeat what the words beside them say. */
import styles from './FirstDay.module.css';

/** A sheet goes into a scanner. */
export function PicturePaper() {
  return (
    <svg viewBox="0 0 160 88" className={styles['picture']} aria-hidden="true">
      <path data-fill="paper" d="M56 8h40l12 12v28H56z" />
      <path data-line="soft" d="M66 22h24M66 30h32M66 38h28" />
      <path data-fill="soft" d="M24 48h112l10 18v10H14V66z" />
      <path data-line="strong" d="M44 48h72M22 66h116" />
      <circle data-fill="accent" cx="128" cy="57" r="3" />
    </svg>
  );
}

/** A page is read, one doubtful word is marked. */
export function PictureRead() {
  return (
    <svg viewBox="0 0 160 88" className={styles['picture']} aria-hidden="true">
      <path data-fill="paper" d="M28 8h52v70H28z" />
      <path data-line="soft" d="M38 22h32M38 32h32M38 42h20M38 62h32" />
      <path data-fill="look" d="M36 48h30v8H36z" />
      <path data-line="strong" d="M66 52h28" />
      <path data-fill="soft" d="M96 24h46v14H96zM96 44h46v14H96zM96 64h30v12H96z" />
      <path data-line="strong" d="m102 51 4 4 8-8" />
    </svg>
  );
}

/** A sealed package goes to the archive and a receipt comes back. */
export function PictureSend() {
  return (
    <svg viewBox="0 0 160 88" className={styles['picture']} aria-hidden="true">
      <path data-fill="soft" d="M14 32h44v36H14z" />
      <path data-line="strong" d="M14 44h44M36 32v36" />
      <path data-line="strong" d="M66 42h32m-8-6 8 6-8 6" />
      <path data-line="good" d="M98 62H66m8-6-8 6 8 6" />
      <path data-fill="paper" d="M106 22h40v54h-40z" />
      <path data-line="soft" d="M112 36h28M112 50h28M112 64h28" />
      <path data-line="good" d="m120 15 5 5 10-10" />
    </svg>
  );
}
