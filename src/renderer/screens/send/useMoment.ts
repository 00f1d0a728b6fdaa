import type { LineState } from '../../../contract/routes/queue.ts';
import { useWords } from '../../i18n/index.tsx';
import { momentOf, secondsBetween } from './rules.ts';

/** Moments and waits in words. */
export function useMoment(now: string) {
  const { t, duration } = useWords();
  /** `23:10 tối nay`, `06:00 ngày mai`, `28/11/2026`. */
  const moment = (at: string) => {
    const said = momentOf(at, now);
    return said.kind === 'later' ? said.day : t(`send.moment.${said.kind}`, { time: said.time });
  };
  /** `còn 1 giờ 20`, `khoảng 3 ngày`. */
  const left = (at: string) => {
    const seconds = secondsBetween(now, at);
    return seconds >= 48 * 3600
      ? t('send.aboutDays', { n: Math.round(seconds / 86_400) })
      : t('progress.left', { time: duration(seconds) });
  };
  /** Until when the whole line stands still, if that is known. */
  const restsUntil = (line: LineState) => (line.state === 'closed' || line.state === 'budget' ? line.until : null);
  return { moment, left, restsUntil };
}
