import { FileInput, Merge, Redo2, RotateCcw, RotateCw, Scissors, Search, Trash2, Undo2 } from 'lucide-react';
import type { BatchView } from '../../../contract/routes/pages.ts';
import { useCommands, type Command } from '../../app/commands.ts';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { useWords } from '../../i18n/index.tsx';
import styles from './Tools.module.css';
import type { Actions } from './useActions.ts';
import type { Selection } from './useSelection.ts';

type Verb =
  | 'rotate'
  | 'rotateBack'
  | 'split'
  | 'join'
  | 'toTray'
  | 'replace'
  | 'open'
  | 'undo'
  | 'redo'
  | 'earlier'
  | 'later'
  | 'rowUp'
  | 'rowDown'
  | 'documentUp'
  | 'documentDown';

/** All that can be done to the chosen pages: as buttons, by key and in the palette. */
export function Tools(props: {
  view: BatchView;
  actions: Actions;
  selection: Selection;
  onOpen: () => void;
  onReplace: () => void;
}) {
  const { view, actions, selection, onOpen, onReplace } = props;
  const { t } = useWords();
  const group = t('batch.group');
  const none = selection.focus === null;
  const fixed = none || view.sealed;
  const act = (id: Verb, keys: string, run: () => void, more: Partial<Command> = {}): Command => ({
    id: `batch.${id}`,
    label: t(`batch.do.${id}`),
    keys,
    group,
    disabled: fixed,
    run,
    ...more,
  });
  useCommands([
    act('rotate', 'R', () => actions.rotate(90), { icon: RotateCw }),
    act('rotateBack', 'Shift+R', () => actions.rotate(270), { icon: RotateCcw }),
    act('split', 'S', actions.split, { icon: Scissors }),
    act('join', 'J', actions.join, { icon: Merge }),
    act('toTray', 'Delete', actions.toTray, { icon: Trash2 }),
    act('replace', 'F2', onReplace, { icon: FileInput }),
    act('open', 'P', onOpen, { icon: Search, disabled: none }),
    act('undo', 'Ctrl+Z', actions.undo, { icon: Undo2, disabled: view.sealed || view.undo === null }),
    act('redo', 'Ctrl+Y Ctrl+Shift+Z', actions.redo, { icon: Redo2, disabled: view.sealed || view.redo === null }),
    act('earlier', 'Alt+ArrowLeft', () => actions.shift('earlier')),
    act('later', 'Alt+ArrowRight', () => actions.shift('later')),
    act('rowUp', 'Alt+ArrowUp', () => actions.shift('rowUp')),
    act('rowDown', 'Alt+ArrowDown', () => actions.shift('rowDown')),
    act('documentUp', 'Alt+Shift+ArrowUp', () => actions.shiftDocument('up')),
    act('documentDown', 'Alt+Shift+ArrowDown', () => actions.shiftDocument('down')),
  ]);
  return (
    <div role="toolbar" aria-label={group} className={styles['tools']}>
      <IconButton
        icon={Undo2}
        label={t('batch.do.undo')}
        keys="Ctrl+Z"
        disabled={view.sealed || view.undo === null}
        onClick={actions.undo}
      />
      <IconButton
        icon={Redo2}
        label={t('batch.do.redo')}
        keys="Ctrl+Y"
        disabled={view.sealed || view.redo === null}
        onClick={actions.redo}
      />
      <span className={styles['rule']} />
      <IconButton
        icon={RotateCcw}
        label={t('batch.do.rotateBack')}
        keys="Shift+R"
        disabled={fixed}
        onClick={() => actions.rotate(270)}
      />
      <IconButton icon={RotateCw} label={t('batch.do.rotate')} keys="R" disabled={fixed} onClick={() => actions.rotate(90)} />
      <Button icon={Scissors} keys="S" disabled={fixed} onClick={actions.split} title={t('batch.do.split')}>
        {t('batch.splitShort')}
      </Button>
      <Button icon={Merge} keys="J" disabled={fixed} onClick={actions.join} title={t('batch.do.join')}>
        {t('batch.joinShort')}
      </Button>
      <Button icon={Trash2} keys="Delete" disabled={fixed} onClick={actions.toTray} title={t('batch.do.toTray')}>
        {t('batch.toTrayShort')}
      </Button>
      <Button icon={FileInput} keys="F2" disabled={fixed} onClick={onReplace} title={t('batch.do.replace')}>
        {t('batch.replaceShort')}
      </Button>
      <span className={styles['chosen']} role="status">
        {selection.chosen.size > 1 && t('batch.chosen', { n: selection.chosen.size })}
      </span>
    </div>
  );
}
