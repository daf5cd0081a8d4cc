// The guard of generated Cypher: each pattern gets its condition, and what is not recognised is refused.
import { describe, expect, it } from 'vitest';
import { guard } from '../../../../stores/neo4j/explore/guard.ts';
import type { Elements, Rule } from '../../../../stores/neo4j/explore/rules.ts';

const rule = (name: string): Rule => ({
  name,
  condition: (v) => `seen(${v})`,
  reached: (v) => `reached(${v})`,
  virtual: { asof_end: (v) => `endOf(${v})` },
});
const elements: Elements = {
  nodes: { Thing: { ...rule('Thing'), index: 'Thing(key)' } },
  relationships: { TIE: rule('TIE'), TIE_AT: rule('TIE') },
};
const guarded = (statement: string): string => guard(statement, elements);

describe('the guard', () => {
  it.each([
    ['MATCH (a:Thing) WHERE a.x = 1', 'MATCH (a:Thing WHERE seen(a)) WHERE a.x = 1'],
    ['MATCH (a:Thing)\nWITH *', 'MATCH (a:Thing WHERE seen(a))\nUSING INDEX a:Thing(key)\nWITH *'],
    [
      'MATCH (a:Thing) CALL (a) { MATCH (a)<-[r:TIE_AT]-(b:Thing) }',
      'MATCH (a:Thing WHERE seen(a)) CALL (a) { MATCH (a)<-[r:TIE WHERE seen(r)]-(b:Thing WHERE reached(b)) }',
    ],
    [
      'MATCH (a:Thing) WHERE EXISTS { MATCH (a)-[:TIE]->(b:Thing) }',
      'MATCH (a:Thing WHERE seen(a)) WHERE EXISTS { MATCH (a)-[asof1:TIE WHERE seen(asof1)]->(b:Thing WHERE reached(b)) }',
    ],
    [
      'MATCH (a:Thing) WHERE single(b IN [(a)-[:TIE]->(b:Thing) WHERE b.x = 1 | 1] WHERE true)',
      'MATCH (a:Thing WHERE seen(a)) WHERE single(b IN [(a)-[asof1:TIE WHERE seen(asof1)]->(b:Thing WHERE reached(b)) WHERE b.x = 1 | 1] WHERE true)',
    ],
    ['MATCH (a:Thing) RETURN a { end: a.asof_end }', 'MATCH (a:Thing WHERE seen(a)) RETURN a { end: (endOf(a)) }'],
    ["MATCH (a:Thing) RETURN '(x:Other)-->'", "MATCH (a:Thing WHERE seen(a)) RETURN '(x:Other)-->'"],
    [
      'MATCH (a:Thing) RETURN a { SET: a.x, asof_end: 1 }',
      'MATCH (a:Thing WHERE seen(a)) RETURN a { SET: a.x, asof_end: 1 }',
    ],
  ])('turns %s', (statement, expected) => {
    expect(guarded(statement)).toBe(expected);
  });

  it.each([
    'MATCH (a:Other)',
    'MATCH (a)',
    'MATCH ()',
    'MATCH (a:Thing:Other)',
    'MATCH (a:Thing|Other)',
    'MATCH (a:Thing {x: 1})',
    'MATCH (a:Thing), (b)',
    'MATCH (a:Thing)-->(b:Thing)',
    'MATCH (a:Thing)--(b:Thing)',
    'MATCH (a:Thing)-[r]->(b:Thing)',
    'MATCH (a:Thing)-[r:OTHER]->(b:Thing)',
    'MATCH (a:Thing)-[r:TIE|OTHER]->(b:Thing)',
    'MATCH (a:Thing)-[:TIE*1..3]->(b:Thing)',
    'MATCH (a:Thing)-[:TIE]->(b)',
    'MATCH (b)-[:TIE]->(a:Thing)',
    'MATCH (a:`Thing`)',
    'MATCH (a:Thing) RETURN a.asof_other',
    'MATCH (a:Thing) RETURN b.asof_end',
    'MATCH (a:Thing) RETURN $asofTenant',
    'MATCH (a:Thing) SET a.x = 1',
    'MATCH (a:Thing) DELETE a',
    'CREATE (a:Thing)',
    'CALL db.labels() YIELD label RETURN label',
    'CALL db.index.fulltext.queryNodes("x", "y") YIELD node',
    "MATCH (a:Thing) RETURN 'x' // comment",
    'CALL dbms.components() YIELD versions, edition UNWIND versions AS version RETURN version, edition UNION MATCH (a) RETURN a',
  ])('refuses %s', (statement) => {
    expect(() => guarded(statement)).toThrow(/does not know/);
  });
});
