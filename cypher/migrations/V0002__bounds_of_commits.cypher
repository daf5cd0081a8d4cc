// Finds what one commit wrote and ended, whoever undoes it: a process that recovers after a crash knows nothing of a
// commit but its system time.

CREATE INDEX asof_version_system_from IF NOT EXISTS
FOR (n:AsofVersion) ON (n.tenant, n.systemFrom);

CREATE INDEX asof_version_system_to IF NOT EXISTS
FOR (n:AsofVersion) ON (n.tenant, n.systemTo);

CREATE INDEX asof_fact_system_from IF NOT EXISTS
FOR ()-[f:FACT]-() ON (f.tenant, f.systemFrom);

CREATE INDEX asof_fact_system_to IF NOT EXISTS
FOR ()-[f:FACT]-() ON (f.tenant, f.systemTo);

CREATE INDEX asof_episode_system_from IF NOT EXISTS
FOR (n:AsofEpisode) ON (n.tenant, n.systemFrom);

CREATE INDEX asof_episode_system_to IF NOT EXISTS
FOR (n:AsofEpisode) ON (n.tenant, n.systemTo);
