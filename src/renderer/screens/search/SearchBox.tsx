import { Search, X } from 'lucide-react';
import { useEffect, useState, type KeyboardEvent, type Ref } from 'react';
import { searchTextLimit } from '../../../contract/routes/search.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { Kbd } from '../../components/Kbd.tsx';
import { useWords } from '../../i18n/index.tsx';
import styles from './SearchBox.module.css';

/** Somebody who types on is not asked for every letter. */
const restMs = 140;

/** The question. It is asked while it is typed; ↓ or Enter goes to what was found. */
export function SearchBox(props: {
  asked: string;
  onAsk: (text: string) => void;
  onLeave: () => void;
  box: Ref<HTMLInputElement>;
}) {
  const { asked, onAsk, onLeave, box } = props;
  const { t } = useWords();
  const [typed, setTyped] = useState(asked);
  const [shown, setShown] = useState(asked);
  // The address changed by other means (back, a suggestion): so does the box.
  if (shown !== asked) {
    setShown(asked);
    setTyped(asked);
  }
  useEffect(() => {
    if (typed === asked) return undefined;
    const timer = setTimeout(() => onAsk(typed), restMs);
    return () => clearTimeout(timer);
  }, [typed, asked, onAsk]);

  function leave(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || (event.key !== 'ArrowDown' && event.key !== 'Enter')) return;
    event.preventDefault();
    if (typed !== asked) onAsk(typed);
    onLeave();
  }
  const clear = () => {
    setTyped('');
    onAsk('');
  };
  return (
    <search className={styles['search']}>
      <Search size={18} aria-hidden="true" className={styles['glass']} />
      <input
        ref={box}
        type="text"
        className={styles['input']}
        aria-label={t('search.box')}
        placeholder={t('search.placeholder')}
        value={typed}
        maxLength={searchTextLimit}
        spellCheck={false}
        autoComplete="off"
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={leave}
      />
      {typed === '' ? (
        <span className={styles['key']} aria-hidden="true">
          <Kbd keys="Ctrl+F" />
        </span>
      ) : (
        <IconButton icon={X} label={t('search.clear')} onClick={clear} />
      )}
    </search>
  );
}
