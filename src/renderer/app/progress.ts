/** What running jobs said last. Progress is repeated and short-lived, so it lives here and not among the answers. */
import type { EngineEvent } from '../../contract/routes.ts';
import type { Client } from './client.ts';

export type JobProgress = Extract<EngineEvent, { topic: 'progress' }>;

export interface ProgressStore {
  /** The same map until something changed, as React's useSyncExternalStore wants it. */
  snapshot(): ReadonlyMap<number, JobProgress>;
  subscribe(listener: () => void): () => void;
}

const keptJobs = 200;

/** Tells its listeners at most once per frame, however fast the engine reports. */
export function progressStore(client: Client, nextFrame: (tell: () => void) => void): ProgressStore {
  const listeners = new Set<() => void>();
  const latest = new Map<number, JobProgress>();
  let shown: ReadonlyMap<number, JobProgress> = new Map();
  let due = false;

  client.onEvent((event) => {
    if (event.topic !== 'progress') return;
    latest.delete(event.jobId);
    latest.set(event.jobId, event);
    for (const oldest of latest.keys()) {
      if (latest.size <= keptJobs) break;
      latest.delete(oldest);
    }
    if (due) return;
    due = true;
    nextFrame(() => {
      due = false;
      shown = new Map(latest);
      for (const listener of listeners) listener();
    });
  });
  return {
    snapshot: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
