import { ClipboardPaste, Plus, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { recordKindNames } from '../../../contract/record-kinds.ts';
import type { PlanLine, PlanRow } from '../../../contract/routes/work.ts';
import { useCommands } from '../../app/commands.ts';
import { useCommand, useRoute } from '../../app/station.tsx';
import { toast } from '../../app/toasts.ts';
import { Button } from '../../components/Button.tsx';
import { DataTable, type Sorting, type TableColumn } from '../../components/DataTable.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Screen } from '../../components/Screen.tsx';
import { useLang, useWords } from '../../i18n/index.tsx';
import { partsOf, percentDone } from '../home/parts.ts';
import { StackedBar } from '../home/StackedBar.tsx';
import { LineDialog } from './LineDialog.tsx';
import { PasteDialog } from './PasteDialog.tsx';
import styles from './PlanScreen.module.css';
import { sortLines } from './sort-lines.ts';
import { Unplaced } from './Unplaced.tsx';

/** What is to be digitised, line by line, and how far each is. Those who lead edit it; everybody may look. */
export function PlanScreen() {
  const { t, explain } = useWords();
  const plan = useRoute('plan.list', {});
  const role = useRoute('session.who', {}).data?.role;
  const mayEdit = role === 'supervisor' || role === 'it';
  const [editing, setEditing] = useState<{ id: string | null; row: PlanRow | null } | null>(null);
  const [pasting, setPasting] = useState(false);
  const [current, setCurrent] = useState<string | null>(null);
  const [sorting, setSorting] = useState<Sorting>({ by: 'fonds', down: false });
  const lines = useMemo(() => sortLines(plan.data?.lines ?? [], sorting), [plan.data, sorting]);
  const columns = useColumns();
  const remove = useCommand('plan.remove');
  const put = useCommand('plan.put');
  const chosen = lines.find(({ id }) => id === current);
  const refused = {
    onError: ({ failure }: { failure: Parameters<typeof explain>[0] }) => toast({ words: explain(failure).what, tone: 'bad' }),
  };
  const takeAway = () => {
    if (chosen === undefined) return;
    const restore = () => put.mutate({ id: chosen.id, row: rowOf(chosen) }, refused);
    remove.mutate({ ids: [chosen.id] }, { ...refused, onSuccess: () => toast({ words: t('plan.removed'), undo: restore }) });
  };
  useCommands(
    mayEdit
      ? [
          {
            id: 'plan.add',
            label: t('plan.add'),
            keys: 'N',
            icon: Plus,
            group: t('home.plan'),
            run: () => setEditing({ id: null, row: null }),
          },
          {
            id: 'plan.paste',
            label: t('plan.paste'),
            keys: 'Ctrl+V',
            icon: ClipboardPaste,
            group: t('home.plan'),
            run: () => setPasting(true),
          },
          {
            id: 'plan.remove',
            label: t('plan.remove'),
            keys: 'Delete',
            icon: Trash2,
            group: t('home.plan'),
            disabled: chosen === undefined,
            run: takeAway,
          },
        ]
      : [],
  );
  if (plan.error !== null && plan.data === undefined) return <Failure error={plan.error.failure} />;
  const add = (
    <>
      <Button icon={Plus} keys="N" onClick={() => setEditing({ id: null, row: null })}>
        {t('plan.add')}
      </Button>
      <Button primary icon={ClipboardPaste} keys="Ctrl+V" onClick={() => setPasting(true)}>
        {t('plan.paste')}
      </Button>
    </>
  );
  return (
    <Screen
      title={t('plan.title')}
      lead={t('plan.lead')}
      body="fill"
      actions={
        mayEdit && (
          <>
            <Button icon={Trash2} keys="Delete" disabled={chosen === undefined} onClick={takeAway}>
              {t('plan.remove')}
            </Button>
            {add}
          </>
        )
      }
    >
      <div className={styles['body']}>
        {(plan.data?.unplaced.length ?? 0) > 0 && plan.data!.lines.length > 0 && (
          <Unplaced unplaced={plan.data!.unplaced} mayAssign={mayEdit} />
        )}
        {plan.data?.lines.length === 0 ? (
          <EmptyState
            icon={ClipboardPaste}
            title={t('plan.empty')}
            text={t(mayEdit ? 'plan.emptyText' : 'plan.emptyClerk')}
            actions={mayEdit ? add : undefined}
          />
        ) : (
          <DataTable<PlanLine>
            label={t('plan.title')}
            columns={columns}
            count={lines.length}
            row={(index) => lines[index]}
            rowKey={({ id }) => id}
            current={current}
            onCurrent={({ id }) => setCurrent(id)}
            {...(mayEdit ? { onOpen: (line: PlanLine) => setEditing({ id: line.id, row: rowOf(line) }) } : {})}
            sorting={sorting}
            onSort={setSorting}
          />
        )}
      </div>
      {editing !== null && <LineDialog id={editing.id} row={editing.row} onClose={() => setEditing(null)} />}
      {pasting && <PasteDialog onClose={() => setPasting(false)} />}
    </Screen>
  );
}

function rowOf({ fonds, fondsName, year, kind, dossiers, pages, due }: PlanLine): PlanRow {
  return { fonds, fondsName, year, kind, dossiers, pages, due };
}

function useColumns(): readonly TableColumn<PlanLine>[] {
  const { t, number, day } = useWords();
  const { lang } = useLang();
  return useMemo(
    () => [
      { id: 'code', label: t('plan.fondsCode'), width: '104px', sortable: true, cell: ({ fonds }: PlanLine) => fonds },
      {
        id: 'fonds',
        label: t('plan.fonds'),
        width: 'minmax(0, 1fr)',
        sortable: true,
        cell: ({ fondsName }: PlanLine) => <span title={fondsName}>{fondsName}</span>,
      },
      { id: 'year', label: t('plan.year'), width: '72px', sortable: true, cell: ({ year }: PlanLine) => year },
      {
        id: 'kind',
        label: t('plan.kind'),
        width: '140px',
        sortable: true,
        cell: ({ kind }: PlanLine) => recordKindNames[kind][lang],
      },
      {
        id: 'dossiers',
        label: t('plan.dossiers'),
        width: '76px',
        figure: true,
        sortable: true,
        cell: (line: PlanLine) => number(line.dossiers),
      },
      {
        id: 'pages',
        label: t('plan.pages'),
        width: '96px',
        figure: true,
        sortable: true,
        cell: (line: PlanLine) => number(line.pages),
      },
      {
        id: 'due',
        label: t('plan.due'),
        width: '108px',
        sortable: true,
        cell: ({ due }: PlanLine) => (due === null ? '' : day(due)),
      },
      {
        id: 'progress',
        label: t('plan.progress'),
        width: '136px',
        sortable: true,
        cell: (line: PlanLine) => {
          const percent = t('home.percent', { n: percentDone(line) });
          return (
            <span className={styles['progress']}>
              <span className={styles['percent']}>{percent}</span>
              <span className={styles['bar']}>
                <StackedBar parts={partsOf(line)} label={percent} />
              </span>
            </span>
          );
        },
      },
      {
        id: 'left',
        label: t('plan.left'),
        width: '96px',
        figure: true,
        sortable: true,
        cell: ({ left }: PlanLine) => number(left),
      },
    ],
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the words change with the language only
    [lang],
  );
}
