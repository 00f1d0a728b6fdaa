import { Link, useNavigate } from '@tanstack/react-router';
import { ArrowDown, ArrowUp, ArrowUpToLine, Hand, HardDrive, Play, RotateCw, Search, Send, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { LineView } from '../../../contract/routes/queue.ts';
import type { DeliveryView } from '../../../contract/views.ts';
import { useCommands } from '../../app/commands.ts';
import { useCommand } from '../../app/station.tsx';
import { Button } from '../../components/Button.tsx';
import { CheckField } from '../../components/fields/CheckField.tsx';
import { DataTable, type TableColumn } from '../../components/DataTable.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Failure } from '../../components/Failure.tsx';
import { TextField } from '../../components/fields/TextField.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useWords } from '../../i18n/index.tsx';
import { mayGoByDisk, standingOf } from './rules.ts';
import { StateCell } from './StateCell.tsx';
import { useDeliveries } from './useDeliveries.ts';
import { useMoment } from './useMoment.ts';
import styles from './Queue.module.css';

/** The packages that are not decided yet, in the order they go; a person changes the order, holds one back, takes one to a disk. */
export function Queue({ view, onCarry }: { view: LineView | undefined; onCarry: (objids: readonly string[]) => void }) {
  const { t, number, size } = useWords();
  const navigate = useNavigate();
  const [search, setSearch] = useState('');
  const [current, setCurrent] = useState<string | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const list = useDeliveries('line', search.trim());
  const now = list.loaded.find(({ objid }) => objid === current);
  const toggle = ({ objid }: DeliveryView) =>
    setSelected((before) =>
      before.has(objid) ? new Set([...before].filter((one) => one !== objid)) : new Set([...before, objid]),
    );
  const columns: TableColumn<DeliveryView>[] = [
    {
      id: 'select',
      label: '',
      width: '24px',
      cell: selectCell(selected, toggle),
    },
    {
      id: 'order',
      label: t('send.order'),
      width: '48px',
      figure: true,
      cell: ({ order }) => (order === null ? '' : number(order)),
    },
    { id: 'dossier', label: t('send.dossier'), width: 'minmax(220px, 1fr)', cell: dossierCell },
    { id: 'size', label: t('send.size'), width: '88px', figure: true, cell: ({ bytes }) => size(bytes) },
    { id: 'state', label: t('send.state'), width: 'minmax(250px, 0.9fr)', cell: stateCell },
    {
      id: 'left',
      label: t('send.left'),
      width: '150px',
      cell: leftCell(view),
    },
  ];
  if (list.error !== null && list.total === null) return <Failure error={list.error.failure} />;
  if (list.total === 0 && search.trim() === '')
    return <EmptyState icon={Send} title={t('send.none.title')} text={t('send.none.text')} />;
  return (
    <div className={styles['queue']}>
      <Tools
        search={search}
        onSearch={setSearch}
        row={now}
        chosen={list.loaded.filter(({ objid }) => selected.has(objid))}
        onCarry={(objids) => {
          setSelected(new Set());
          onCarry(objids);
        }}
        onClear={() => setSelected(new Set())}
      />
      {list.total === 0 ? (
        <EmptyState icon={Search} title={t('send.noMatch')} />
      ) : (
        <DataTable
          label={t('send.tab.line')}
          columns={columns}
          count={list.total ?? 8}
          row={list.row}
          rowKey={({ objid }) => objid}
          onRange={list.show}
          current={current}
          onCurrent={({ objid }) => setCurrent(objid)}
          selected={selected}
          onToggle={toggle}
          onOpen={({ fileCode }) => void navigate({ to: '/dossier/$fileCode', params: { fileCode } })}
          rowHeight={52}
        />
      )}
    </div>
  );
}

const dossierCell = (row: DeliveryView) => <Dossier row={row} />;
const selectCell = (selected: ReadonlySet<string>, toggle: (row: DeliveryView) => void) => (row: DeliveryView) => (
  <Select row={row} selected={selected.has(row.objid)} onToggle={() => toggle(row)} />
);
const leftCell = (view: LineView | undefined) => (row: DeliveryView) =>
  view === undefined ? '' : <Left row={row} view={view} />;
const stateCell = (row: DeliveryView) => <StateCell delivery={row} />;

function Select({ row, selected, onToggle }: { row: DeliveryView; selected: boolean; onToggle: () => void }) {
  const { t } = useWords();
  return (
    <span className={styles['select']}>
      <CheckField
        label={<span className={styles['hidden']}>{t('send.select', { fileCode: row.fileCode })}</span>}
        checked={selected}
        onChange={onToggle}
      />
    </span>
  );
}

function Dossier({ row }: { row: DeliveryView }) {
  const { t } = useWords();
  return (
    <span className={styles['dossier']}>
      <span className={styles['code']}>
        <Link to="/dossier/$fileCode" params={{ fileCode: row.fileCode }}>
          {row.fileCode}
        </Link>
        {row.replaces !== null && <Tag tone="accent">{t('send.replacement')}</Tag>}
      </span>
      <span className={styles['title']} title={row.title}>
        {row.title}
      </span>
    </span>
  );
}

/** Time left at the pace measured, or what it waits for. */
function Left({ row, view }: { row: DeliveryView; view: LineView }) {
  const { t } = useWords();
  const { moment, left, restsUntil } = useMoment(view.now);
  const standing = standingOf(row);
  if (standing === 'disk') return <span className={styles['quiet']}>{t('send.left.receipt')}</span>;
  if (standing === 'held' || standing === 'parked') return <span className={styles['quiet']}>{t('send.left.person')}</span>;
  if (standing !== 'waiting' && standing !== 'sending' && standing !== 'begun')
    return <span className={styles['quiet']}>{t('send.left.archive')}</span>;
  if (view.line.state === 'paused' || view.line.state === 'noArchive') return <span className={styles['quiet']}>—</span>;
  const rests = restsUntil(view.line);
  if (rests !== null && row.order === 1) return t('send.left.until', { at: moment(rests) });
  return row.finishAt === null ? <span className={styles['quiet']}>{t('send.left.unknown')}</span> : left(row.finishAt);
}

function Tools(props: {
  search: string;
  onSearch: (search: string) => void;
  row: DeliveryView | undefined;
  chosen: readonly DeliveryView[];
  onCarry: (objids: readonly string[]) => void;
  onClear: () => void;
}) {
  const { row, chosen } = props;
  const { t } = useWords();
  const order = useCommand('queue.order');
  const hold = useCommand('queue.pause');
  const release = useCommand('queue.resume');
  const takeBack = useCommand('queue.takeBack', { onDone: props.onClear });
  const retry = useCommand('job.retry');
  const failure = [order, hold, release, takeBack, retry].find(({ error }) => error !== null)?.error;
  const carriable = chosen.filter(mayGoByDisk);
  const onDisk = chosen.filter(({ disk }) => disk !== null);
  const standing = row === undefined ? null : standingOf(row);
  const none = row === undefined;
  const move = (to: 'first' | 'up' | 'down') => row !== undefined && order.mutate({ objid: row.objid, to });
  const turnHold = () =>
    row !== undefined && (row.heldBy === null ? hold.mutate({ objid: row.objid }) : release.mutate({ objid: row.objid }));
  useCommands([
    {
      id: 'send.first',
      label: t('send.first'),
      keys: 'Alt+Home',
      icon: ArrowUpToLine,
      group: t('send.one'),
      disabled: none,
      run: () => move('first'),
    },
    {
      id: 'send.up',
      label: t('send.up'),
      keys: 'Alt+ArrowUp',
      icon: ArrowUp,
      group: t('send.one'),
      disabled: none,
      run: () => move('up'),
    },
    {
      id: 'send.down',
      label: t('send.down'),
      keys: 'Alt+ArrowDown',
      icon: ArrowDown,
      group: t('send.one'),
      disabled: none,
      run: () => move('down'),
    },
    {
      id: 'send.hold',
      label: t(standing === 'held' ? 'send.release' : 'send.hold'),
      keys: 'H',
      icon: standing === 'held' ? Play : Hand,
      group: t('send.one'),
      disabled: none || standing === 'disk',
      run: turnHold,
    },
  ]);
  return (
    <>
      <div className={styles['tools']} role="toolbar" aria-label={t('send.one')}>
        <div className={styles['search']}>
          <TextField
            label={t('send.search')}
            value={props.search}
            onChange={props.onSearch}
            type="search"
            placeholder={t('send.search')}
          />
        </div>
        <IconButton icon={ArrowUpToLine} label={t('send.first')} keys="Alt+Home" disabled={none} onClick={() => move('first')} />
        <IconButton icon={ArrowUp} label={t('send.up')} keys="Alt+ArrowUp" disabled={none} onClick={() => move('up')} />
        <IconButton icon={ArrowDown} label={t('send.down')} keys="Alt+ArrowDown" disabled={none} onClick={() => move('down')} />
        <Button icon={standing === 'held' ? Play : Hand} disabled={none || standing === 'disk'} onClick={turnHold}>
          {t(standing === 'held' ? 'send.release' : 'send.hold')}
        </Button>
        {standing === 'parked' && row?.job != null && (
          <Button icon={RotateCw} onClick={() => row.job !== null && retry.mutate({ id: row.job.id })}>
            {t('send.retry')}
          </Button>
        )}
        <span className={styles['gap']} />
        {onDisk.length > 0 && (
          <Button icon={Undo2} onClick={() => takeBack.mutate({ objids: onDisk.map(({ objid }) => objid) })}>
            {t('send.takeBack', { n: onDisk.length })}
          </Button>
        )}
        {carriable.length > 0 && (
          <Button icon={HardDrive} primary onClick={() => props.onCarry(carriable.map(({ objid }) => objid))}>
            {t('send.carry', { n: carriable.length })}
          </Button>
        )}
      </div>
      {failure != null && <Failure error={failure.failure} />}
    </>
  );
}
