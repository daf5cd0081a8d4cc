// Where the demo keeps what was learned: facts, and the episodes (notes, e-mails, reports) from which they were.
import type { Id } from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';
import { demoId } from './ids.ts';
import { type Cells, type Period, Table } from './table.ts';

export interface Named {
  readonly type: string;
  readonly id: Id;
}

export interface EpisodeText {
  readonly name: string;
  readonly source: 'message' | 'text';
  readonly sourceDescription: string;
  readonly content: string;
}

/** A fact that was stated, to be ended or retracted later. */
export interface StatedFact {
  end(from: Instant, known: Instant): void;
  retract(known: Instant): void;
}

export class Learned {
  readonly facts = new Table('Fact', 'facts.jsonl', ['name', 'fact', 'subject', 'object', 'episodes']);
  readonly episodes = new Table('Episode', 'episodes.jsonl', [
    'name',
    'source',
    'sourceDescription',
    'content',
    'mentions',
  ]);
  readonly #seed: number;
  #factCount = 0;
  #episodeCount = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** Keeps an episode that was written at an instant and became known at another; returns its id. */
  episode(at: Instant, known: Instant, text: EpisodeText, mentions: readonly Named[]): Id {
    this.#episodeCount += 1;
    const id = demoId(this.#seed, 'Episode', this.#episodeCount);
    this.episodes.state(id, { from: at, known }, { ...text, mentions: mentions.map(keyOf) });
    return id;
  }

  fact(
    name: string,
    sentence: string,
    [subject, object]: readonly [Named, Named],
    period: Period,
    episodes: readonly Id[] = [],
  ): StatedFact {
    this.#factCount += 1;
    const id = demoId(this.#seed, 'Fact', this.#factCount);
    const ends: Cells = { subject: keyOf(subject), object: keyOf(object) };
    this.facts.state(id, period, { name, fact: sentence, ...ends, episodes: episodes.length > 0 ? episodes : null });
    return {
      end: (from, known) => this.facts.end(id, { from, known }, ends),
      retract: (known) => this.facts.retract(id, known, ends),
    };
  }
}

const keyOf = ({ type, id }: Named): string => `${type}:${id}`;
