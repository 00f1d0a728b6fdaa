/** Which answers an event makes stale. Decided here once, so that no screen polls. */
import type { QueryKey } from '@tanstack/react-query';
import type { EngineEvent, RouteName } from '../../contract/routes.ts';

type Stale = readonly [RouteName, ...QueryKey];

/** Answers that only grow a little older: whoever shows them decides when to ask again. */
export const askedAgainLater: ReadonlySet<RouteName> = new Set(['search.find']);

/** Prefixes of query keys (`[route, input]`). */
export function staleAfter(event: EngineEvent): readonly Stale[] {
  switch (event.topic) {
    case 'dossier.changed':
      return [
        ['dossier.list'],
        ['dossier.get', { fileCode: event.fileCode }],
        ['pages.list', { fileCode: event.fileCode }],
        ['describe.open'],
        ['describe.queue'],
        ['describe.documents', { fileCode: event.fileCode }],
        ['dossier.form', { fileCode: event.fileCode }],
        ['text.doubtful'],
        ['station.status'],
        ['work.summary'],
        ['progress.get'],
        ['plan.list'],
        ['verify.queue'],
        ['verify.get', { fileCode: event.fileCode }],
        ['sign.waiting'],
        ['sign.waitingIn', { fileCode: event.fileCode }],
        ['search.find'],
        ['search.fonds'],
      ];
    case 'check.changed':
      return [['verify.queue'], ['verify.get', { fileCode: event.fileCode }]];
    case 'signing.changed':
      return [['sign.batches'], ['sign.batch'], ['sign.waiting'], ['sign.waitingIn'], ['sign.identities']];
    case 'key.changed':
      return [['sign.identities'], ['sign.batches']];
    case 'job.changed':
      return [['job.list'], ['station.status'], ['work.summary'], ['progress.get']];
    case 'queue.changed':
      return [
        ['queue.list'],
        ['queue.get'],
        ['queue.line'],
        ['queue.receipt'],
        ['dossier.list'],
        ['station.status'],
        ['work.summary'],
        ['progress.get'],
      ];
    case 'plan.changed':
      return [['plan.list'], ['progress.get'], ['search.fonds']];
    case 'settings.changed':
      return [['settings.get'], ['sign.identities']];
    case 'station.changed':
      return [['station.get'], ['station.door'], ['station.status'], ['work.summary']];
    case 'session.changed':
      return [['session.who'], ['station.door'], ['account.list'], ['account.register']];
    case 'scan.changed':
      return [['scan.list', { fileCode: event.fileCode }]];
    case 'profiles.changed':
      return [['scan.profiles']];
    case 'uploads.changed':
      return [['capture.uploads', { fileCode: event.fileCode }]];
    case 'line.changed':
      return [['queue.line'], ['queue.list'], ['station.status']];
    case 'station.switched': // everything, and at once: station.tsx
    case 'disk.progress':
    case 'step.done':
    case 'progress':
      return [];
  }
}
