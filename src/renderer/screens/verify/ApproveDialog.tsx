import type { Check, CheckView } from '../../../contract/routes/verify.ts';
import { useCommand } from '../../app/station.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { Failure } from '../../components/Failure.tsx';
import { useWords } from '../../i18n/index.tsx';
import styles from './ApproveDialog.module.css';
import { shortSeed } from './rules.ts';

/** Approving cannot be undone: it says what goes to the archive, and what was looked at. */
export function ApproveDialog(props: {
  view: CheckView;
  check: Check;
  onClose: () => void;
  onApproved: (documents: number) => void;
}) {
  const { view, check, onClose, onApproved } = props;
  const { t, number } = useWords();
  const { fileCode, revision } = view;
  const approve = useCommand('verify.approve', { onDone: ({ documents }) => onApproved(documents) });
  const looked = check.pages.length;
  return (
    <ConfirmDialog
      title={t('verify.approveTitle', { fileCode })}
      action={t('verify.approve')}
      open
      busy={approve.isPending}
      onConfirm={() => approve.mutate({ fileCode, revision })}
      onClose={onClose}
    >
      <div className={styles['words']}>
        <p>{t('verify.approveWhat', { documents: view.documents.length, pages: view.pages })}</p>
        <p>
          {check.mode === 'full'
            ? t('verify.approveFull', { n: number(looked) })
            : t('verify.approveSample', {
                looked: number(looked),
                population: number(check.population),
                size: number(check.sampleSize),
                percent: check.rule.percent,
                seed: shortSeed(check.seed),
              })}
        </p>
        <p>{t('verify.approveAs')}</p>
        {approve.error !== null && <Failure error={approve.error.failure} />}
      </div>
    </ConfirmDialog>
  );
}
