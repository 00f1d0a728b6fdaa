import { Link } from '@tanstack/react-router';
import {
  CircleAlert,
  CircleCheck,
  Clock,
  Gauge,
  HardDrive,
  Hourglass,
  Pause,
  Play,
  RotateCw,
  Settings,
  Upload,
  WifiOff,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { LineView } from '../../../contract/routes/queue.ts';
import { useCommand, useRoute } from '../../app/station.tsx';
import { Button } from '../../components/Button.tsx';
import { useWords } from '../../i18n/index.tsx';
import styles from './LineBanner.module.css';
import { useMoment } from './useMoment.ts';

interface Said {
  readonly icon: LucideIcon;
  readonly tone: 'quiet' | 'accent' | 'look' | 'good';
  readonly words: string;
  readonly more?: string;
  readonly action?: ReactNode;
}

/** Why the line does what it does, in one sentence, with the one thing that can be done about it. */
export function LineBanner({ view, onLimits }: { view: LineView; onLimits: () => void }) {
  const said = useSaid(view, onLimits);
  const { icon: Icon } = said;
  return (
    <div className={styles['banner']} data-tone={said.tone} role="status">
      <Icon size={16} aria-hidden="true" />
      <p>
        {said.words} {said.more !== undefined && <span className={styles['more']}>{said.more}</span>}
      </p>
      {said.action}
    </div>
  );
}

function useSaid(view: LineView, onLimits: () => void): Said {
  const { t, number, minute, explain } = useWords();
  const { moment, left } = useMoment(view.now);
  const resume = useCommand('queue.resume');
  const tryNow = useCommand('queue.tryNow');
  const role = useRoute('session.who', {}).data?.role;
  const { line } = view;
  const toLimits = <Button onClick={onLimits}>{t('send.seeLimits')}</Button>;
  const again = (
    <Button icon={RotateCw} disabled={tryNow.isPending} onClick={() => tryNow.mutate({})}>
      {t('send.tryNow')}
    </Button>
  );
  switch (line.state) {
    case 'idle':
      return { icon: CircleCheck, tone: 'quiet', words: t('send.line.idle') };
    case 'sending':
      return {
        icon: Upload,
        tone: 'accent',
        words: t('send.line.sending', { fileCode: line.fileCode }),
        ...(view.rate === null ? {} : { more: t('send.rate', { rate: number(Math.round(view.rate / 1000)) }) }),
      };
    case 'asking':
      return { icon: Hourglass, tone: 'accent', words: t('send.line.asking', { n: line.packages }) };
    case 'paused':
      return {
        icon: Pause,
        tone: 'look',
        words: t('send.line.paused', { name: line.by, at: minute(line.at) }),
        action: (
          <Button icon={Play} primary disabled={resume.isPending} onClick={() => resume.mutate({})}>
            {t('send.resume')}
          </Button>
        ),
      };
    case 'closed':
      return {
        icon: Clock,
        tone: 'quiet',
        words: line.until === null ? t('send.line.never') : t('send.line.closed', { until: moment(line.until) }),
        action: toLimits,
      };
    case 'budget':
      return {
        icon: Gauge,
        tone: 'look',
        words: t(line.which === 'day' ? 'send.line.dayBudget' : 'send.line.monthBudget', { until: moment(line.until) }),
        action: toLimits,
      };
    case 'noArchive':
      return {
        icon: CircleAlert,
        tone: 'look',
        words: t('send.line.noArchive'),
        more: t(role === 'it' ? 'send.line.setArchive' : 'send.line.askIt'),
      };
    case 'unreachable':
      return {
        icon: WifiOff,
        tone: 'look',
        words: t('send.line.unreachable', { since: moment(line.since) }),
        more: `${explain(line.error).what} ${t('send.line.retry', { left: left(line.retryAt) })}`,
        action: again,
      };
    case 'stopped':
      return {
        icon: line.disk > 0 && line.held + line.parked === 0 ? HardDrive : Settings,
        tone: line.parked > 0 ? 'look' : 'quiet',
        words: t('send.line.stopped', { held: line.held, disk: line.disk, parked: line.parked }),
        ...(line.parked === 0
          ? {}
          : {
              action: (
                <Link to="/parked" className={styles['link']}>
                  {t('send.seeParked')}
                </Link>
              ),
            }),
      };
    case 'ready':
      return {
        icon: Hourglass,
        tone: 'quiet',
        words: line.at <= view.now ? t('send.line.ready') : t('send.line.retryAt', { left: left(line.at) }),
        ...(line.at <= view.now ? {} : { action: again }),
      };
  }
}
