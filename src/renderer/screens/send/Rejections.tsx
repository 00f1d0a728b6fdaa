import { Link } from '@tanstack/react-router';
import { CircleCheck, FileText, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import type { DeliveryView } from '../../../contract/views.ts';
import { useCommands } from '../../app/commands.ts';
import { useCommand, useRoute } from '../../app/station.tsx';
import { toast } from '../../app/toasts.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Failure } from '../../components/Failure.tsx';
import { CheckField } from '../../components/fields/CheckField.tsx';
import { Tag } from '../../components/Tag.tsx';
import { PageViewer } from '../../components/viewer/PageViewer.tsx';
import { useWords } from '../../i18n/index.tsx';
import { shownImage } from '../dossier/image.ts';
import { useDeliveries } from './useDeliveries.ts';
import styles from './Rejections.module.css';

type Reason = DeliveryView['reasons'][number];
const keyOf = (reason: Reason) => `${reason.code} ${reason.document ?? ''} ${reason.page ?? ''} ${reason.message}`;

/** What the archive did not take: each reason on the page it is about, and the whole given back to be mended in one action. */
export function Rejections() {
  const { t, minute } = useWords();
  const list = useDeliveries('rejections', '');
  const [chosen, setChosen] = useState<string | null>(null);
  if (list.error !== null && list.total === null) return <Failure error={list.error.failure} />;
  if (list.total === 0)
    return <EmptyState icon={CircleCheck} title={t('send.noRejections.title')} text={t('send.noRejections.text')} />;
  // Those that still wait for somebody come first.
  const rows = list.loaded.toSorted((a, b) => Number(b.current) - Number(a.current));
  const open = rows.find(({ objid }) => objid === chosen) ?? rows[0];
  return (
    <div className={styles['room']}>
      <ul className={styles['list']} aria-label={t('send.tab.rejections')}>
        {rows.map((row) => (
          <li key={row.objid}>
            <button
              type="button"
              className={styles['item']}
              aria-pressed={row.objid === open?.objid}
              onClick={() => setChosen(row.objid)}
            >
              <span className={styles['code']}>{row.fileCode}</span>
              <span className={styles['title']} title={row.title}>
                {row.title}
              </span>
              <span className={styles['line']}>
                {row.current ? (
                  <Tag tone="bad">{t('send.reasons', { n: row.reasons.length })}</Tag>
                ) : (
                  <Tag icon={RotateCcw}>{t('send.replaced')}</Tag>
                )}
                <span className={styles['quiet']}>{minute(row.changedAt)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {open !== undefined && <Rejection key={open.objid} row={open} />}
    </div>
  );
}

function Rejection({ row }: { row: DeliveryView }) {
  const { t } = useWords();
  const role = useRoute('session.who', {}).data?.role;
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [shown, setShown] = useState(() => row.reasons.find(({ page }) => page !== null) ?? row.reasons[0]);
  const give = useCommand('queue.returnRejected', {
    onDone: ({ documents }) => toast({ words: t('send.returned', { n: documents, fileCode: row.fileCode }), tone: 'good' }),
  });
  const picked = row.reasons.filter((reason) => !left.has(keyOf(reason)));
  const mayGive = row.current && (role === 'clerk' || role === 'supervisor') && picked.length > 0;
  const giveBack = () =>
    give.mutate({
      objid: row.objid,
      returns: picked.map(({ document, page, message }) => ({ document, page, reason: message.slice(0, 500) })),
    });
  useCommands([
    {
      id: 'send.return',
      label: t('send.return'),
      keys: 'Ctrl+Enter',
      icon: RotateCcw,
      group: t('send.tab.rejections'),
      disabled: !mayGive || give.isPending,
      run: giveBack,
    },
  ]);
  return (
    <>
      <section className={styles['reasons']} aria-label={t('send.why')}>
        <header className={styles['head']}>
          <Link to="/dossier/$fileCode" params={{ fileCode: row.fileCode }}>
            {row.fileCode}
          </Link>
          <p className={styles['quiet']}>{row.current ? t('send.rejection.lead') : t('send.rejection.done')}</p>
        </header>
        <ul className={styles['all']}>
          {row.reasons.map((reason) => (
            <li
              key={keyOf(reason)}
              className={styles['reason']}
              data-shown={shown !== undefined && keyOf(shown) === keyOf(reason)}
            >
              {row.current && (
                <CheckField
                  label={<span className={styles['hidden']}>{t('send.giveThis')}</span>}
                  checked={!left.has(keyOf(reason))}
                  onChange={(on) =>
                    setLeft((before) =>
                      on ? new Set([...before].filter((key) => key !== keyOf(reason))) : new Set([...before, keyOf(reason)]),
                    )
                  }
                />
              )}
              <button type="button" className={styles['words']} onClick={() => setShown(reason)}>
                <span>{reason.message}</span>
                <span className={styles['quiet']}>{placeOf(reason, t)}</span>
              </button>
            </li>
          ))}
        </ul>
        {give.error !== null && <Failure error={give.error.failure} />}
        {row.current && (
          <footer className={styles['foot']}>
            <Button icon={RotateCcw} primary keys="Ctrl+Enter" disabled={!mayGive || give.isPending} onClick={giveBack}>
              {t('send.return')}
            </Button>
            <p className={styles['quiet']}>{t('send.return.after')}</p>
          </footer>
        )}
      </section>
      <Page row={row} reason={shown} />
    </>
  );
}

function placeOf({ document, page, code }: Reason, t: ReturnType<typeof useWords>['t']): string {
  if (document === null) return t('send.place.package', { code });
  return page === null ? t('send.place.document', { document, code }) : t('send.place.page', { document, page, code });
}

/** The page a reason is about; the first of its document when it names none. */
function Page({ row, reason }: { row: DeliveryView; reason: Reason | undefined }) {
  const { t } = useWords();
  const dossier = useRoute('dossier.get', { fileCode: row.fileCode }).data;
  const document = dossier?.documentList.find(({ docId }) => docId === reason?.document);
  const number = reason?.page ?? 1;
  const page = document?.pages[number - 1] ?? document?.pages[0];
  if (reason === undefined || reason.document === null || page === undefined)
    return (
      <div className={styles['absent']}>
        <EmptyState icon={FileText} title={t('send.noPage')} />
      </div>
    );
  return (
    <figure className={styles['page']}>
      <PageViewer
        image={shownImage(page)}
        alt={t('send.pageAlt', { document: reason.document, page: page.ordinal })}
        absent={t('send.noPage')}
      />
      <figcaption>{t('send.pageAlt', { document: reason.document, page: page.ordinal })}</figcaption>
    </figure>
  );
}
