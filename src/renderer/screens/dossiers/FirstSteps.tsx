import { FolderInput, Send, Sparkles } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/index.tsx';
import styles from './FirstSteps.module.css';

const steps = [
  { icon: FolderInput, title: 'empty.one', text: 'empty.oneText' },
  { icon: Sparkles, title: 'empty.two', text: 'empty.twoText' },
  { icon: Send, title: 'empty.three', text: 'empty.threeText' },
] as const;

/** An empty station teaches: the three steps, and the commands that do the first. */
export function FirstSteps({ hasStation, action }: { hasStation: boolean; action?: ReactNode }) {
  const { t } = useWords();
  return (
    <section className={styles['first']} aria-labelledby="first-title">
      <h1 id="first-title">{t('empty.title')}</h1>
      <ol className={styles['steps']}>
        {steps.map(({ icon: Icon, title, text }, index) => (
          <li key={title} className={styles['step']}>
            <Icon size={28} strokeWidth={1.5} aria-hidden="true" />
            <h2>
              {index + 1}. {t(title)}
            </h2>
            <p>{t(text)}</p>
          </li>
        ))}
      </ol>
      {action !== undefined && <p>{action}</p>}
      <div className={styles['commands']}>
        {!hasStation && (
          <>
            <p>{t('empty.noStation')}</p>
            <code>tram init --agency H49.64.33 --name &quot;UBND xã Hòa Bình&quot;</code>
          </>
        )}
        <p>{t('empty.command')}</p>
        <code>tram import --dossier H49.64.33.2026.1 D:\HoSo\2026-1</code>
        <p>{t('empty.practice')}</p>
        <code>tram demo</code>
      </div>
    </section>
  );
}
