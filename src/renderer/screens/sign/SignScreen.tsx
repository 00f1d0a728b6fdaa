import { useSearch } from '@tanstack/react-router';
import { BadgeCheck, PenTool } from 'lucide-react';
import { useState } from 'react';
import type { SignProfile } from '../../../contract/routes/sign.ts';
import { useRoute } from '../../app/station.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Screen } from '../../components/Screen.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useWords } from '../../i18n/index.tsx';
import { Batches } from './Batches.tsx';
import { KeyPanel } from './KeyPanel.tsx';
import { Preview } from './Preview.tsx';
import { nothingChosen, type Chosen } from './rules.ts';
import { SignAction } from './SignAction.tsx';
import styles from './SignScreen.module.css';
import { WaitingList } from './WaitingList.tsx';

/** What waits at the left, the page with its stamp in the middle, certificate and action at the right; batches under way on top. */
export function SignScreen() {
  const { t } = useWords();
  const search = useSearch({ from: '/sign' });
  const { data: waiting, error } = useRoute('sign.waiting', { limit: 500 });
  const identities = useRoute('sign.identities', {}).data;
  const [chosen, setChosen] = useState<Chosen>(nothingChosen);
  const [current, setCurrent] = useState<{ fileCode: string | null; documentId: string | null }>({
    fileCode: search.fileCode ?? null,
    documentId: null,
  });
  const [keyId, setKeyId] = useState<string | null>(null);
  const [profile, setProfile] = useState<SignProfile>('ARCHIVE_TT05');
  const [notation, setNotation] = useState('');

  const dossiers = waiting?.dossiers ?? [];
  const fileCode = dossiers.find((one) => one.fileCode === current.fileCode)?.fileCode ?? dossiers[0]?.fileCode ?? null;
  const keys = identities?.keys ?? [];
  // A file a person opened is meant before the practice identity that is always there.
  const key = keys.find(({ id }) => id === keyId) ?? keys.find(({ source }) => source === 'p12') ?? keys[0] ?? null;
  const empty = waiting?.documents === 0;
  return (
    <Screen
      title={t('sign.title')}
      lead={t('sign.lead')}
      aside={
        waiting === undefined || empty ? undefined : (
          <Tag icon={PenTool}>{t('sign.waiting', { documents: waiting.documents, dossiers: waiting.total })}</Tag>
        )
      }
      body="fill"
    >
      <div className={styles['room']}>
        <Batches />
        {error !== null && waiting === undefined && <Failure error={error.failure} />}
        {empty ? (
          <EmptyState
            icon={BadgeCheck}
            title={t('sign.noneTitle')}
            text={t(identities?.automatic === true ? 'sign.noneAutomatic' : 'sign.noneText')}
          />
        ) : (
          <div className={styles['columns']}>
            <WaitingList
              total={waiting?.documents ?? 0}
              dossiers={waiting?.dossiers}
              fileCode={fileCode}
              documentId={current.documentId}
              chosen={chosen}
              onChoose={setChosen}
              onCurrent={setCurrent}
            />
            <Preview
              key={fileCode ?? ''}
              fileCode={fileCode}
              documentId={current.documentId}
              profile={profile}
              notation={notation}
              keyId={key?.id ?? null}
            />
            <aside className={styles['side']}>
              <KeyPanel keys={keys} current={key} wrongPasswords={identities?.wrongPasswords ?? 0} onCurrent={setKeyId} />
              <SignAction
                chosen={chosen}
                total={waiting?.documents ?? 0}
                signingKey={key}
                profile={profile}
                onProfile={setProfile}
                notation={notation}
                onNotation={setNotation}
                onStarted={() => setChosen(nothingChosen)}
              />
            </aside>
          </div>
        )}
      </div>
    </Screen>
  );
}
