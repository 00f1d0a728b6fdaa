import { ChevronDown, FlaskConical, GraduationCap, LogOut, RotateCcw, UserRound } from 'lucide-react';
import { useCommands } from '../../app/commands.ts';
import { Menu } from '../../components/Menu.tsx';
import { useWords } from '../../i18n/index.tsx';
import styles from './PracticeRibbon.module.css';
import { showTour } from './tour.ts';
import { usePractice } from './usePractice.ts';

const parts = ['clerk', 'supervisor', 'it'] as const;

/** LUYỆN TẬP on every screen; where the practice station lies beside a real one, also the way to other parts, to the first day and back. */
export function PracticeRibbon() {
  const { t } = useWords();
  const { part, busy, enter, leave, reset } = usePractice();
  const group = t('app.practice');
  const choices =
    part === null
      ? []
      : [
          { id: 'practice.tour', label: t('practice.tour'), icon: GraduationCap, run: showTour },
          ...parts
            .filter((other) => other !== part)
            .map((other) => ({
              id: `practice.as.${other}`,
              label: t('practice.as', { role: t(`role.${other}`) }),
              icon: UserRound,
              run: () => enter(other),
            })),
          { id: 'practice.reset', label: t('practice.reset'), icon: RotateCcw, run: reset },
          { id: 'practice.leave', label: t('practice.leave'), icon: LogOut, run: leave },
        ];
  useCommands(choices.map((choice) => ({ ...choice, group })));
  const words = (
    <>
      <FlaskConical size={14} aria-hidden="true" />
      {t('app.practice')}
    </>
  );
  if (part === null) {
    return (
      <p className={styles['ribbon']} title={t('app.practiceHint')}>
        {words}
      </p>
    );
  }
  return (
    <Menu label={t('practice.menu')} choices={choices}>
      <button type="button" className={styles['ribbon']} title={t('app.practiceHint')}>
        {words}
        <span className={styles['part']}>{busy ? t('practice.preparing') : t(`role.${part}`)}</span>
        <ChevronDown size={14} aria-hidden="true" />
      </button>
    </Menu>
  );
}
