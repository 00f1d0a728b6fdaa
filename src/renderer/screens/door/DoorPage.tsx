import { Monitor, Moon, Sun } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useConnection, useRoute } from '../../app/station.tsx';
import { Choice } from '../../components/Choice.tsx';
import { useLang, useWords } from '../../i18n/index.tsx';
import { applyTheme, currentTheme, themes, type Theme } from '../../theme/index.ts';
import styles from './DoorPage.module.css';

const themeIcons = { light: Sun, dark: Moon, system: Monitor } as const;

/** What is seen before anybody is let in: whose station this is, language and theme, and one card. */
export function DoorPage({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  const { t } = useWords();
  const { lang, setLang } = useLang();
  const [theme, setTheme] = useState<Theme>(currentTheme);
  const station = useRoute('station.get', {}).data;
  const lost = useConnection() === 'lost';
  return (
    <div className={styles['page']} data-practice={station?.practice === true}>
      <header className={styles['top']}>
        <Choice
          label={t('app.theme')}
          value={theme}
          options={themes.map((value) => ({ value, label: t(`theme.${value}`), icon: themeIcons[value] }))}
          onChoose={(next) => {
            applyTheme(next);
            setTheme(next);
          }}
        />
        <Choice
          label={t('app.language')}
          value={lang}
          options={[
            { value: 'vi', label: 'Tiếng Việt' },
            { value: 'en', label: 'English' },
          ]}
          onChoose={setLang}
        />
      </header>
      <main className={styles['card']} aria-labelledby="door-title">
        <div className={styles['brand']}>
          <svg className={styles['mark']} viewBox="0 0 32 32" aria-hidden="true">
            <rect width="32" height="32" rx="7" className={styles['markGround']} />
            <path d="M9 6h10l5 5v9H9z" className={styles['markPaper']} />
            <path d="M6 24h20" className={styles['markRoad']} />
          </svg>
          <div className={styles['whose']}>
            <p className={styles['name']}>{t('app.name')}</p>
            {station != null && (
              <p className={styles['agency']}>
                {station.agencyName} <span className={styles['code']}>{station.agencyCode}</span>
              </p>
            )}
          </div>
          {station?.practice === true && <p className={styles['practice']}>{t('app.practice')}</p>}
        </div>
        <h1 id="door-title">{title}</h1>
        {lead !== undefined && <p className={styles['lead']}>{lead}</p>}
        {lost && (
          <p role="status" className={styles['lost']}>
            {t('status.lost')}
          </p>
        )}
        {children}
      </main>
    </div>
  );
}
