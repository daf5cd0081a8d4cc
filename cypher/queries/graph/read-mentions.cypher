// One page of episodes that mention each key's entity, visible at its moment, newest first by validFrom. As with facts,
// those that were stated ahead of time are sought apart.
UNWIND $keys AS key
CALL (key) {
  CALL (key) {
    MATCH (p)-[m:MENTION]->()
    USING INDEX SEEK m:MENTION(tenant, entity, validFrom, episode)
    WHERE m.tenant = $tenant AND m.entity = key.id
      AND m.validFrom >= key.from AND m.validFrom <= key.to AND m.episode IS NOT NULL
      AND CASE WHEN m.validFrom = key.afterAt THEN m.episode > key.afterId AND m.episode < key.beforeId ELSE true END
      // part: episode-conditions
    RETURN m, p ORDER BY m.tenant DESC, m.entity DESC, m.validFrom DESC, m.episode DESC LIMIT $limit
  UNION ALL
    MATCH (p)-[m:MENTION]->()
    USING INDEX SEEK m:MENTION(tenant, entity, aheadFrom, episode)
    WHERE m.tenant = $tenant AND m.entity = key.id
      AND m.aheadFrom >= key.aheadFrom AND m.aheadFrom <= key.aheadTo AND m.episode IS NOT NULL
      AND CASE WHEN m.validFrom = key.afterAt THEN m.episode > key.afterId AND m.episode < key.beforeId ELSE true END
      // part: episode-conditions
    RETURN m, p ORDER BY m.tenant DESC, m.entity DESC, m.aheadFrom DESC, m.episode DESC LIMIT $limit
  }
  WITH m, p ORDER BY m.validFrom DESC, m.episode DESC LIMIT $limit
  RETURN collect(
    // part: episode-row
  ) AS episodes
}
RETURN key.index AS index, episodes
