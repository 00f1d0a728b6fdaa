import { useEffect, useState } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import type { RouteOutput } from '../../../contract/routes.ts';
import type { PersonView } from '../../../contract/views.ts';
import { forgetSignIn } from '../../app/resume.ts';
import { LayerContext, useLayer } from '../../app/commands.ts';
import { useRoute } from '../../app/station.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Frame } from '../../components/Frame.tsx';
import { useLang, useWords } from '../../i18n/index.tsx';
import { DoorPage } from './DoorPage.tsx';
import { FirstAccount } from './FirstAccount.tsx';
import { FirstRun } from './FirstRun.tsx';
import styles from './Form.module.css';
import { IdleWatch } from './IdleWatch.tsx';
import { LockScreen } from './LockScreen.tsx';
import { arrive, hasLeft } from './left.ts';
import { SignIn } from './SignIn.tsx';

/** Above every dialog: their commands rest while the window is covered. */
const coverLayer = 1000;

/**
 * Decides what of the window is shown: nothing but the door before somebody is signed in, everything while they are. A window that was
 * locked, or whose session ended by itself, is covered and kept, so that the same person finds it as it was left.
 */
export function Door() {
  const { t } = useWords();
  const { setUsual } = useLang();
  const door = useRoute('station.door', {});
  const who = useRoute('session.who', {});
  const practice = useRoute('practice.get', {});
  const { person, practising } = useTogether(who.data, practice.data) ?? { person: undefined, practising: false };
  const kept = useKeptScreens(person, practising);
  const language = door.data?.language;
  useEffect(() => {
    if (language !== undefined) setUsual(language);
  }, [language, setUsual]);
  const locked = person?.locked === true;
  useEffect(() => {
    // The engine has forgotten the token too; a reload asks for the password.
    if (locked) forgetSignIn();
  }, [locked]);

  useEffect(() => {
    if (person != null) arrive();
  }, [person]);

  const failed = door.error ?? who.error ?? practice.error;
  if (door.data === undefined || person === undefined) {
    return failed === null ? (
      <p role="status" className={styles['opening']}>
        {t('door.loading')}
      </p>
    ) : (
      <DoorPage title={t('app.name')}>
        <Failure error={failed.failure} />
      </DoorPage>
    );
  }
  if (person === null && !door.data.made) return <FirstRun />;
  if (person === null && !door.data.accounts) return <FirstAccount />;
  if (kept === null) return <SignIn />;
  const covered = person === null || person.locked;
  return (
    <>
      <div className={styles['covered']} data-covered={covered} inert={covered}>
        <Frame key={kept} />
      </div>
      {!covered && !practising && <IdleWatch name={person.name} />}
      {covered && <Cover>{person === null ? <SignIn again /> : <LockScreen name={person.name} />}</Cover>}
    </>
  );
}

/** Over everything, dialogs too, with the focus kept inside. */
function Cover({ children }: { children: React.ReactNode }) {
  useLayer(coverLayer);
  const { t } = useWords();
  return (
    <ModalOverlay isOpen isDismissable={false} isKeyboardDismissDisabled className={styles['cover']!}>
      <Modal>
        <Dialog aria-label={t('lock.title')}>
          <LayerContext value={coverLayer}>{children}</LayerContext>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/**
 * Who is here and whether they practise, as of the same moment: on the way between two stations one answer comes before the other. The last
 * that were known together, while the next are on their way.
 */
function useTogether(person: PersonView | null | undefined, practice: RouteOutput<'practice.get'> | undefined) {
  const [kept, setKept] = useState<{ person: PersonView | null; practising: boolean }>();
  if (person === undefined || practice === undefined) return kept;
  const practising = practice.part !== null;
  if (kept?.person === person && kept.practising === practising) return kept;
  const now = { person, practising };
  setKept(now);
  return now;
}

/** Whose screens are there: of the person at work, or of the last one unless they left on purpose or only practised. */
function useKeptScreens(person: PersonView | null | undefined, practising: boolean): string | null {
  const [kept, setKept] = useState<{ name: string; practising: boolean } | null>(null);
  const next = person === undefined ? kept : person === null ? (kept?.practising === true || hasLeft() ? null : kept) : person;
  const changed = next === null ? kept !== null : next.name !== kept?.name || (person != null && practising !== kept.practising);
  if (changed) setKept(next === null ? null : { name: next.name, practising });
  return next?.name ?? null;
}
