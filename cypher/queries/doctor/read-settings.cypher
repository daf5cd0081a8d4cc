// Settings that decide who gets in and how many.
SHOW SETTINGS YIELD name, value
WHERE name IN ['dbms.security.auth_enabled', 'server.bolt.thread_pool_max_size']
RETURN name AS name, value AS value
