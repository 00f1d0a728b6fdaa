import { GraduationCap } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { Screen } from '../../components/Screen.tsx';
import { useRoute } from '../../app/station.tsx';
import { useWords } from '../../i18n/index.tsx';
import { usePractice } from '../practice/usePractice.ts';
import styles from './FirstDay.module.css';
import { PicturePaper, PictureRead, PictureSend } from './FirstDayPictures.tsx';

const steps = [
  { picture: PicturePaper, title: 'first.one', text: 'first.oneText' },
  { picture: PictureRead, title: 'first.two', text: 'first.twoText' },
  { picture: PictureSend, title: 'first.three', text: 'first.threeText' },
] as const;

/** An empty station teaches: the three steps in pictures, and somewhere to try them. */
export function FirstDay() {
  const { t } = useWords();
  const practice = usePractice();
  const role = useRoute('session.who', {}).data?.role ?? 'clerk';
  return (
    <Screen title={t('home.title')}>
      <div className={styles['first']}>
        <h2 className={styles['title']}>{t('first.title')}</h2>
        <ol className={styles['steps']}>
          {steps.map(({ picture: Picture, title, text }, index) => (
            <li key={title} className={styles['step']}>
              <Picture />
              <h3>
                {index + 1}. {t(title)}
              </h3>
              <p>{t(text)}</p>
            </li>
          ))}
        </ol>
        {practice.offered && (
          <div className={styles['practise']}>
            <Button primary icon={GraduationCap} disabled={practice.busy} onClick={() => practice.enter(role)}>
              {t(practice.busy ? 'practice.preparing' : 'first.practise')}
            </Button>
            <p>{t('first.practiseText')}</p>
          </div>
        )}
      </div>
    </Screen>
  );
}
