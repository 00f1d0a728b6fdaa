import { useState } from 'react';
import { Autocomplete, Input, Menu, MenuItem, TextField } from 'react-aria-components';
import { useCommands, useCurrentCommands, type Command } from '../app/commands.ts';
import { fold } from '../../contract/text.ts';
import { useWords } from '../i18n/index.tsx';
import { Dialog } from './Dialog.tsx';
import { Kbd } from './Kbd.tsx';
import styles from './Palette.module.css';

/** Ctrl+K: everything that can be done here, found by typing a few letters, with or without marks. */
export function Palette() {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const [offered, setOffered] = useState<readonly Command[]>([]);
  const current = useCurrentCommands();
  useCommands([
    {
      id: 'palette.open',
      label: t('palette.open'),
      keys: 'Ctrl+K',
      group: t('palette.help'),
      keyOnly: true,
      run: () => {
        // What could be done on the screen; once open, the dialog's own layer is on top.
        setOffered(current.filter(({ keyOnly, disabled }) => keyOnly !== true && disabled !== true));
        setOpen(true);
      },
    },
  ]);
  return (
    <Dialog title={t('palette.title')} open={open} onClose={() => setOpen(false)}>
      <Autocomplete filter={(words, typed) => fold(words).includes(fold(typed.trim()))}>
        <TextField aria-label={t('palette.type')} autoFocus className={styles['field']!}>
          <Input className={styles['input']!} placeholder={t('palette.type')} />
        </TextField>
        <Menu
          items={offered.map((command) => ({ ...command, key: command.id }))}
          aria-label={t('palette.title')}
          className={styles['list']!}
          renderEmptyState={() => <p className={styles['none']}>{t('palette.none')}</p>}
        >
          {({ id, label, group, keys, icon: Icon, run }) => (
            <MenuItem
              id={id}
              textValue={`${group ?? ''} ${label}`}
              className={styles['item']!}
              onAction={() => {
                setOpen(false);
                run();
              }}
            >
              {Icon === undefined ? <span className={styles['gap']} /> : <Icon size={15} aria-hidden="true" />}
              <span className={styles['label']}>{label}</span>
              {group !== undefined && <span className={styles['group']}>{group}</span>}
              {keys !== undefined && <Kbd keys={keys} />}
            </MenuItem>
          )}
        </Menu>
      </Autocomplete>
    </Dialog>
  );
}
