import { FileSearch, SearchX } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { useWords } from '../../i18n/index.tsx';
import { easierQuestions, type SearchAddress } from './asked.ts';
import styles from './Nothing.module.css';

const tips = ['words', 'marks', 'quotes', 'minus'] as const;

/** Before anything is asked: how to ask. */
export function HowToAsk() {
  const { t } = useWords();
  return (
    <div className={styles['room']}>
      <FileSearch size={32} strokeWidth={1.5} aria-hidden="true" className={styles['icon']} />
      <h2>{t('search.how')}</h2>
      <ul className={styles['tips']}>
        {tips.map((tip) => (
          <li key={tip}>
            <kbd className={styles['example']}>{t(`search.example.${tip}`)}</kbd>
            <span>{t(`search.tip.${tip}`)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Nothing was found: what to try. */
export function NothingFound({ address, onAsk }: { address: SearchAddress; onAsk: (address: SearchAddress) => void }) {
  const { t } = useWords();
  const easier = easierQuestions(address);
  return (
    <div className={styles['room']} role="status">
      <EmptyState
        icon={SearchX}
        title={t('search.nothing')}
        text={t('search.advice')}
        {...(easier.length === 0
          ? {}
          : {
              actions: easier.map(({ kind, address: next }) => (
                <Button key={kind} onClick={() => onAsk(next)}>
                  {t(`search.easier.${kind}`, { q: next.q ?? '' })}
                </Button>
              )),
            })}
      />
    </div>
  );
}
