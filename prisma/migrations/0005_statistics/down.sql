DO $$
BEGIN
  IF current_setting('server_version_num')::integer >= 170000 THEN
    EXECUTE 'REVOKE MAINTAIN ON customer_version, equipment_version, driver_version, load_version, invoice_version, other_entity_version FROM asof_app';
  END IF;
END
$$;
