// How much Graphiti's part of a tenant's graph holds, and how much of it has no uuid to be known by.
CALL () {
  MATCH (n:Entity)
  USING INDEX n:Entity(group_id)
  WHERE n.group_id = $group
  RETURN count(n) AS nodes, count(CASE WHEN n.uuid IS :: STRING NOT NULL THEN null ELSE 1 END) AS nodesUnnamed
}
CALL () {
  MATCH (p:Episodic)
  USING INDEX p:Episodic(group_id)
  WHERE p.group_id = $group
  RETURN count(p) AS episodes, count(CASE WHEN p.uuid IS :: STRING NOT NULL THEN null ELSE 1 END) AS episodesUnnamed
}
CALL () {
  MATCH ()-[e:RELATES_TO]->()
  USING INDEX e:RELATES_TO(group_id)
  WHERE e.group_id = $group
  RETURN count(e) AS edges, count(CASE WHEN e.uuid IS :: STRING NOT NULL THEN null ELSE 1 END) AS edgesUnnamed
}
RETURN nodes, episodes, edges, nodesUnnamed + episodesUnnamed + edgesUnnamed AS unnamed
