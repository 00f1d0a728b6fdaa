import { CheckCheck, CircleAlert, Info, TriangleAlert, Undo2, X } from 'lucide-react';
import { dismissToast, useToasts } from '../app/toasts.ts';
import { useWords } from '../i18n/index.tsx';
import { Button } from './Button.tsx';
import { IconButton } from './IconButton.tsx';
import styles from './Toasts.module.css';

const icons = { quiet: Info, good: CheckCheck, look: TriangleAlert, bad: CircleAlert } as const;

/** News at the bottom of the window; read out politely, never focused by itself. */
export function Toasts() {
  const { t } = useWords();
  const toasts = useToasts();
  return (
    <div role="status" aria-label={t('toast.label')} className={styles['toasts']}>
      {toasts.map(({ id, words, tone, undo }) => {
        const Icon = icons[tone];
        return (
          <div key={id} className={styles['toast']} data-tone={tone}>
            <Icon size={16} aria-hidden="true" />
            <span className={styles['words']}>{words}</span>
            {undo !== null && (
              <Button
                icon={Undo2}
                onClick={() => {
                  dismissToast(id);
                  undo();
                }}
              >
                {t('toast.undo')}
              </Button>
            )}
            <IconButton icon={X} label={t('toast.dismiss')} onClick={() => dismissToast(id)} />
          </div>
        );
      })}
    </div>
  );
}
