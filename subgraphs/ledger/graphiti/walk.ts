// Walks through what Graphiti made, from the newest back to an instant, a page at a time.
import type { Tenant } from '../../../core/ids.ts';
import type { Instant } from '../../../core/instant.ts';
import type { GraphitiRecent, RecentElement, RecentKind } from '../../../stores/neo4j/graphiti-recent.ts';

export interface WalkPage {
  readonly kind: RecentKind;
  readonly elements: readonly RecentElement[];
}

export class Walk {
  readonly kind: RecentKind;
  readonly #limit: number;
  #after: RecentElement | null = null;

  constructor(kind: RecentKind, limit: number) {
    this.kind = kind;
    this.#limit = limit;
  }

  /** The page at which the walk stands; the same again until it goes on. */
  async page(recent: GraphitiRecent, tenant: Tenant, since: Instant): Promise<WalkPage> {
    const range = { since, after: this.#after, limit: this.#limit };
    return { kind: this.kind, elements: await recent.list(tenant, this.kind, range) };
  }

  /** Whether a page is not the last one. */
  isFull({ elements }: WalkPage): boolean {
    return elements.length >= this.#limit;
  }

  /** Goes on after a page; after the last one, back to the newest. */
  goOn(page: WalkPage): void {
    this.#after = this.isFull(page) ? (page.elements.at(-1) ?? null) : null;
  }
}
