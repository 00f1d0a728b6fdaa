import type { ReactNode } from 'react';
import styles from './Screen.module.css';

interface Props {
  title: string;
  /** One sentence under the title. */
  lead?: ReactNode;
  /** Beside the title: a count, a state. */
  aside?: ReactNode;
  /** Buttons at the right of the head. */
  actions?: ReactNode;
  /** A second line of the head: filters, tabs. */
  bar?: ReactNode;
  /**
   * `fill`: the content manages its own scrolling (lists, pages); `scroll`: it is a page that scrolls; `read`: so it is, and with nothing
   * in it that takes the focus it takes the focus itself, to be scrolled from the keyboard.
   */
  body?: 'fill' | 'scroll' | 'read';
  children: ReactNode;
}

/** What every screen looks like: one head with title and actions, one body below it. */
export function Screen({ title, lead, aside, actions, bar, body = 'scroll', children }: Props) {
  return (
    <section className={styles['screen']} aria-labelledby="screen-title">
      <header className={styles['head']}>
        <div className={styles['words']}>
          <div className={styles['line']}>
            <h1 id="screen-title" className={styles['title']} title={title}>
              {title}
            </h1>
            {aside}
          </div>
          {lead !== undefined && <p className={styles['lead']}>{lead}</p>}
        </div>
        {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
      </header>
      {bar !== undefined && <div className={styles['bar']}>{bar}</div>}
      <div
        className={styles['body']}
        data-body={body === 'fill' ? 'fill' : 'scroll'}
        {...(body === 'read' ? { tabIndex: 0, role: 'group', 'aria-labelledby': 'screen-title' } : {})}
      >
        {children}
      </div>
    </section>
  );
}
