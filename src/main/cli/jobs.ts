/** The queue as the command line uses it: whole, however long it is. */
import type { DeliveryView, JobView } from '../../contract/views.ts';
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

/** Every package, in the order of the line. */
export async function allDeliveries(session: Session): Promise<DeliveryView[]> {
  const deliveries: DeliveryView[] = [];
  for (;;) {
    const page = await call(session, 'queue.list', { offset: deliveries.length, limit: pageSize });
    deliveries.push(...page.deliveries);
    if (deliveries.length >= page.total || page.deliveries.length === 0) return deliveries;
  }
}

/** A person's decision to try again. */
export async function takeUpAgain(session: Session, jobs: readonly JobView[]): Promise<void> {
  for (const { id } of jobs) await call(session, 'job.retry', { id });
}
