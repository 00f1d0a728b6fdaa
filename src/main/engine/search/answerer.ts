/** Answers questions one stretch at a time: a client's newer question takes the place of its older one, and nobody waits for a slow one. */
import { setImmediate } from 'node:timers/promises';
import type { z } from 'zod';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { ParsedInput } from '../../../contract/routes.ts';
import type { SearchAnswer } from '../../../contract/routes/search.ts';
import type { Db } from '../db/database.ts';
import { integer } from '../records/rows.ts';
import { hitOf } from './hits.ts';
import { countDue } from './index-store.ts';
import { Question, type Findings } from './question.ts';

export type FindInput = ParsedInput<'search.find'>;
type Answer = z.input<typeof SearchAnswer>;

/** After this the answer is what was found so far: a person who types waits no longer. */
const quickMs = 50;
/** What is asked for thoroughly may take this long each time. */
const thoroughMs = 3000;
/** Questions kept, so that the next part of a list belongs to the same list. */
const keptQuestions = 12;

class Superseded extends Error {}

export class Answerer {
  readonly #db: Db;
  readonly #now: () => number;
  readonly #kept = new Map<string, { question: Question; version: number }>();
  /** What each client asked last; its other parts and its thorough answer belong to the same question. */
  readonly #latest = new Map<number, string>();

  constructor(db: Db, now: () => number = () => performance.now()) {
    this.#db = db;
    this.#now = now;
  }

  async find(client: number, input: FindInput): Promise<Result<Answer>> {
    const { offset, limit, thorough, ...asked } = input;
    const key = JSON.stringify(asked);
    this.#latest.set(client, key);
    const breathe = async () => {
      await setImmediate();
      if (this.#latest.get(client) !== key) throw new Superseded();
    };
    try {
      // Whoever types fast asks often: only the last question is begun at all.
      await breathe();
      const question = this.#question(key, asked, offset > 0 || thorough);
      await question.work(this.#db, { now: this.#now, breathe }, this.#now() + (thorough ? thoroughMs : quickMs));
      const findings = question.findings(this.#db);
      return ok(this.#answer(findings, offset, limit));
    } catch (error) {
      if (error instanceof Superseded) return fail('SEARCH_SUPERSEDED', {});
      throw error;
    }
  }

  forget(client: number): void {
    this.#latest.delete(client);
  }

  /** The same list goes on while somebody pages through it; a question asked anew sees what changed since. */
  #question(key: string, asked: ConstructorParameters<typeof Question>[0], goesOn: boolean): Question {
    const version = integer(this.#db.get('PRAGMA data_version')!, 'data_version');
    const kept = this.#kept.get(key);
    const fresh = kept !== undefined && (goesOn || kept.version === version) ? kept : { question: new Question(asked), version };
    this.#kept.delete(key);
    this.#kept.set(key, fresh);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > keptQuestions && oldest !== undefined) this.#kept.delete(oldest);
    return fresh.question;
  }

  #answer(findings: Findings, offset: number, limit: number): Answer {
    const hits = findings.listed
      .slice(offset, offset + limit)
      .flatMap((listed) => hitOf(this.#db, listed, findings.queries) ?? []);
    return {
      hits,
      listed: findings.listed.length,
      total: { documents: findings.listed.length, pages: findings.pages, more: findings.more },
      complete: findings.complete,
      partial: findings.partial,
      notIndexed: countDue(this.#db),
    };
  }
}
