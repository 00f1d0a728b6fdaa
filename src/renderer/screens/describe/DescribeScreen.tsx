import { Navigate, useParams, useSearch } from '@tanstack/react-router';
import { CheckCheck, ChevronDown, ChevronUp, FolderCheck, PenLine, ScanText } from 'lucide-react';
import { useEffect } from 'react';
import { useCommands } from '../../app/commands.ts';
import { useRoute, useRoutes } from '../../app/station.tsx';
import { Button } from '../../components/Button.tsx';
import { Choice } from '../../components/Choice.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Failure } from '../../components/Failure.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Screen } from '../../components/Screen.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useWords } from '../../i18n/index.tsx';
import { shownImage } from '../dossier/image.ts';
import { DescribeDocument } from './DescribeDocument.tsx';
import styles from './DescribeScreen.module.css';
import { DocumentMenu } from './DocumentMenu.tsx';
import { DossierForm } from './DossierForm.tsx';
import { useOpenDocument } from './useOpenDocument.ts';

/** Whatever waits first, anywhere. */
export function DescribeNext() {
  const { t } = useWords();
  const first = useRoute('describe.open', {});
  if (first.error !== null) return <Failure error={first.error.failure} />;
  if (first.data === undefined) return <Skeleton />;
  if (first.data === null)
    return (
      <Screen title={t('describe.title')}>
        <EmptyState icon={CheckCheck} title={t('describe.nothingWaits')} text={t('describe.nothingWaitsText')} />
      </Screen>
    );
  return (
    <Navigate
      to="/describe/$fileCode"
      params={{ fileCode: first.data.fileCode }}
      search={{ document: first.data.document.id, part: 'document' }}
      replace
    />
  );
}

/** One dossier, document after document; and the description of the dossier itself. */
export function DescribeScreen() {
  const { t } = useWords();
  const { fileCode } = useParams({ from: '/describe/$fileCode' });
  const { document, part = 'document' } = useSearch({ from: '/describe/$fileCode' });
  const open = useOpenDocument();
  const asked = useRoute('describe.open', { fileCode, documentId: document ?? null });
  const view = asked.data;
  useAhead(view?.nextWaiting?.documentId ?? null, view?.next ?? null);
  const go = (id: string | null | undefined) => id != null && open(fileCode, id);
  useCommands([
    {
      id: 'describe.next',
      label: t('describe.nextDocument'),
      keys: 'Alt+ArrowDown',
      icon: ChevronDown,
      group: t('describe.group'),
      disabled: view?.next == null,
      run: () => go(view?.next),
    },
    {
      id: 'describe.previous',
      label: t('describe.previousDocument'),
      keys: 'Alt+ArrowUp',
      icon: ChevronUp,
      group: t('describe.group'),
      disabled: view?.previous == null,
      run: () => go(view?.previous),
    },
    {
      id: 'describe.dossier',
      label: t('describe.part.dossier'),
      keys: 'Alt+H',
      icon: FolderCheck,
      group: t('describe.group'),
      run: () => open(fileCode, document, part === 'dossier' ? 'document' : 'dossier'),
    },
  ]);
  if (asked.error !== null) return <Failure error={asked.error.failure} />;
  if (view === undefined) return <Skeleton />;
  if (view === null)
    return (
      <Screen title={t('describe.title')}>
        <EmptyState icon={PenLine} title={t('describe.noDocuments')} text={t('describe.noDocumentsText')} />
      </Screen>
    );

  return (
    <Screen
      title={view.title}
      body="fill"
      aside={<span className={styles['code']}>{view.fileCode}</span>}
      actions={
        <>
          {view.waiting.here > 0 ? (
            <Tag tone="look" icon={PenLine}>
              {t('describe.waitsHere', { n: view.waiting.here })}
            </Tag>
          ) : (
            <Tag tone="accent" icon={CheckCheck}>
              {t('describe.allHere')}
            </Tag>
          )}
          <Choice
            label={t('describe.parts')}
            value={part === 'dossier' ? 'dossier' : 'document'}
            options={[
              { value: 'document', label: t('describe.part.document') },
              { value: 'dossier', label: t('describe.part.dossier') },
            ]}
            onChoose={(chosen) => open(fileCode, view.document.id, chosen)}
          />
          {part === 'document' && (
            <>
              <IconButton
                icon={ChevronUp}
                label={t('describe.previousDocument')}
                keys="Alt+ArrowUp"
                disabled={view.previous === null}
                onClick={() => go(view.previous)}
              />
              <DocumentMenu view={view} onChoose={go} />
              <IconButton
                icon={ChevronDown}
                label={t('describe.nextDocument')}
                keys="Alt+ArrowDown"
                disabled={view.next === null}
                onClick={() => go(view.next)}
              />
              <TextLink view={view} />
            </>
          )}
        </>
      }
    >
      {part === 'dossier' ? (
        <DossierForm key={fileCode} fileCode={fileCode} />
      ) : part === 'done' ? (
        <Done fileCode={fileCode} next={view.nextWaiting} all={view.waiting.all} />
      ) : (
        <DescribeDocument
          key={view.document.id}
          view={view}
          onDone={(next) =>
            next === null || next.fileCode !== view.fileCode
              ? open(view.fileCode, view.document.id, 'done')
              : open(next.fileCode, next.documentId)
          }
        />
      )}
    </Screen>
  );
}

function TextLink({ view }: { view: { fileCode: string; document: { id: string } } }) {
  const { t } = useWords();
  return (
    <a
      className={styles['text']}
      href={`#/text/${encodeURIComponent(view.fileCode)}?document=${view.document.id}`}
      title={t('text.open')}
      aria-label={t('text.open')}
    >
      <ScanText size={16} aria-hidden="true" />
    </a>
  );
}

/** Every document of the dossier is described: what comes next is said, not guessed. */
function Done(props: { fileCode: string; next: { documentId: string; fileCode: string } | null; all: number }) {
  const { fileCode, next, all } = props;
  const { t } = useWords();
  const open = useOpenDocument();
  return (
    <EmptyState
      icon={CheckCheck}
      title={t('describe.done')}
      text={next === null ? t('describe.doneAll') : t('describe.doneHere', { n: all })}
      actions={
        <>
          {next !== null && (
            <Button primary autoFocus keys="Enter" onClick={() => open(next.fileCode, next.documentId)}>
              {t('describe.nextDossier', { code: next.fileCode })}
            </Button>
          )}
          <Button icon={FolderCheck} keys="Alt+H" onClick={() => open(fileCode, undefined, 'dossier')}>
            {t('describe.checkDossier')}
          </Button>
        </>
      }
    />
  );
}

/** Reads the documents that come next before they are asked for, and their first page's image. */
function useAhead(...ids: readonly (string | null)[]): void {
  const wanted = [...new Set(ids)].filter((id) => id !== null);
  const ahead = useRoutes(
    'describe.open',
    wanted.map((documentId) => ({ fileCode: null, documentId })),
  );
  const urls = ahead
    .flatMap(({ data }) => (data == null ? [] : [shownImage(data.document.pages[0]!)?.url ?? '']))
    .filter((url) => url !== '')
    .join(' ');
  useEffect(() => {
    for (const url of urls.split(' ').filter((one) => one !== '')) new Image().src = url;
  }, [urls]);
}

function Skeleton() {
  const { t } = useWords();
  return (
    <Screen title={t('describe.title')} body="fill">
      <div className={styles['skeleton']} aria-busy="true" aria-label={t('describe.loading')}>
        <span className={styles['paper']} />
        <span className={styles['lines']} />
      </div>
    </Screen>
  );
}
