import { useNavigate } from '@tanstack/react-router';
import { Check, Circle, X } from 'lucide-react';
import { useState } from 'react';
import { useRoute } from '../../app/station.tsx';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { useWords } from '../../i18n/index.tsx';
import styles from './Tour.module.css';
import { doneSteps, hideTour, tourSteps, useTourShown, type TourStep } from './tour.ts';
import { usePractice } from './usePractice.ts';

/** Beside the practice station: what to try next, ticked off as it is done. */
export function Tour() {
  const { part } = usePractice();
  const shown = useTourShown();
  return part !== null && shown ? <Steps /> : null;
}

function Steps() {
  const { t } = useWords();
  const { part, enter } = usePractice();
  const navigate = useNavigate();
  const [opened, setOpened] = useState<ReadonlySet<TourStep['id']>>(new Set());
  const dossiers = useRoute('station.status', {}).data?.dossiers ?? [];
  const done = doneSteps(dossiers, opened);
  const next = tourSteps.find(({ id }) => !done.has(id));

  function go(step: TourStep): void {
    setOpened(new Set([...opened, step.id]));
    if (step.part === part) void navigate({ to: step.to });
    else enter(step.part, step.to);
  }

  return (
    <aside className={styles['tour']} aria-labelledby="tour-title">
      <header className={styles['head']}>
        <h2 id="tour-title">{next === undefined ? t('tour.finished') : t('tour.title')}</h2>
        <IconButton icon={X} label={t('tour.close')} onClick={hideTour} />
      </header>
      <ol className={styles['steps']}>
        {tourSteps.map((step) => {
          const isDone = done.has(step.id);
          const Icon = isDone ? Check : Circle;
          return (
            <li
              key={step.id}
              className={styles['step']}
              data-done={isDone}
              data-next={step === next}
              aria-current={step === next ? 'step' : undefined}
            >
              <Icon size={16} aria-label={t(isDone ? 'tour.done' : 'tour.open')} role="img" />
              <div>
                <p className={styles['name']}>{t(`tour.${step.id}`)}</p>
                {step === next && (
                  <>
                    <p className={styles['how']}>{t(`tour.${step.id}How`)}</p>
                    <Button primary onClick={() => go(step)}>
                      {step.part === part ? t('tour.go') : t('tour.goAs', { role: t(`role.${step.part}`) })}
                    </Button>
                  </>
                )}
              </div>
            </li>
          );
        })}
      </ol>
    </aside>
  );
}
