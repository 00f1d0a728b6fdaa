import { CircleDashed, FileCheck, FileWarning } from 'lucide-react';
import type { SettingsView } from '../../../contract/settings.ts';
import { Tag } from '../../components/Tag.tsx';
import { useWords } from '../../i18n/index.tsx';
import styles from './Settings.module.css';

/** Where the province may settle things, whether it does, and everything that is wrong with how it does. */
export function PolicyPlaces({ view: { places, problems } }: { view: SettingsView }) {
  const { t } = useWords();
  return (
    <div className={styles['places']}>
      <p className={styles['lead']}>{t('settings.policyLead')}</p>
      {places.map(({ place, path, found }) => {
        const wrong = problems.filter((problem) => problem.place === place);
        return (
          <div key={place} className={styles['place']}>
            <p className={styles['placeHead']}>
              {t(`settings.place.${place}`)}
              {!found && <Tag icon={CircleDashed}>{t('settings.absent')}</Tag>}
              {found && wrong.length === 0 && (
                <Tag tone="accent" icon={FileCheck}>
                  {t('settings.found')}
                </Tag>
              )}
              {wrong.length > 0 && (
                <Tag tone="bad" icon={FileWarning}>
                  {t('settings.broken')}
                </Tag>
              )}
            </p>
            <p className={styles['path']}>{path}</p>
            {wrong.map(({ key, reason }) => (
              <p key={`${key}.${reason}`} className={styles['problem']} role="alert">
                {t(`settings.problem.${reason}`, { key: key ?? '' })}
              </p>
            ))}
          </div>
        );
      })}
    </div>
  );
}
