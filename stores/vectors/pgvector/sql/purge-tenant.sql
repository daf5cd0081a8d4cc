-- Everything of a tenant.
-- $1 tenant
DELETE FROM vectors.point WHERE tenant = $1
