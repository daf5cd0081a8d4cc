DROP TABLE id_map;
DROP TABLE entity;
DROP FUNCTION micros(timestamptz);
DROP FUNCTION instant(bigint);
DROP EXTENSION IF EXISTS btree_gist;
