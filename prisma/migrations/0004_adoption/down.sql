-- Takes away what 0004 made. Nodes without a record lose their versions here; the graph keeps its own.
DROP FUNCTION ledger.read_adoption, ledger.close_adoption, ledger.save_adoption, ledger.open_adoption,
  ledger.adoption_bootstrap;
DROP TABLE ledger.adoption;
DROP TABLE node_version;
