import { Ban, Check } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { DoubtfulWord } from '../../../contract/routes/text.ts';
import type { RouteOutput } from '../../../contract/routes.ts';
import type { PageView } from '../../../contract/views.ts';
import { useCommands } from '../../app/commands.ts';
import { Button } from '../../components/Button.tsx';
import { Crop } from '../../components/Crop.tsx';
import { Failure } from '../../components/Failure.tsx';
import { TextField } from '../../components/fields/TextField.tsx';
import { Kbd } from '../../components/Kbd.tsx';
import { PageViewer } from '../../components/viewer/PageViewer.tsx';
import type { Share } from '../../components/viewer/view.ts';
import { useWords } from '../../i18n/index.tsx';
import { shareOf } from '../describe/rules.ts';
import { shownImage } from '../dossier/image.ts';
import styles from './Review.module.css';
import { afterAnswer, keyOf, leftOf, wordBeside } from './rules.ts';
import { useReview } from './useReview.ts';

/** The page at the left, and one word after another at the right: what stands on the paper above what was read. */
export function Review(props: {
  data: RouteOutput<'text.doubtful'>;
  below: number;
  images: readonly PageView[];
  empty: ReactNode;
}) {
  const { data, below, images, empty } = props;
  const { t } = useWords();
  const { answered, failure, answer } = useReview(data.pages, below);
  const left = leftOf(data.words, answered);
  const [key, setKey] = useState<string | null>(null);
  const word = wordBeside(left, key, 0);
  const page = word === null ? images[0] : images[word.page - 1];
  const go = (next: DoubtfulWord | null) => setKey(next === null ? null : keyOf(next));

  function say(text: string | null): void {
    if (word === null || data.sealed) return;
    const next = afterAnswer(left, word);
    answer(word, text);
    go(next);
  }

  const share = word === null || page?.clean == null ? null : shareOf(word.box, page.clean);
  return (
    <div className={styles['review']}>
      <section className={styles['page']}>
        {page !== undefined && (
          <PageViewer
            image={shownImage(page)}
            alt={t('page.alt', { n: page.ordinal, source: page.sourceName })}
            boxes={share === null ? [] : [{ id: 'now', share, tone: 'now' }]}
            focus={share === null ? null : wide(share)}
          />
        )}
      </section>
      <section className={styles['words']} aria-label={t('text.list')}>
        {failure !== null && <Failure error={failure} />}
        {word === null || page === undefined ? (
          empty
        ) : (
          <>
            <p className={styles['left']} aria-live="polite">
              {t('text.left', { n: left.length })} · {t('text.onPage', { n: word.page })}
            </p>
            <Ask
              key={keyOf(word)}
              word={word}
              page={page}
              locked={data.sealed}
              onSay={say}
              onMove={(step) => go(wordBeside(left, keyOf(word), step))}
            />
            <List words={left} now={word} onChoose={go} />
          </>
        )}
      </section>
    </div>
  );
}

/** Keys that take the first, second and third other reading. */
const takeKeys = ['F2', 'F3', 'F4'] as const;

