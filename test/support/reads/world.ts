// One random company while it is written and read: what was stated, and questions whose answers may never change.
import { expect } from 'vitest';
import type { EntityRef } from '../../../core/commit.ts';
import { type Id, newId, parseTenant } from '../../../core/ids.ts';
import { formatInstant } from '../../../core/instant.ts';
import type { Moment } from '../../../core/moment.ts';
import type { Answer, RunningAsof } from '../asof.ts';
import { newCompany, tell } from '../company.ts';
import { type History, pickMoments, randomFrom, type Sketch, type Stated, Truth } from '../histories.ts';
import type { Seen } from './seen.ts';

/** What writes, and what is read: the gateway of any set-up over the same stores. */
export type Subject = Pick<RunningAsof, 'query' | 'committer'>;

/** One in so many questions is asked again when all was written. */
const REPEATED = 5;

const ATTEMPTS_MAX = 3;

/** After so many questions a commit begins, and the questions go on meanwhile. */
const QUESTIONS_PER_COMMIT = 12;

interface Asked {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly body: string;
}

export class World {
  readonly company = newCompany();
  readonly truth = new Truth();
  readonly seen: Seen;
  readonly random: () => number;
  readonly #tenant = parseTenant(`reads-${newId()}`);
  readonly #subject: Subject;
  readonly #asked: Asked[] = [];
  readonly #waiting: (readonly Sketch[])[];
  #questions = 0;
  #writing: Promise<void> = Promise.resolve();

  /** `meanwhile` is committed little by little while questions are asked. */
  constructor(subject: Subject, seed: number, seen: Seen, meanwhile: History) {
    this.#subject = subject;
    this.seen = seen;
    this.random = randomFrom(seed);
    this.#waiting = [...meanwhile];
  }

  async commit(sketches: readonly Sketch[]): Promise<void> {
    const drafts = sketches.map((sketch) => tell(this.company, sketch));
    const { systemTime } = await this.#subject.committer.commit(this.#tenant, 'test', drafts);
    this.truth.state(drafts, systemTime);
  }

  /** Asks what names its moments, so that the answer must stay the same whatever is written meanwhile. */
  async ask<Data>(text: string, variables: Readonly<Record<string, unknown>>): Promise<Data> {
    this.#questions += 1;
    if (this.#questions % QUESTIONS_PER_COMMIT === 0) this.#writeOn();
    const answer = await this.#query(text, variables);
    expect(answer.errors, JSON.stringify(variables)).toBeUndefined();
    if (this.random() < 1 / REPEATED) this.#asked.push({ text, variables, body: JSON.stringify(answer.data) });
    return answer.data as Data;
  }

  /** Asks again what was asked before, and wants the same bytes. */
  async expectSameAnswers(): Promise<void> {
    await this.#writing;
    for (const { text, variables, body } of this.#asked) {
      const answer = await this.#query(text, variables);
      expect(JSON.stringify(answer.data), JSON.stringify({ text, variables })).toBe(body);
      this.seen.count('repeated answers');
    }
  }

  /** A moment among those that were written so far: often at a bound or just beside one, at times of what lies ahead. */
  moment(): Moment {
    const moment = this.pick(pickMoments(this.truth, 2, this.random));
    const ahead = this.truth.bounds().valid.filter((at) => at > moment.systemTime);
    return ahead.length > 0 && this.random() < 0.35 ? { ...moment, validTime: this.pick(ahead) } : moment;
  }

  /** A moment at which the subject is visible; undefined when none is found. */
  momentOf(id: Id): Moment | undefined {
    const moments = [...pickMoments(this.truth, 20, this.random), ...this.#cornersOf(id)];
    return moments.find((moment) => this.truth.at(id, moment) !== null);
  }

  /** A moment at a bound of the subject's, or just beside one, at which it is visible. */
  momentNear(id: Id): Moment | undefined {
    const moments = pickMoments({ bounds: () => this.truth.bounds(id) }, 10, this.random);
    return moments.find((moment) => this.truth.at(id, moment) !== null) ?? this.momentOf(id);
  }

  /** A moment as {@link moment} has it, or one at the bounds of a subject, which may not be visible then. */
  momentAbout(id: Id): Moment {
    return this.random() < 0.5
      ? this.moment()
      : this.pick(pickMoments({ bounds: () => this.truth.bounds(id) }, 2, this.random));
  }

  at<Values extends Stated>(id: Id, moment: Moment): Values | null {
    return this.truth.at(id, moment) as Values | null;
  }

  /** The entities of a type, in the order of their ids. */
  entitiesOf(type: string): EntityRef[] {
    return this.company.entities.filter((entity) => entity.type === type).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.random() * choices.length)] as T;
  }

  /** A whole number from `min` to `max`. */
  between(min: number, max: number): number {
    return min + Math.floor(this.random() * (max - min + 1));
  }

  /** Who did not answer has told no untruth, and may well do so on a small machine that plans a statement anew. */
  async #query(text: string, variables: Readonly<Record<string, unknown>>): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.#subject.query(text, { tenant: this.#tenant, variables });
      const isLate = answer.errors?.every(({ extensions }) => extensions?.category === 'unavailable');
      if (!isLate || attempt === ATTEMPTS_MAX) return answer;
    }
  }

  #writeOn(): void {
    const sketches = this.#waiting.shift();
    if (!sketches) return;
    this.#writing = this.#writing.then(async () => {
      await this.commit(sketches);
      this.seen.count('commits while reading');
    });
  }

  #cornersOf(id: Id): Moment[] {
    const { valid, system } = this.truth.bounds(id);
    return system.flatMap((systemTime) => valid.map((validTime) => ({ validTime, systemTime })));
  }
}

/** A moment as the argument `at`, `from` or `to`. */
export const asOf = ({ validTime, systemTime }: Moment) => ({
  validTime: formatInstant(validTime),
  systemTime: formatInstant(systemTime),
});
