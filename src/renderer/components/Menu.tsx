import type { LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Pressable } from 'react-aria-components';
import { Kbd } from './Kbd.tsx';
import styles from './Menu.module.css';

export interface MenuChoice {
  readonly id: string;
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly keys?: string;
  readonly disabled?: boolean;
  readonly run: () => void;
}

/** A button (`children`, one of ours) that opens a list of choices. */
export function Menu({ label, choices, children }: { label: string; choices: readonly MenuChoice[]; children: ReactElement }) {
  return (
    <MenuTrigger>
      <Pressable>{children as ReactElement<React.DOMAttributes<HTMLButtonElement>, string>}</Pressable>
      <Popover className={styles['popover']!} placement="bottom end">
        <AriaMenu className={styles['menu']!} aria-label={label}>
          {choices.map(({ id, label: words, icon: Icon, keys, disabled = false, run }) => (
            <MenuItem key={id} id={id} isDisabled={disabled} onAction={run} className={styles['item']!} textValue={words}>
              {Icon === undefined ? <span className={styles['gap']} /> : <Icon size={15} aria-hidden="true" />}
              <span className={styles['label']}>{words}</span>
              {keys !== undefined && <Kbd keys={keys} />}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
