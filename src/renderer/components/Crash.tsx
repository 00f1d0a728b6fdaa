import { RotateCw } from 'lucide-react';
import { useWords } from '../i18n/index.tsx';
import { Button } from './Button.tsx';
import styles from './Crash.module.css';

/** Shown in place of a screen that threw; the frame, the status bar and every other screen go on. */
export function Crash() {
  const { t } = useWords();
  return (
    <section role="alert" className={styles['crash']}>
      <h1>{t('app.crashed')}</h1>
      <p>{t('app.crashedSafe')}</p>
      <p>{t('app.crashedTodo')}</p>
      <Button icon={RotateCw} primary onClick={() => location.reload()}>
        {t('app.reload')}
      </Button>
    </section>
  );
}
