import { caps } from '../app/keys.ts';
import styles from './Kbd.module.css';

/** A key as it is printed on the keyboard: `Ctrl` `K`. Of several keys the first is shown. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <kbd className={styles['keys']}>
      {caps(keys).map((cap) => (
        <span key={cap} className={styles['cap']}>
          {cap}
        </span>
      ))}
    </kbd>
  );
}
