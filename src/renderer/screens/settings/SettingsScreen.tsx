import type { ReactNode } from 'react';
import { useRefresh, useRoute } from '../../app/station.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Screen } from '../../components/Screen.tsx';
import { useWords } from '../../i18n/index.tsx';
import { ArchiveField } from './ArchiveField.tsx';
import { PolicyPlaces } from './PolicyPlaces.tsx';
import { SettingField, type ShownKey } from './SettingField.tsx';
import styles from './Settings.module.css';

/** What IT decides about this station; the timetable of the line stands on the screen of the line. */
export function SettingsScreen() {
  const { t } = useWords();
  // A policy may have been dropped in since.
  useRefresh('settings.get');
  const { data: view, error } = useRoute('settings.get', {});
  const practice = useRoute('station.get', {}).data?.practice === true;
  const fields = (names: readonly ShownKey[]) =>
    view === undefined ? null : names.map((name) => <SettingField key={name} name={name} view={view} />);
  return (
    <Screen title={t('settings.title')} lead={t('settings.lead')}>
      {error !== null && <Failure error={error.failure} />}
      {view !== undefined && (
        <div className={styles['groups']}>
          <Group title={t('settings.window')}>{fields(['lock.minutes', 'window.language'])}</Group>
          <Group title={t('settings.work')}>{fields(['ocr.workers'])}</Group>
          <Group title={t('settings.verify')}>{fields(['verify.samplePercent', 'verify.sampleLeast'])}</Group>
          <Group title={t('settings.sign')}>
            {fields(practice ? ['sign.keyMinutes', 'sign.automatic'] : ['sign.keyMinutes'])}
          </Group>
          <Group title={t('settings.archive')}>
            <ArchiveField view={view} />
          </Group>
          <Group title={t('settings.policy')}>
            <PolicyPlaces view={view} />
          </Group>
        </div>
      )}
    </Screen>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles['group']} aria-label={title}>
      <h2>{title}</h2>
      <div className={styles['fields']}>{children}</div>
    </section>
  );
}
