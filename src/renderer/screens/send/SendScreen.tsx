import { useNavigate, useSearch } from '@tanstack/react-router';
import { CalendarClock, HardDrive, Pause, Play, ReceiptText } from 'lucide-react';
import { useState } from 'react';
import type { LineView } from '../../../contract/routes/queue.ts';
import { useCommands } from '../../app/commands.ts';
import { useCommand, useRoute } from '../../app/station.tsx';
import { Button } from '../../components/Button.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Progress } from '../../components/Progress.tsx';
import { Screen } from '../../components/Screen.tsx';
import { Tabs } from '../../components/Tabs.tsx';
import { useWords } from '../../i18n/index.tsx';
import { DiskDialog } from './DiskDialog.tsx';
import { Limits } from './Limits.tsx';
import { LineBanner } from './LineBanner.tsx';
import { Queue } from './Queue.tsx';
import { Receipts } from './Receipts.tsx';
import { Rejections } from './Rejections.tsx';
import { useMoment } from './useMoment.ts';
import styles from './SendScreen.module.css';
import type { SendTab } from './tab.ts';

/** Step 9: what waits for the archive, why it goes or does not, and what came back. */
export function SendScreen() {
  const { t } = useWords();
  const navigate = useNavigate();
  const { tab = 'line' } = useSearch({ from: '/send' });
  const line = useRoute('queue.line', {});
  const view = line.data;
  const pause = useCommand('queue.pause');
  const resume = useCommand('queue.resume');
  const [carry, setCarry] = useState<readonly string[] | 'all' | null>(null);
  const show = (next: SendTab) => void navigate({ to: '/send', search: { tab: next }, replace: true });
  const paused = view?.line.state === 'paused';
  const turn = () => (paused ? resume.mutate({}) : pause.mutate({}));
  useCommands([
    {
      id: 'send.pause',
      label: t(paused ? 'send.resume' : 'send.pause'),
      keys: 'Ctrl+P',
      icon: paused ? Play : Pause,
      group: t('send.title'),
      disabled: view === undefined,
      run: turn,
    },
    {
      id: 'send.disk',
      label: t('send.handOver'),
      keys: 'Ctrl+D',
      icon: HardDrive,
      group: t('send.title'),
      disabled: view === undefined || view.counts.line === 0,
      run: () => setCarry('all'),
    },
    {
      id: 'send.receipts',
      label: t('send.tab.receipts'),
      icon: ReceiptText,
      group: t('send.title'),
      run: () => show('receipts'),
    },
    { id: 'send.limits', label: t('send.tab.limits'), icon: CalendarClock, group: t('send.title'), run: () => show('limits') },
  ]);
  return (
    <Screen
      title={t('send.title')}
      lead={view === undefined ? ' ' : <Head view={view} />}
      actions={
        <>
          <Button
            icon={HardDrive}
            keys="Ctrl+D"
            disabled={view === undefined || view.counts.line === 0}
            onClick={() => setCarry('all')}
          >
            {t('send.handOver')}
          </Button>
          <Button icon={paused ? Play : Pause} primary={paused} keys="Ctrl+P" disabled={view === undefined} onClick={turn}>
            {t(paused ? 'send.resume' : 'send.pause')}
          </Button>
        </>
      }
      bar={view === undefined ? <div className={styles['wait']} /> : <LineBanner view={view} onLimits={() => show('limits')} />}
      body="fill"
    >
      {line.error !== null && view === undefined ? (
        <Failure error={line.error.failure} />
      ) : (
        <div className={styles['body']}>
          {view?.disk != null && <Writing disk={view.disk} />}
          <Tabs<SendTab>
            label={t('send.title')}
            chosen={tab}
            onChoose={show}
            tabs={[
              {
                id: 'line',
                label: t('send.tab.line'),
                count: view?.counts.line ?? 0,
                content: <Queue view={view} onCarry={setCarry} />,
              },
              { id: 'receipts', label: t('send.tab.receipts'), count: view?.counts.receipts ?? 0, content: <Receipts /> },
              { id: 'rejections', label: t('send.tab.rejections'), count: view?.counts.rejections ?? 0, content: <Rejections /> },
              { id: 'limits', label: t('send.tab.limits'), content: view === undefined ? null : <Limits view={view} /> },
            ]}
          />
        </div>
      )}
      {carry !== null && <DiskDialog chosen={carry} onClose={() => setCarry(null)} />}
    </Screen>
  );
}

/** `7 gói, 31,2 MB; với tốc độ này xong lúc 23:10 tối nay.` */
function Head({ view }: { view: LineView }) {
  const { t, size } = useWords();
  const { moment } = useMoment(view.now);
  const { packages, bytes, finishAt } = view.ahead;
  if (view.counts.line === 0)
    return view.counts.receipts === 0 ? t('send.head.empty') : t('send.head.none', { receipts: view.counts.receipts });
  if (packages === 0) return t('send.head.nothing', { n: view.counts.line });
  const what = t('send.head.what', { n: packages, size: size(bytes) });
  if (view.line.state === 'paused' || view.line.state === 'noArchive') return `${what}.`;
  if (finishAt === null) return `${what}. ${t('send.head.unknown')}`;
  return `${what}; ${t('send.head.done', { at: moment(finishAt) })}`;
}

function Writing({ disk: { set, done, of } }: { disk: NonNullable<LineView['disk']> }) {
  const { t, size } = useWords();
  const stop = useCommand('queue.stopDisk');
  return (
    <div className={styles['writing']}>
      <Progress
        label={t('send.disk.writing', { set })}
        done={done}
        of={of}
        amount={`${size(done)} / ${size(of)}`}
        onCancel={() => stop.mutate({})}
      />
    </div>
  );
}
