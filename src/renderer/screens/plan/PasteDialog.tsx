import { useState } from 'react';
import { useCommand, useRoute } from '../../app/station.tsx';
import { toast } from '../../app/toasts.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Failure } from '../../components/Failure.tsx';
import { AreaField } from '../../components/fields/TextField.tsx';
import { useWords } from '../../i18n/index.tsx';
import styles from './PlanScreen.module.css';

/** Lines copied in a spreadsheet and pasted here: read at once, every problem listed, nothing written before they are all right. */
export function PasteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const read = useRoute('plan.read', { text });
  const add = useCommand('plan.import', {
    onDone: ({ added, changed }) => {
      toast({ words: t('plan.imported', { added, changed }), tone: 'good' });
      onClose();
    },
  });
  const rows = read.data?.rows ?? [];
  const problems = read.data?.problems ?? [];
  const error = add.error ?? read.error;
  return (
    <Dialog
      title={t('plan.paste')}
      open
      onClose={onClose}
      size="large"
      buttons={
        <>
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
          <Button
            primary
            disabled={rows.length === 0 || problems.length > 0 || add.isPending || read.isFetching}
            onClick={() => add.mutate({ rows })}
          >
            {t('plan.import', { n: rows.length })}
          </Button>
        </>
      }
    >
      <p className={styles['example']}>{t('plan.pasteHint')}</p>
      <AreaField label={t('plan.pasted')} rows={8} value={text} onChange={setText} />
      {text.trim() !== '' && read.data !== undefined && (
        <p className={styles['found']} role="status">
          {t('plan.found', { n: rows.length, problems: problems.length })}
        </p>
      )}
      {problems.length > 0 && (
        <div className={styles['problems']} tabIndex={0} role="region" aria-label={t('plan.problems')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('plan.lineNumber')}</th>
                <th scope="col">{t('plan.column')}</th>
                <th scope="col">{t('plan.problem')}</th>
                <th scope="col">{t('plan.foundText')}</th>
              </tr>
            </thead>
            <tbody>
              {problems.map(({ line, column, problem, found }) => (
                <tr key={`${line} ${column} ${problem}`}>
                  <td>{line}</td>
                  <td>{column === 'line' ? '' : t(`plan.${column === 'fonds' ? 'fondsCode' : column}`)}</td>
                  <td>{t(`plan.problem.${problem}`)}</td>
                  <td>{found}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {error !== null && <Failure error={error.failure} />}
    </Dialog>
  );
}
