import type { ReactNode } from 'react';
import { useWords } from '../i18n/index.tsx';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';

/** Only for what cannot be undone: signing, sending, approving, deleting for good. Everything else is done and can be undone. */
export function ConfirmDialog(props: {
  title: string;
  /** What will happen, to how much, in whose name. */
  children: ReactNode;
  /** The verb itself, never "OK". */
  action: string;
  open: boolean;
  busy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { t } = useWords();
  return (
    <Dialog
      title={props.title}
      open={props.open}
      onClose={props.onClose}
      size="small"
      role="alertdialog"
      buttons={
        <>
          <Button onClick={props.onClose}>{t('dialog.cancel')}</Button>
          <Button primary autoFocus disabled={props.busy === true} onClick={props.onConfirm}>
            {props.action}
          </Button>
        </>
      }
    >
      {props.children}
    </Dialog>
  );
}
