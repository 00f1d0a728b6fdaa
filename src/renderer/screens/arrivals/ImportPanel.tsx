import { FileUp, FolderUp } from 'lucide-react';
import { useRef, useState, type ChangeEvent } from 'react';
import type { SplitRule } from '../../../contract/routes/capture.ts';
import { useCommands } from '../../app/commands.ts';
import { useCalls } from '../../app/station.tsx';
import { toast } from '../../app/toasts.ts';
import { Button } from '../../components/Button.tsx';
import { NumberField } from '../../components/fields/NumberField.tsx';
import { SelectField } from '../../components/fields/SelectField.tsx';
import { useWords } from '../../i18n/index.tsx';
import styles from './Arrivals.module.css';
import { givenByChoice, type Given } from './dropped.ts';
import { startUpload } from './uploads.ts';
import { useDropped } from './useDropped.ts';

const parts = ['auto', 'file', 'folder', 'separator', 'pages'] as const;
type Part = (typeof parts)[number];

/** Files in: dropped anywhere on the screen, pasted, or chosen; parted as the person says. */
export function ImportPanel({ fileCode }: { fileCode: string }) {
  const { t } = useWords();
  const { call } = useCalls();
  const [part, setPart] = useState<Part>('auto');
  const [every, setEvery] = useState<number | null>(2);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const split: SplitRule = part === 'pages' ? `pages:${every ?? 1}` : part;

  async function take(coming: Promise<readonly Given[]>): Promise<void> {
    const given = await coming;
    if (given.length === 0) return toast({ words: t('arrivals.nothing'), tone: 'look' });
    startUpload({
      call,
      fileCode,
      split,
      given,
      onDone: ({ files: taken, known, refused }) => {
        const words = t('arrivals.toast', { fileCode, files: taken, known, refused: refused.length });
        toast({ words, tone: refused.length > 0 ? 'look' : 'quiet' });
      },
    });
  }
  const over = useDropped((given) => void take(given), true);
  const chosen = (event: ChangeEvent<HTMLInputElement>) => {
    void take(Promise.resolve(givenByChoice(event.target.files ?? [])));
    // The same choice again is a choice again.
    event.target.value = '';
  };
  const chooseFiles = () => files.current?.click();
  const chooseFolder = () => folder.current?.click();
  useCommands([
    {
      id: 'arrivals.files',
      label: t('arrivals.files'),
      keys: 'Ctrl+O',
      icon: FileUp,
      group: t('arrivals.group'),
      run: chooseFiles,
    },
    {
      id: 'arrivals.folder',
      label: t('arrivals.folder'),
      keys: 'Ctrl+Shift+O',
      icon: FolderUp,
      group: t('arrivals.group'),
      run: chooseFolder,
    },
  ]);
  return (
    <section className={styles['import']} aria-labelledby="arrivals-import">
      <h2 id="arrivals-import" className={styles['title']}>
        {t('arrivals.import')}
      </h2>
      <div className={styles['pair']}>
        <Button icon={FileUp} onClick={chooseFiles} title={t('arrivals.filesHint')}>
          {t('arrivals.files')}
        </Button>
        <Button icon={FolderUp} onClick={chooseFolder}>
          {t('arrivals.folder')}
        </Button>
      </div>
      <div className={styles['parting']} data-pages={part === 'pages'}>
        <SelectField
          label={t('arrivals.part')}
          value={part}
          options={parts.map((value) => ({ value, label: t(`arrivals.part.${value}`) }))}
          onChange={setPart}
        />
        {part === 'pages' && <NumberField label={t('arrivals.every')} value={every} min={1} max={9999} onChange={setEvery} />}
      </div>
      <p className={styles['hint']}>{t('arrivals.hint')}</p>
      <input ref={files} type="file" multiple hidden aria-label={t('arrivals.files')} onChange={chosen} />
      <input
        ref={(node) => {
          folder.current = node;
          // React knows no such attribute.
          if (node !== null) node.webkitdirectory = true;
        }}
        type="file"
        hidden
        aria-label={t('arrivals.folder')}
        onChange={chosen}
      />
      {over && (
        <div className={styles['over']} aria-hidden="true">
          <p>
            <FileUp size={28} />
            {t('arrivals.over', { fileCode })}
          </p>
        </div>
      )}
    </section>
  );
}
