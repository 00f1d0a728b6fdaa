import { Eye, EyeOff } from 'lucide-react';
import { useState, type ComponentProps, type KeyboardEvent } from 'react';
import { Input, TextField as AriaTextField } from 'react-aria-components';
import { useWords } from '../../i18n/index.tsx';
import { IconButton } from '../IconButton.tsx';
import styles from './Field.module.css';
import { ariaProps, FieldFrame, type FieldProps } from './FieldFrame.tsx';

type Props = FieldProps & { value: string; onChange: (value: string) => void } & Pick<ComponentProps<'input'>, 'autoComplete'>;

/** A password, which may be looked at: Vietnamese typed blind through an input method goes wrong too easily. Says when Caps Lock is on. */
export function PasswordField(props: Props) {
  const { t } = useWords();
  const [shown, setShown] = useState(false);
  const [caps, setCaps] = useState(false);
  const look = (event: KeyboardEvent) => setCaps(event.getModifierState('CapsLock'));
  return (
    <AriaTextField
      {...ariaProps(props)}
      value={props.value}
      onChange={props.onChange}
      type={shown ? 'text' : 'password'}
      maxLength={200}
      {...(props.autoComplete === undefined ? {} : { autoComplete: props.autoComplete })}
    >
      <FieldFrame {...props} hint={caps ? t('door.caps') : props.hint}>
        <div className={styles['with']}>
          <Input className={styles['input']!} spellCheck="false" autoCapitalize="off" onKeyDown={look} onKeyUp={look} />
          <span className={styles['arrow']}>
            <IconButton
              icon={shown ? EyeOff : Eye}
              label={t(shown ? 'door.hide' : 'door.show')}
              pressed={shown}
              onClick={() => setShown(!shown)}
            />
          </span>
        </div>
      </FieldFrame>
    </AriaTextField>
  );
}
