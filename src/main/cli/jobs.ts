/** The queue as the command line uses it: whole, however long it is. */
import type { JobView } from '../../contract/views.ts';
import type { Session } from '../engine/index.ts';
import { call } from './station.ts';

const pageSize = 500;

/** Every job in this state. Nothing else works on the station meanwhile, so the pages fit together. */
export async function allJobs(session: Session, state: JobView['state']): Promise<JobView[]> {
  const jobs: JobView[] = [];
  for (;;) {
    const page = await call(session, 'job.list', { state, offset: jobs.length, limit: pageSize });
    jobs.push(...page);
    if (page.length < pageSize) return jobs;
  }
}

/** A person's decision to try again. */
export async function takeUpAgain(session: Session, jobs: readonly JobView[]): Promise<void> {
  for (const { id } of jobs) await call(session, 'job.retry', { id });
}
