import { CircleCheck, Printer } from 'lucide-react';
import { useState } from 'react';
import { recall, remember } from '../../app/memory.ts';
import { useCommand, useRoute } from '../../app/station.tsx';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Progress } from '../../components/Progress.tsx';
import { TextField } from '../../components/fields/TextField.tsx';
import { useWords } from '../../i18n/index.tsx';
import { mayGoByDisk } from './rules.ts';
import styles from './DiskDialog.module.css';

/** Hands packages over on a disk: what, where to, the writing itself, and the sheet to be signed. */
export function DiskDialog({ chosen, onClose }: { chosen: readonly string[] | 'all'; onClose: () => void }) {
  const { t, size } = useWords();
  const [folder, setFolder] = useState(() => recall('disk-folder') ?? '');
  const waiting = useRoute('queue.list', { view: 'line', limit: 500 }).data;
  const progress = useRoute('queue.line', {}).data?.disk ?? null;
  const write = useCommand('queue.exportDisk');
  const stop = useCommand('queue.stopDisk');
  const packages = (waiting?.deliveries ?? []).filter(
    (one) => mayGoByDisk(one) && (chosen === 'all' || chosen.includes(one.objid)),
  );
  const bytes = packages.reduce((sum, one) => sum + one.bytes, 0);
  const begin = () => {
    remember('disk-folder', folder);
    write.mutate({ objids: packages.map(({ objid }) => objid), folder: folder.trim() });
  };
  const done = write.data;
  return (
    <Dialog
      title={t('send.disk.title')}
      open
      onClose={onClose}
      buttons={
        done === undefined ? (
          <>
            <Button onClick={onClose}>{t('dialog.cancel')}</Button>
            <Button primary disabled={write.isPending || folder.trim() === '' || packages.length === 0} onClick={begin}>
              {t('send.disk.begin', { n: packages.length })}
            </Button>
          </>
        ) : (
          <Button primary onClick={onClose}>
            {t('send.disk.close')}
          </Button>
        )
      }
    >
      <div className={styles['content']}>
        {done === undefined ? (
          <>
            <p>{t('send.disk.what', { n: packages.length, size: size(bytes) })}</p>
            <TextField
              label={t('send.disk.folder')}
              hint={t('send.disk.folderHint')}
              value={folder}
              onChange={setFolder}
              placeholder={navigator.userAgent.includes('Windows') ? 'E:\\' : '/media/usb'}
              autoFocus
            />
            {write.isPending && (
              <Progress
                label={t('send.disk.writing', { set: progress?.set ?? '' })}
                done={progress?.done ?? 0}
                of={progress?.of ?? bytes}
                amount={`${size(progress?.done ?? 0)} / ${size(progress?.of ?? bytes)}`}
                onCancel={() => stop.mutate({})}
              />
            )}
            {write.error !== null && <Failure error={write.error.failure} />}
            <p className={styles['quiet']}>{t('send.disk.promise')}</p>
          </>
        ) : (
          <>
            <p className={styles['done']}>
              <CircleCheck size={18} aria-hidden="true" />
              {t('send.disk.done', { n: done.packages, size: size(done.bytes) })}
            </p>
            <p className={styles['place']}>{done.folder}</p>
            <a className={styles['sheet']} href={`/download/${done.sheet.token}`} download={done.sheet.name}>
              <Printer size={15} aria-hidden="true" />
              {t('send.disk.sheet')}
            </a>
            <ol className={styles['next']}>
              <li>{t('send.disk.next1')}</li>
              <li>{t('send.disk.next2')}</li>
              <li>{t('send.disk.next3')}</li>
            </ol>
          </>
        )}
      </div>
    </Dialog>
  );
}