/** One word. Enter says that it is right, or takes what was typed. */
function Ask(props: {
  word: DoubtfulWord;
  page: PageView;
  locked: boolean;
  onSay: (text: string | null) => void;
  onMove: (step: -1 | 1) => void;
}) {
  const { word, page, locked, onSay, onMove } = props;
  const { t } = useWords();
  const [typed, setTyped] = useState(word.text);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const image = shownImage(page);
  const same = typed.trim() === word.text;
  const say = () => onSay(same ? null : typed.trim());
  useCommands([
    {
      id: 'text.noWord',
      label: t('text.noWord'),
      keys: 'Ctrl+Delete',
      icon: Ban,
      group: t('text.group'),
      disabled: locked,
      run: () => onSay(''),
    },
    ...word.alternatives.map((text, i) => ({
      id: `text.alternative${i + 1}`,
      label: text,
      ...(takeKeys[i] === undefined ? {} : { keys: takeKeys[i] }),
      group: t('text.alternatives'),
      disabled: locked,
      run: () => onSay(text),
    })),
  ]);
  function hear(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey) return;
    const step =
      event.key === 'ArrowDown' || (event.key === 'Tab' && !event.shiftKey)
        ? 1
        : event.key === 'ArrowUp' || event.key === 'Tab'
          ? -1
          : 0;
    if (event.key === 'Enter') say();
    else if (step !== 0) onMove(step);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  return (
    <div className={styles['ask']}>
      <div className={styles['paper']}>
        {image !== null && page.clean !== null && (
          <Crop
            image={image}
            share={shareOf(word.box, page.clean)}
            width={390}
            height={72}
            most={4}
            alt={t('text.crop', { text: word.text, n: word.page })}
          />
        )}
      </div>
      <p className={styles['context']}>
        {word.before.join(' ')} <mark>{word.text}</mark> {word.after.join(' ')}
      </p>
      <div onKeyDownCapture={hear}>
        <TextField
          label={t('text.word')}
          value={typed}
          onChange={setTyped}
          inputRef={input}
          maxLength={200}
          autoComplete="off"
          locked={locked ? t('text.sealed') : undefined}
        />
      </div>
      {word.alternatives.length > 0 && (
        <div className={styles['alternatives']} role="group" aria-label={t('text.alternatives')}>
          <span>{t('text.alternatives')}</span>
          {word.alternatives.map((text, i) => (
            <Button
              key={text}
              {...(takeKeys[i] === undefined ? {} : { keys: takeKeys[i] })}
              disabled={locked}
              onClick={() => onSay(text)}
            >
              {text}
            </Button>
          ))}
        </div>
      )}
      <div className={styles['actions']}>
        <Button primary icon={Check} keys="Enter" disabled={locked} onClick={say}>
          {t(same ? 'text.right' : 'text.correct')}
        </Button>
        <Button icon={Ban} keys="Ctrl+Delete" disabled={locked} onClick={() => onSay('')}>
          {t('text.noWord')}
        </Button>
        <Button keys="Tab" onClick={() => onMove(1)}>
          {t('text.skip')}
        </Button>
      </div>
      <p className={styles['hints']} aria-hidden="true">
        <span>
          <Kbd keys="Enter" /> {t('text.hint.enter')}
        </span>
        <span>
          <Kbd keys="ArrowDown" /> {t('text.hint.move')}
        </span>
        <span>
          <Kbd keys="Ctrl+Delete" /> {t('text.hint.none')}
        </span>
      </p>
    </div>
  );
}

/** What is still to be asked; each leads to itself. At most 500 come at a time, and those out of sight are not drawn. */
function List(props: { words: readonly DoubtfulWord[]; now: DoubtfulWord; onChoose: (word: DoubtfulWord) => void }) {
  const { words, now, onChoose } = props;
  const { t } = useWords();
  return (
    <ol className={styles['list']} aria-label={t('text.list')}>
      {words.map((word) => (
        <li key={keyOf(word)}>
          <button
            type="button"
            className={styles['entry']}
            aria-current={keyOf(word) === keyOf(now)}
            onClick={() => onChoose(word)}
          >
            <span className={styles['entryPage']}>{t('text.onPage', { n: word.page })}</span>
            <span className={styles['entryText']}>
              {word.before.slice(-2).join(' ')} <mark>{word.text}</mark> {word.after.slice(0, 2).join(' ')}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}

/** The line and its neighbours, at the size of print held in the hand. */
function wide([x0, y0, x1, y1]: Share): Share {
  const around = Math.max(0.1, (0.6 - (x1 - x0)) / 2);
  return [x0 - around, Math.max(0, y0 - 0.06), x1 + around, Math.min(1, y1 + 0.06)];
}
