// What of the graph a request may see through generated Cypher: a rule for each label and relationship type, and
// properties that are not stored but worked out, such as bounds as they were known at the moment.

type Expression = (variable: string) => string;

/** The condition on one kind of element, and its properties that are worked out. */
export interface Rule {
  /** The label or relationship type in the graph. */
  readonly name: string;
  readonly condition: Expression;
  /** The condition on a node at the end of a relationship that has been guarded itself. */
  readonly reached: Expression;
  readonly virtual: Readonly<Record<string, Expression>>;
  /** The index that gives nodes in the order of their keys, for those who ask for all of them. */
  readonly index?: string;
}

export interface Elements {
  /** By the label that generated Cypher names. */
  readonly nodes: Readonly<Record<string, Rule>>;
  /** By the type that generated Cypher names: of one type in the graph there are several views. */
  readonly relationships: Readonly<Record<string, Rule>>;
}

/** The parameters that the conditions read. */
export const GUARD_PARAMETERS = {
  tenant: 'asofTenant',
  group: 'asofGroup',
  validTime: 'asofValidTime',
  systemTime: 'asofSystemTime',
  dead: 'asofDead',
  openEnd: 'asofOpenEnd',
} as const;

const { tenant, group, validTime, systemTime, dead, openEnd } = GUARD_PARAMETERS;

const ofTenant: Expression = (v) => `${v}.tenant = $${tenant}`;

/**
 * Known at the moment's system time: what a pending commit writes is not, and what a dead one wrote never was. The sum
 * keeps the planner from an index by which it would read all of a tenant, again for each element that leads here.
 */
const known: Expression = (v) =>
  `${ofTenant(v)} AND ${v}.systemFrom + 0 <= $${systemTime} AND NOT ${v}.systemFrom IN $${dead}`;

/** Of what is known: whether it is visible at the moment. */
const visible: Expression = (v) =>
  `${v}.validFrom <= $${validTime} AND $${validTime} < ${v}.validTo ` +
  `AND $${systemTime} < CASE WHEN ${v}.systemTo IN $${dead} THEN $${openEnd} ELSE ${v}.systemTo END`;

const knownAndVisible: Expression = (v) => `${known(v)} AND ${visible(v)}`;

/** All properties of an index have to be asked for, if only to be there, or it does not serve. */
const indexed =
  (...properties: readonly string[]): Expression =>
  (v) =>
    properties.map((property) => `${v}.${property} IS NOT NULL`).join(' AND ');

/** An open end is null, and so is an end that was learned after the moment or set by a dead commit. */
const bounds = {
  asof_valid_to: (v: string) => `CASE WHEN ${v}.validTo < $${openEnd} THEN ${v}.validTo END`,
  asof_system_to: (v: string) =>
    `CASE WHEN ${v}.systemTo <= $${systemTime} AND NOT ${v}.systemTo IN $${dead} THEN ${v}.systemTo END`,
  asof_visible: visible,
};

/** An anchor has no bounds: it is there once something of it is known, and is where something known leads. */
const anchor: Rule = {
  name: 'AsofEntity',
  condition: (v) =>
    `${ofTenant(v)} AND ${indexed('id')(v)} ` +
    `AND (EXISTS { (${v})-[:VERSION]->(${v}_v:AsofVersion WHERE ${known(`${v}_v`)}) } ` +
    `OR EXISTS { (${v})-[${v}_f:FACT WHERE ${known(`${v}_f`)}]-() })`,
  reached: ofTenant,
  virtual: {
    asof_name: (v) =>
      `head(COLLECT { MATCH (${v})-[:VERSION]->(${v}_n:AsofVersion WHERE ${knownAndVisible(`${v}_n`)}) ` +
      `RETURN ${v}_n.name })`,
  },
};

/** Nodes with bounds, found by the index that has their keys and gives them in order. */
const bounded = (name: string, id: string): Rule => ({
  name,
  condition: (v) => `${known(v)} AND ${indexed(id, 'validFrom', 'systemFrom')(v)}`,
  reached: known,
  virtual: bounds,
  index: `${name}(tenant, ${id}, validFrom, systemFrom)`,
});

/** Relationships are always reached from a node, and lead to one that is guarded, too. */
const relationship = (name: string, condition: Expression, virtual: Rule['virtual'] = {}): Rule => ({
  name,
  condition,
  reached: condition,
  virtual,
});

const ofGroup: Expression = (v) => `${v}.group_id = $${group}`;

/** A time of Graphiti's in µs; null where it is none, or outside the years that instants have. */
const time =
  (property: string): Expression =>
  (v) =>
    `head([t IN [CASE WHEN ${v}.${property} IS :: ZONED DATETIME NOT NULL ` +
    `THEN ${v}.${property}.epochSeconds * 1000000 + ${v}.${property}.microsecond END] WHERE abs(t) < $${openEnd}])`;

const raw = (name: string, times: readonly string[]): Rule => ({
  ...relationship(name, ofGroup),
  virtual: Object.fromEntries(times.map((property) => [`asof_${property}`, time(property)])),
});

const rawEntity = raw('Entity', ['created_at']);

/** The rules of Asof's record and of Graphiti's own part of the graph. */
export const ELEMENTS: Elements = {
  nodes: {
    AsofEntity: anchor,
    AsofVersion: bounded('AsofVersion', 'entity'),
    AsofEpisode: bounded('AsofEpisode', 'id'),
    Entity: {
      ...rawEntity,
      virtual: { ...rawEntity.virtual, asof_labels: (v) => `[l IN labels(${v}) WHERE l <> 'Entity']` },
    },
    Episodic: raw('Episodic', ['created_at', 'valid_at']),
    Community: raw('Community', ['created_at']),
  },
  relationships: {
    VERSION: relationship('VERSION', () => 'true'),
    VERSION_AT: relationship('VERSION', (v) => visible(`endNode(${v})`)),
    FACT: relationship('FACT', known, bounds),
    FACT_AT: relationship('FACT', knownAndVisible, bounds),
    MENTION: relationship('MENTION', ofTenant),
    MENTION_AT: relationship('MENTION', (v) => `${ofTenant(v)} AND ${visible(`startNode(${v})`)}`),
    RELATES_TO: raw('RELATES_TO', ['created_at', 'expired_at', 'valid_at', 'invalid_at', 'reference_time']),
    MENTIONS: raw('MENTIONS', ['created_at']),
    HAS_MEMBER: raw('HAS_MEMBER', ['created_at']),
  },
};
