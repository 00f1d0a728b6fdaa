import { Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import type { StationView } from '../../contract/views.ts';
import { useLang, useWords } from '../i18n/index.tsx';
import { applyTheme, currentTheme, themes, type Theme } from '../theme/index.ts';
import { PracticeRibbon } from '../screens/practice/PracticeRibbon.tsx';
import { Choice } from './Choice.tsx';
import { Person } from './Person.tsx';
import styles from './TopBar.module.css';

const themeIcons = { light: Sun, dark: Moon, system: Monitor } as const;

export function TopBar({ station, loading }: { station: StationView | null; loading: boolean }) {
  const { t } = useWords();
  const { lang, setLang } = useLang();
  const [theme, setTheme] = useState<Theme>(currentTheme);
  const chooseTheme = (next: Theme) => {
    applyTheme(next);
    setTheme(next);
  };
  return (
    <header className={styles['bar']}>
      <svg className={styles['mark']} viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="7" className={styles['markGround']} />
        <path d="M9 6h10l5 5v9H9z" className={styles['markPaper']} />
        <path d="M6 24h20" className={styles['markRoad']} />
      </svg>
      <p className={styles['name']}>{t('app.name')}</p>
      {!loading && (
        <p className={styles['station']}>
          {station === null ? (
            t('app.noStation')
          ) : (
            <>
              <span className={styles['agency']}>{station.agencyName}</span>
              <span className={styles['code']}>{station.agencyCode}</span>
            </>
          )}
        </p>
      )}
      {station?.practice === true && <PracticeRibbon />}
      <div className={styles['right']}>
        <Choice
          label={t('app.theme')}
          value={theme}
          options={themes.map((value) => ({ value, label: t(`theme.${value}`), icon: themeIcons[value] }))}
          onChoose={chooseTheme}
        />
        <Choice
          label={t('app.language')}
          value={lang}
          options={[
            { value: 'vi', label: 'Tiếng Việt', short: 'VI' },
            { value: 'en', label: 'English', short: 'EN' },
          ]}
          onChoose={setLang}
        />
        <Person />
      </div>
    </header>
  );
}
