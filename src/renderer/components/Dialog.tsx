import { use, type ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { LayerContext, useLayer } from '../app/commands.ts';
import styles from './Dialog.module.css';

interface Props {
  title: string;
  open: boolean;
  onClose: () => void;
  /** Width of the dialog: 420, 640 or 960 px. */
  size?: 'small' | 'medium' | 'large';
  /** Buttons, the main one last. */
  buttons?: ReactNode;
  /** `alert`: something that cannot be undone. */
  role?: 'dialog' | 'alertdialog';
  children: ReactNode;
}

/** A dialog over the window: keeps the focus, Escape closes it, the commands of the screen below rest meanwhile. */
export function Dialog({ title, open, onClose, size = 'medium', buttons, role = 'dialog', children }: Props) {
  return (
    <ModalOverlay
      isOpen={open}
      onOpenChange={(next) => !next && onClose()}
      isDismissable={role === 'dialog'}
      className={styles['overlay']!}
    >
      <Modal className={styles['modal']!} data-size={size}>
        <AriaDialog role={role} className={styles['dialog']!}>
          <Heading slot="title" className={styles['title']!}>
            {title}
          </Heading>
          <Layer>
            <div className={styles['content']}>{children}</div>
            {buttons !== undefined && <div className={styles['buttons']}>{buttons}</div>}
          </Layer>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

function Layer({ children }: { children: ReactNode }) {
  const layer = use(LayerContext) + 1;
  useLayer(layer);
  return <LayerContext value={layer}>{children}</LayerContext>;
}
