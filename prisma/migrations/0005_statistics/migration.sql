-- The app may refresh the planner's statistics: after a bulk load into a new tenant they say that the tenant has no rows,
-- and every index that begins with the tenant then looks as good as the right one. Before PostgreSQL 17 there is no
-- such privilege, and autovacuum does it a little later.
DO $$
BEGIN
  IF current_setting('server_version_num')::integer >= 170000 THEN
    EXECUTE 'GRANT MAINTAIN ON customer_version, equipment_version, driver_version, load_version, invoice_version, other_entity_version TO asof_app';
  END IF;
END
$$;
