-- Makes what Asof connects as and to. PostgreSQL's image runs this once, as the superuser, when the data directory is
-- new; an unset password is a syntax error, and ends it.
\getenv owner_password ASOF_OWNER_PASSWORD
\getenv app_password ASOF_APP_PASSWORD
\getenv vectors_password ASOF_VECTORS_PASSWORD

CREATE ROLE asof_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE asof_app LOGIN PASSWORD :'app_password';
CREATE ROLE asof_vectors LOGIN PASSWORD :'vectors_password';

-- Records and ledger: the owner migrates; the application reads and writes what the migrations grant it.
CREATE DATABASE asof OWNER asof_owner;
REVOKE ALL ON DATABASE asof FROM PUBLIC;
GRANT CONNECT ON DATABASE asof TO asof_app;

-- Vectors: a role of their own, which cannot open the records.
CREATE DATABASE asof_vectors OWNER asof_vectors;
REVOKE ALL ON DATABASE asof_vectors FROM PUBLIC;
REVOKE ALL ON DATABASE postgres FROM PUBLIC;

-- Only a superuser may bring in the extension.
\connect asof_vectors
CREATE EXTENSION vector;
