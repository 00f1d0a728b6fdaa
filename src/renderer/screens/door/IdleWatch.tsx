import { useEffect } from 'react';
import { watchIdle } from '../../app/idle.ts';
import { useRoute, useTell } from '../../app/station.tsx';

const minute = 60_000;

/** Locks the window when nobody was at it for as long as IT decided, and lets the engine know that somebody is. */
export function IdleWatch({ name }: { name: string }) {
  const minutes = useRoute('settings.get', {}).data?.values['lock.minutes'];
  const tell = useTell();
  useEffect(() => {
    if (minutes === undefined) return undefined;
    const limitMs = minutes * minute;
    return watchIdle({
      name,
      limitMs,
      tellEveryMs: Math.min(minute / 2, limitMs / 4),
      onIdle: () => void tell('session.lock', {}, ['session.who']),
      onActive: () => void tell('session.active', {}),
    });
  }, [name, minutes, tell]);
  return null;
}
