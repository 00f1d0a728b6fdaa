import { first } from './0010-first.ts';
import { people } from './0020-people.ts';
import { tallies } from './0030-tallies.ts';
import { pageOrder } from './0040-page-order.ts';
import { arrivals } from './0045-arrivals.ts';
import { describing } from './0050-describe.ts';
import { decide } from './0060-decide.ts';
import { send } from './0070-send.ts';
import { search } from './0080-search.ts';
import { searchRebuild } from './0081-search-rebuild.ts';
import { lookups } from './0085-lookups.ts';
import type { Migration } from './migration.ts';

/** Every migration ever shipped, in order. */
export const migrations: readonly Migration[] = [
  first,
  people,
  tallies,
  pageOrder,
  arrivals,
  describing,
  decide,
  send,
  search,
  searchRebuild,
  lookups,
];
