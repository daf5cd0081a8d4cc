// Reads episodes: by their ids, and those that mention an entity.
import type { EntityRef } from '../../core/commit.ts';
import type { Id } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import type { EpisodeVersion, GraphReads, ReadScope } from '../../core/reads.ts';
import { boundsKnownAt } from '../../core/visibility.ts';
import type { Rectangle } from '../../core/window.ts';
import type { Neo4jClient } from './client.ts';
import { pageOf } from './fact-rows.ts';
import { loadQuery } from './queries.ts';
import { momentKey, positionBounds, readEach, validSpans } from './read-each.ts';

const READ_EPISODES = loadQuery('graph/read-episodes');
const READ_MENTIONS = loadQuery('graph/read-mentions');

interface EpisodeRow extends Rectangle {
  readonly id: Id;
  readonly name: string;
  readonly source: string;
  readonly sourceDescription: string;
  readonly content: string;
  readonly mentionIds: readonly Id[];
  readonly mentionTypes: readonly string[];
}

export function episodeReads(client: Neo4jClient): Pick<GraphReads, 'episodes' | 'mentions'> {
  return {
    async episodes(scope, keys) {
      const rows = await readEach<{ index: number; episode: EpisodeRow }>(
        client,
        READ_EPISODES,
        scope,
        keys.map(momentKey),
      );
      return keys.map(({ moment }, index) => {
        const row = rows.get(index);
        return row ? toEpisode(row.episode, scope, moment.systemTime) : null;
      });
    },

    async mentions(scope, first, keys) {
      const rows = await readEach<{ index: number; episodes: readonly EpisodeRow[] }>(
        client,
        READ_MENTIONS,
        scope,
        keys.map(({ id, moment, after }) => ({
          ...momentKey({ id, moment }),
          ...positionBounds(after, 'DESC'),
          ...validSpans(moment, 'VISIBLE', after, 'DESC'),
        })),
        { limit: first + 1 },
      );
      return keys.map(({ moment }, index) =>
        pageOf(rows.get(index)?.episodes, first, (row) => toEpisode(row, scope, moment.systemTime)),
      );
    },
  };
}

function toEpisode(row: EpisodeRow, scope: ReadScope, systemTime: Instant): EpisodeVersion {
  const { id, name, source, sourceDescription, content, mentionIds, mentionTypes } = row;
  const mentions = mentionIds.map((mentioned, n): EntityRef => ({ id: mentioned, type: mentionTypes[n] ?? '' }));
  const version: EpisodeVersion = {
    id,
    validFrom: row.validFrom,
    validTo: row.validTo,
    systemFrom: row.systemFrom,
    systemTo: row.systemTo,
    values: { name, source, sourceDescription, content, mentions },
  };
  return boundsKnownAt(version, systemTime, scope.dead);
}
