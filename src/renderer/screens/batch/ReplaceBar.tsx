import { FileInput } from 'lucide-react';
import { useState } from 'react';
import type { BatchView } from '../../../contract/routes/pages.ts';
import { useCommands } from '../../app/commands.ts';
import { Button } from '../../components/Button.tsx';
import { TextField } from '../../components/fields/TextField.tsx';
import { useWords } from '../../i18n/index.tsx';
import { spotsOf } from './layout.ts';
import styles from './ReplaceBar.module.css';
import type { Actions } from './useActions.ts';
import type { Selection } from './useSelection.ts';

/** A page that waits for a better image, and how many files the dossier had when the wait began. */
export interface Replacing {
  readonly page: string;
  readonly files: number;
}

/** While a page waits for a better image: the next one that arrives takes its place, or one that is there, or a file. */
export function ReplaceBar(props: {
  view: BatchView;
  replacing: Replacing;
  selection: Selection;
  actions: Actions;
  onEnd: () => void;
}) {
  const { view, replacing, selection, actions, onEnd } = props;
  const { t } = useWords();
  const [path, setPath] = useState('');
  const spot = spotsOf(view.documents).get(replacing.page);
  const others = [...selection.chosen].filter((id) => id !== replacing.page);
  const takeChosen = () => actions.replace(replacing.page, others, onEnd);
  const takeFile = () => actions.rescan(replacing.page, path.trim(), onEnd);
  useCommands([
    { id: 'batch.replaceEnd', label: t('dialog.cancel'), keys: 'Escape', keyOnly: true, run: onEnd },
    {
      id: 'batch.replaceBy',
      label: t('batch.replaceBy'),
      keys: 'Ctrl+Enter',
      disabled: others.length === 0,
      run: takeChosen,
    },
  ]);
  return (
    <section className={styles['bar']} aria-label={t('batch.do.replace')}>
      <p className={styles['words']}>
        <FileInput size={16} aria-hidden="true" />
        <strong>{t('batch.replacing', { n: (spot?.page ?? 0) + 1, document: (spot?.document ?? 0) + 1 })}</strong>
        <span>{t('batch.replacingHow')}</span>
      </p>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (path.trim() !== '') takeFile();
        }}
      >
        <TextField label={t('batch.replacePath')} value={path} onChange={setPath} />
        <Button disabled={path.trim() === ''} onClick={takeFile}>
          {t('batch.replaceByFile')}
        </Button>
        <Button keys="Ctrl+Enter" disabled={others.length === 0} onClick={takeChosen}>
          {t('batch.replaceBy')}
        </Button>
        <Button keys="Escape" onClick={onEnd}>
          {t('dialog.cancel')}
        </Button>
      </form>
    </section>
  );
}
