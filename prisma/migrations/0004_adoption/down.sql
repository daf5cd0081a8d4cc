-- Takes away what 0004 made. Nodes without a record lose their versions here; the graph keeps its own.
DROP FUNCTION ledger.read_adoption, ledger.close_adoption, ledger.save_adoption, ledger.open_adoption,
  ledger.adoption_bootstrap;
DROP TABLE ledger.adoption;
-- By their beginnings, for there may be summaries now that are longer than an entry of an index.
CREATE INDEX other_entity_version_summary ON other_entity_version (tenant, left(summary, 500), uuid_send(id));
DROP TABLE node_version;
