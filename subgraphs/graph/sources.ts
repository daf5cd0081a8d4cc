// What resolvers of the graph subgraph hand to each other: versions, and the moments at which they lead on.
import type { Moment } from '../../core/moment.ts';
import type { Count, EpisodeVersion, FactDifference, FactPath, FactVersion } from '../../core/reads.ts';
import type { Connection, Edge } from '../kit/connection.ts';
import type { EntitySource } from '../kit/entities.ts';

/** A fact and the moment at which its subject, object, episodes and history are read. */
export interface FactSource {
  readonly moment: Moment;
  readonly version: FactVersion;
}

export interface EpisodeSource {
  readonly moment: Moment;
  readonly version: EpisodeVersion;
}

export interface FactConnectionSource extends Connection<Edge<FactSource>> {
  /** How many there are on all pages together: a store call. */
  readonly count: () => Promise<Count>;
}

export interface FactDiffSource {
  readonly from: Moment;
  readonly to: Moment;
  readonly difference: FactDifference;
}

export interface NeighborEdgeSource extends Edge<EntitySource> {
  readonly distance: number;
  readonly via: FactSource;
}

export interface NeighborConnectionSource extends Connection<NeighborEdgeSource> {
  readonly truncated: boolean;
}

export interface PathSource {
  readonly moment: Moment;
  readonly path: FactPath;
}
