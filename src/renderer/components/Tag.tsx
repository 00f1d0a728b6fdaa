import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Tag.module.css';

/** `quiet` plain · `look` a person must look · `bad` loss or refusal · `good` receipt in hand, done · `accent` now · `plum` practice. */
export type Tone = 'quiet' | 'look' | 'bad' | 'good' | 'accent' | 'plum';

/** A state in icon and words; the colour only repeats what they say. */
export function Tag({ tone = 'quiet', icon: Icon, children }: { tone?: Tone; icon?: LucideIcon; children: ReactNode }) {
  return (
    <span className={styles['tag']} data-tone={tone}>
      {Icon !== undefined && <Icon size={13} aria-hidden="true" />}
      {children}
    </span>
  );
}
