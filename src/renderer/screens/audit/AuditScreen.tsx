import { FileSpreadsheet, RotateCw, SearchX } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { auditSentence } from '../../../contract/audit/index.ts';
import type { AuditEntryView } from '../../../contract/routes/audit.ts';
import { useCommands } from '../../app/commands.ts';
import { saveDownload } from '../../app/download.ts';
import { useCommand, useRefresh } from '../../app/station.tsx';
import { toast } from '../../app/toasts.ts';
import { Button } from '../../components/Button.tsx';
import { DataTable, type TableColumn } from '../../components/DataTable.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Screen } from '../../components/Screen.tsx';
import { useLang, useWords } from '../../i18n/index.tsx';
import styles from './Audit.module.css';
import { AuditFilters } from './AuditFilters.tsx';
import { Chain } from './Chain.tsx';
import { Entry } from './Entry.tsx';
import { askable, noFilter } from './filter.ts';
import { useAudit } from './useAudit.ts';

/** Who did what, and when: the newest first, however many there are. */
export function AuditScreen() {
  const { t, number } = useWords();
  const { lang } = useLang();
  const [typed, setTyped] = useState(noFilter);
  const filter = askable(useDeferredValue(typed));
  const list = useAudit(filter);
  const columns = useColumns();
  const [open, setOpen] = useState<AuditEntryView | null>(null);
  const look = useRefresh('audit.list', 'audit.facets', 'audit.verify');
  const take = useCommand('audit.export', {
    onDone: (file) => {
      saveDownload(file);
      toast({ words: t('audit.exported', { name: file.name }), tone: 'good' });
    },
  });
  const save = () => take.mutate({ ...filter, language: lang });
  const group = t('audit.title');
  useCommands([
    {
      id: 'audit.export',
      label: t('audit.export'),
      keys: 'Ctrl+E',
      icon: FileSpreadsheet,
      group,
      disabled: take.isPending,
      run: save,
    },
    { id: 'audit.look', label: t('audit.again'), keys: 'F5', icon: RotateCw, group, run: look },
  ]);
  return (
    <Screen
      title={t('audit.title')}
      lead={t('audit.lead')}
      aside={<Chain />}
      body="fill"
      bar={<AuditFilters value={typed} onChange={setTyped} />}
      actions={
        <>
          {list.total !== null && <span className={styles['quiet']}>{t('audit.count', { n: list.total })}</span>}
          <Button icon={RotateCw} keys="F5" onClick={look}>
            {t('audit.again')}
          </Button>
          <Button icon={FileSpreadsheet} keys="Ctrl+E" disabled={take.isPending || list.total === 0} onClick={save}>
            {t('audit.export')}
          </Button>
        </>
      }
    >
      {list.error !== null && <Failure error={list.error.failure} />}
      {take.error !== null && <Failure error={take.error.failure} />}
      {list.total === 0 ? (
        <EmptyState
          icon={SearchX}
          title={t('audit.none')}
          text={t('audit.noneText')}
          actions={<Button onClick={() => setTyped(noFilter)}>{t('audit.clear')}</Button>}
        />
      ) : (
        <DataTable
          label={t('audit.title')}
          columns={columns}
          count={list.total ?? 12}
          row={list.row}
          rowKey={({ seq }) => number(seq)}
          onRange={list.show}
          onOpen={setOpen}
          rowHeight={34}
        />
      )}
      {open !== null && <Entry entry={open} onClose={() => setOpen(null)} />}
    </Screen>
  );
}

function useColumns(): TableColumn<AuditEntryView>[] {
  const { t, number, day } = useWords();
  const { lang } = useLang();
  const clipped = (words: string) => (
    <span className={styles['clip']} title={words}>
      {words}
    </span>
  );
  return [
    { id: 'at', label: t('audit.at'), width: '160px', cell: ({ at }) => `${day(at)} ${at.slice(11, 19)}` },
    { id: 'actor', label: t('audit.actor'), width: 'minmax(110px, 160px)', cell: ({ actor }) => clipped(actor) },
    { id: 'done', label: t('audit.done'), width: 'minmax(240px, 2fr)', cell: (entry) => clipped(auditSentence(entry, lang)) },
    { id: 'about', label: t('audit.about'), width: 'minmax(140px, 1fr)', cell: ({ subject }) => clipped(subject) },
    { id: 'seq', label: t('audit.number'), width: '80px', figure: true, cell: ({ seq }) => number(seq) },
  ];
}
