// What the database holds, from the store's own counts: nodes in all, Asof's migrations, Graphiti's nodes, and labels.
MATCH (n)
WITH count(n) AS nodes
CALL () {
  MATCH (m:AsofMigration)
  RETURN count(m) AS migrations
}
CALL () {
  MATCH (e:Entity)
  RETURN count(e) AS entities
}
CALL () {
  CALL db.labels() YIELD label
  RETURN collect(label) AS labels
}
RETURN nodes AS nodes, migrations AS migrations, entities AS entities, labels AS labels
