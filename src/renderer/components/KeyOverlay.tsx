import { useState } from 'react';
import { useCommands, useCurrentCommands, type Command } from '../app/commands.ts';
import { useWords } from '../i18n/index.tsx';
import { Dialog } from './Dialog.tsx';
import { Kbd } from './Kbd.tsx';
import styles from './KeyOverlay.module.css';

/** `?`: every key that does something here. */
export function KeyOverlay() {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const [listed, setListed] = useState<readonly Command[]>([]);
  const current = useCurrentCommands();
  useCommands([
    {
      id: 'keys.open',
      label: t('keys.open'),
      keys: '?',
      group: t('palette.help'),
      run: () => {
        setListed(current.filter(({ keys }) => keys !== undefined));
        setOpen(true);
      },
    },
  ]);
  const groups = Map.groupBy(listed, ({ group }) => group ?? t('keys.here'));
  return (
    <Dialog title={t('keys.title')} open={open} onClose={() => setOpen(false)} size="large">
      <div className={styles['groups']}>
        {[...groups].map(([group, commands]) => (
          <section key={group} className={styles['group']}>
            <h3>{group}</h3>
            <dl className={styles['keys']}>
              {commands.map(({ id, label, keys }) => (
                <div key={id} className={styles['line']}>
                  <dt>{label}</dt>
                  <dd>
                    <Kbd keys={keys!} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
