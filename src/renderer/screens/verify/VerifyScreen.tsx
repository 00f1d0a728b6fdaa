import { Link, useNavigate } from '@tanstack/react-router';
import { Eye, FileCheck, Hourglass, RotateCcw, UserX } from 'lucide-react';
import type { VerifyRow } from '../../../contract/routes/verify.ts';
import { useRoute } from '../../app/station.tsx';
import { DataTable, type TableColumn } from '../../components/DataTable.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Screen } from '../../components/Screen.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useWords } from '../../i18n/index.tsx';
import { useWaitingChecks } from './useWaitingChecks.ts';
import styles from './VerifyScreen.module.css';

/** The dossiers that wait for the second person. */
export function VerifyScreen() {
  const { t, number, minute } = useWords();
  const navigate = useNavigate();
  const toSign = useRoute('sign.waiting', { limit: 1 }).data?.documents ?? 0;
  const list = useWaitingChecks();
  const signLink =
    toSign === 0 ? undefined : (
      <Link to="/sign" search={{}} className={styles['link']}>
        {t('verify.toSign', { n: toSign })}
      </Link>
    );

  const columns: TableColumn<VerifyRow>[] = [
    {
      id: 'dossier',
      label: t('verify.dossier'),
      width: 'minmax(220px, 1fr)',
      cell: dossierCell,
    },
    {
      id: 'documents',
      label: t('verify.documents'),
      width: '88px',
      figure: true,
      cell: ({ documents }) => number(documents),
    },
    { id: 'pages', label: t('verify.pages'), width: '72px', figure: true, cell: ({ pages }) => number(pages) },
    {
      id: 'describers',
      label: t('verify.describers'),
      width: '130px',
      cell: ({ describers }) => describers.join(', '),
    },
    { id: 'since', label: t('verify.since'), width: '140px', cell: ({ since }) => minute(since) },
    {
      id: 'state',
      label: t('verify.state'),
      width: '200px',
      cell: stateCell,
    },
  ];
  return (
    <Screen
      title={t('verify.title')}
      lead={t('verify.lead')}
      aside={list.total === null ? undefined : <Tag icon={Hourglass}>{t('verify.waiting', { n: list.total })}</Tag>}
      actions={signLink}
      body="fill"
    >
      {list.error !== null && list.total === null ? (
        <Failure error={list.error.failure} />
      ) : list.total === 0 ? (
        <EmptyState icon={FileCheck} title={t('verify.noneTitle')} text={t('verify.noneText')} actions={signLink} />
      ) : (
        <DataTable
          label={t('verify.title')}
          columns={columns}
          count={list.total ?? 12}
          row={list.row}
          rowKey={({ fileCode }) => fileCode}
          onRange={list.show}
          onOpen={({ fileCode }) => void navigate({ to: '/verify/$fileCode', params: { fileCode } })}
          rowHeight={52}
        />
      )}
    </Screen>
  );
}

const dossierCell = (row: VerifyRow) => <Dossier row={row} />;
const stateCell = (row: VerifyRow) => <State row={row} />;

function State({ row }: { row: VerifyRow }) {
  const { t } = useWords();
  const me = useRoute('session.who', {}).data?.name;
  return (
    <span className={styles['tags']}>
      {row.own && (
        <Tag tone="look" icon={UserX}>
          {t('verify.own')}
        </Tag>
      )}
      {row.check !== null && (
        <Tag tone={row.check.by === me ? 'accent' : 'quiet'} icon={Eye}>
          {row.check.by === me
            ? t('verify.checkingMine', { seen: row.check.seen, of: row.check.of })
            : t('verify.checking', { name: row.check.by, seen: row.check.seen, of: row.check.of })}
        </Tag>
      )}
      {row.returns > 0 && (
        <Tag tone="look" icon={RotateCcw}>
          {t('verify.returnedTimes', { n: row.returns })}
        </Tag>
      )}
      {!row.own && row.check === null && row.returns === 0 && <Tag>{t('verify.fresh')}</Tag>}
    </span>
  );
}

function Dossier({ row: { title, fileCode } }: { row: VerifyRow }) {
  return (
    <span className={styles['dossier']}>
      <Link to="/verify/$fileCode" params={{ fileCode }} tabIndex={-1} className={styles['name']} title={title}>
        {title}
      </Link>
      <span className={styles['code']}>{fileCode}</span>
    </span>
  );
}
