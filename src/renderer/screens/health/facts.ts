/** What was found, in words. */
import type { HealthFinding } from '../../../contract/health.ts';
import { toArchivalDate } from '../../../contract/instant.ts';
import type { Instant } from '../../../contract/vocabulary.ts';
import type { useWords } from '../../i18n/index.tsx';

type Say = Pick<ReturnType<typeof useWords>, 't' | 'size' | 'number'>;

export function sayFacts({ name, state, facts }: HealthFinding, { t, size, number }: Say): string {
  const n = (key: string) => Number(facts[key] ?? 0);
  const s = (key: string) => String(facts[key] ?? '');
  const bytes = (key: string) => (n(key) >= 1e9 ? `${number(Math.round(n(key) / 1e8) / 10)}\u00a0GB` : size(n(key)));
  switch (name) {
    case 'node':
      return t('health.node', { version: s('version') });
    case 'database':
    case 'imaging':
      return state === 'good' ? t('health.loaded') : t('health.notLoaded', { message: s('message') });
    case 'resources':
    case 'window':
      return t('health.folder', { folder: s('folder') });
    case 'memory':
      return t('health.memory', { size: bytes('bytes'), workers: n('workers') });
    case 'disk': {
      if (facts['free'] === null) return t('health.diskNot', { folder: s('folder') });
      const days = facts['days'] === null ? t('health.diskNoDays') : t('health.diskDays', { days: n('days') });
      return `${t('health.disk', { size: bytes('free'), folder: s('folder') })} · ${days}`;
    }
    case 'station':
      return state === 'good' ? t('health.station', { size: bytes('bytes') }) : t('health.stationBad', { verdict: s('verdict') });
    case 'search': {
      if (state === 'bad') return t('health.searchBad', { verdict: s('verdict') });
      const due = n('due') > 0 ? t('health.searchDue', { n: n('due') }) : t('health.search');
      return n('unread') > 0 ? `${due} · ${t('health.searchUnread', { n: n('unread') })}` : due;
    }
    case 'vault':
      return facts['day'] === null
        ? t('health.vaultUnknown')
        : t('health.vault', { size: bytes('bytes'), pages: n('pages'), day: s('day').split('-').toReversed().join('/') });
    case 'audit':
      return facts['brokenAt'] === null
        ? t('health.auditGood', { entries: n('entries') })
        : t('health.auditBad', { n: n('brokenAt') });
    case 'policy':
      return n('problems') > 0
        ? t('health.policyBad', { problems: n('problems') })
        : n('locked') === 0
          ? t('health.policyNone')
          : t('health.policy', { locked: n('locked') });
    case 'archive':
      return facts['url'] === null ? t('health.archiveNone') : t('health.archive', { url: s('url') });
    case 'backup':
      return facts['databaseCopy'] === null
        ? t('health.backupNone')
        : t('health.backupDatabase', { at: toArchivalDate(s('databaseCopy') as Instant) });
  }
}
