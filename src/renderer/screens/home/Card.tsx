import { useId, type ReactNode } from 'react';
import styles from './HomeScreen.module.css';

/** One question of the overview and its answer; `wide` of twelve columns. */
export function Card(props: { title: string; wide: 3 | 4 | 5 | 7 | 12; aside?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles['card']} data-wide={props.wide} aria-labelledby={id}>
      <div className={styles['head']}>
        <h2 id={id}>{props.title}</h2>
        {props.aside}
      </div>
      {props.children}
    </section>
  );
}
