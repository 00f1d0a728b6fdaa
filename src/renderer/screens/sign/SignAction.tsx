import { PenTool } from 'lucide-react';
import { useState } from 'react';
import { SignProfile, type KeyView } from '../../../contract/routes/sign.ts';
import { useCommands } from '../../app/commands.ts';
import { useCommand } from '../../app/station.tsx';
import { Button } from '../../components/Button.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { Failure } from '../../components/Failure.tsx';
import { SelectField } from '../../components/fields/SelectField.tsx';
import { TextField } from '../../components/fields/TextField.tsx';
import { useWords } from '../../i18n/index.tsx';
import { countChosen, printedSerial, toStart, type Chosen } from './rules.ts';
import styles from './SignAction.module.css';

/** The stamp, and the one big action: it says what is signed, by whom, and that it cannot be undone. */
export function SignAction(props: {
  chosen: Chosen;
  total: number;
  signingKey: KeyView | null;
  profile: SignProfile;
  onProfile: (profile: SignProfile) => void;
  notation: string;
  onNotation: (notation: string) => void;
  onStarted: () => void;
}) {
  const { chosen, total, signingKey: key, profile, onProfile, notation, onNotation, onStarted } = props;
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const start = useCommand('sign.start', {
    onDone: () => {
      setAsking(false);
      onStarted();
    },
  });
  const count = countChosen(chosen, total);
  const lacksNotation = profile === 'ANNEX_ND30' && notation.trim() === '';
  const missing =
    key === null ? t('sign.openFirst') : count === 0 ? t('sign.chooseFirst') : lacksNotation ? t('sign.needNotation') : null;
  const ask = () => missing === null && setAsking(true);
  useCommands([
    {
      id: 'sign.sign',
      label: t('sign.sign', { n: count }),
      keys: 'Ctrl+Enter',
      group: t('sign.group'),
      disabled: missing !== null,
      run: ask,
    },
  ]);
  return (
    <section className={styles['action']}>
      <SelectField
        label={t('sign.stamp')}
        value={profile}
        options={SignProfile.options.map((value) => ({ value, label: t(`sign.profile.${value}`) }))}
        onChange={onProfile}
      />
      {profile === 'ANNEX_ND30' && (
        <TextField label={t('sign.notation')} value={notation} onChange={onNotation} maxLength={100} required />
      )}
      {start.error !== null && <Failure error={start.error.failure} />}
      {missing !== null && <p className={styles['quiet']}>{missing}</p>}
      <Button primary icon={PenTool} keys="Ctrl+Enter" disabled={missing !== null} onClick={ask}>
        {t('sign.sign', { n: count })}
      </Button>
      {key !== null && (
        <ConfirmDialog
          title={t('sign.confirmTitle', { n: count })}
          action={t('sign.sign', { n: count })}
          open={asking}
          busy={start.isPending}
          onConfirm={() => start.mutate(toStart(chosen, key, profile, notation))}
          onClose={() => setAsking(false)}
        >
          <p>
            {t('sign.confirmWho', {
              subject: key.subject,
              serial: printedSerial(key.serial),
              profile: t(`sign.profile.${profile}`),
            })}
          </p>
          {key.practice && <p className={styles['warning']}>{t('sign.warning.practice')}</p>}
          <p>{t('sign.confirmFinal')}</p>
          {start.error !== null && <Failure error={start.error.failure} />}
        </ConfirmDialog>
      )}
    </section>
  );
}
