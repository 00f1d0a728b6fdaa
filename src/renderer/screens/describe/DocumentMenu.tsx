import { Check, CircleHelp, PenLine, Undo2 } from 'lucide-react';
import { useState } from 'react';
import {
  Button as AriaButton,
  Dialog,
  DialogTrigger,
  ListBox,
  ListBoxItem,
  ListLayout,
  Popover,
  Virtualizer,
} from 'react-aria-components';
import type { DescribeEntry, DescribeView } from '../../../contract/routes/describe.ts';
import { useRoutes } from '../../app/station.tsx';
import { useWords } from '../../i18n/index.tsx';
import styles from './DocumentMenu.module.css';
import { typeNameOf } from './rules.ts';

const chunk = 500;
const rowHeight = 48;

/** `Văn bản 3/12`, which opens the list of the dossier's documents with where each one stands. */
export function DocumentMenu({ view, onChoose }: { view: DescribeView; onChoose: (id: string) => void }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <AriaButton className={styles['button']!}>{t('describe.documentOf', { n: view.place, of: view.of })}</AriaButton>
      <Popover className={styles['popover']!} placement="bottom end">
        <Dialog aria-label={t('dossier.documents')} className={styles['dialog']!}>
          <Documents
            view={view}
            onChoose={(id) => {
              setOpen(false);
              onChoose(id);
            }}
          />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Documents({ view, onChoose }: { view: DescribeView; onChoose: (id: string) => void }) {
  const { t } = useWords();
  const inputs = Array.from({ length: Math.ceil(view.of / chunk) }, (_, i) => ({
    fileCode: view.fileCode,
    offset: i * chunk,
    limit: chunk,
  }));
  const entries = useRoutes('describe.documents', inputs).flatMap(({ data }) => data?.documents ?? []);
  return (
    <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight }}>
      <ListBox
        aria-label={t('dossier.documents')}
        className={styles['list']!}
        items={entries.map((entry) => ({ ...entry, id: entry.documentId }))}
        selectionMode="single"
        selectedKeys={[view.document.id]}
        onAction={(key) => onChoose(String(key))}
        escapeKeyBehavior="none"
        style={{ height: `min(${view.of * rowHeight + 8}px, 60vh)` }}
        autoFocus
      >
        {(entry) => (
          <ListBoxItem id={entry.id} textValue={`${entry.ordinal} ${entry.subject}`} className={styles['entry']!}>
            <State entry={entry} />
            <span className={styles['words']}>
              <span className={styles['name']}>{t('describe.entry', { n: entry.ordinal, name: nameOf(entry) })}</span>
              <span className={styles['subject']}>{entry.subject}</span>
            </span>
          </ListBoxItem>
        )}
      </ListBox>
    </Virtualizer>
  );
}

function State({ entry }: { entry: DescribeEntry }) {
  const { t } = useWords();
  const words = t(`state.${entry.state}`);
  const Icon =
    entry.state === 'returned' ? Undo2 : entry.state !== 'proposed' ? Check : entry.doubtful > 0 ? CircleHelp : PenLine;
  return (
    <span className={styles['state']} data-state={entry.state} title={words}>
      <Icon size={14} role="img" aria-label={words} />
    </span>
  );
}

function nameOf({ typeName, codeNumber, codeNotation }: DescribeEntry): string {
  return [typeNameOf(typeName), [codeNumber, codeNotation].filter(Boolean).join('/')].filter(Boolean).join(' ');
}
