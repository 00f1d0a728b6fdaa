import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { CheckCheck, ChevronDown, ChevronUp, PenLine } from 'lucide-react';
import { useState } from 'react';
import { z } from 'zod';
import { doubtfulBelow } from '../../../contract/routes/text.ts';
import { useCommands } from '../../app/commands.ts';
import { recall, remember } from '../../app/memory.ts';
import { useRoute } from '../../app/station.tsx';
import { useKept } from '../../app/useKept.ts';
import { Button } from '../../components/Button.tsx';
import { Choice } from '../../components/Choice.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Failure } from '../../components/Failure.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Screen } from '../../components/Screen.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useWords } from '../../i18n/index.tsx';
import { Review } from './Review.tsx';

const limits = ['40', '60', '80'] as const;
const Limit = z.enum(limits).catch(String(doubtfulBelow) as '60');

/** Doubtful words of one document, the picture beside the text. An optional step: what is left is as the machine read it. */
export function TextScreen() {
  const { t } = useWords();
  const navigate = useNavigate();
  const { fileCode } = useParams({ from: '/text/$fileCode' });
  const { document } = useSearch({ from: '/text/$fileCode' });
  const first = useRoute('describe.open', { fileCode, documentId: document ?? null });
  const [below, setBelow] = useState(() => Limit.parse(recall('text.below')));
  const documentId = document ?? first.data?.document.id;
  const view = first.data ?? null;
  const go = (id: string | null | undefined) =>
    id != null && void navigate({ to: '/text/$fileCode', params: { fileCode }, search: { document: id } });
  const back = () =>
    void navigate({ to: '/describe/$fileCode', params: { fileCode }, search: { document: documentId, part: 'document' } });
  useCommands([
    {
      id: 'text.next',
      label: t('text.next'),
      keys: 'Alt+ArrowDown',
      icon: ChevronDown,
      group: t('text.group'),
      disabled: view?.next == null,
      run: () => go(view?.next),
    },
    {
      id: 'text.previous',
      label: t('text.previous'),
      keys: 'Alt+ArrowUp',
      icon: ChevronUp,
      group: t('text.group'),
      disabled: view?.previous == null,
      run: () => go(view?.previous),
    },
    { id: 'text.back', label: t('text.back'), keys: 'Escape', icon: PenLine, group: t('text.group'), run: back },
  ]);
  if (first.error !== null) return <Failure error={first.error.failure} />;
  return (
    <Screen
      title={view === null ? t('text.title') : `${t('text.title')} · ${view.title}`}
      body="fill"
      actions={
        <>
          <span>{t('text.below')}</span>
          <Choice
            label={t('text.below')}
            value={below}
            options={limits.map((value) => ({ value, label: t(`text.below.${value}`) }))}
            onChoose={(value) => {
              remember('text.below', value);
              setBelow(value);
            }}
          />
          {view !== null && (
            <>
              <IconButton
                icon={ChevronUp}
                label={t('text.previous')}
                keys="Alt+ArrowUp"
                disabled={view.previous === null}
                onClick={() => go(view.previous)}
              />
              <Tag>{t('describe.documentOf', { n: view.place, of: view.of })}</Tag>
              <IconButton
                icon={ChevronDown}
                label={t('text.next')}
                keys="Alt+ArrowDown"
                disabled={view.next === null}
                onClick={() => go(view.next)}
              />
            </>
          )}
          <Button icon={PenLine} keys="Escape" onClick={back}>
            {t('text.back')}
          </Button>
        </>
      }
    >
      {documentId !== undefined && view !== null && (
        <Words key={`${documentId} ${below}`} documentId={documentId} below={Number(below)} pages={view.document.pages} />
      )}
    </Screen>
  );
}

function Words({
  documentId,
  below,
  pages,
}: {
  documentId: string;
  below: number;
  pages: Parameters<typeof Review>[0]['images'];
}) {
  const { t } = useWords();
  const asked = useRoute('text.doubtful', { documentId, below });
  const data = useKept(asked.data);
  if (asked.error !== null && data === undefined) return <Failure error={asked.error.failure} />;
  if (data === undefined) return <div aria-busy="true" aria-label={t('text.loading')} />;
  return (
    <Review
      data={data}
      below={below}
      images={pages}
      empty={<EmptyState icon={CheckCheck} title={t('text.done')} text={t('text.doneText')} />}
    />
  );
}
