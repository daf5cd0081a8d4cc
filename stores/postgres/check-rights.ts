// What the application's role may do in a database that was migrated: read and write its tables, call the ledger, and
// see no tenant but its own.
import type { StoreReport } from '../../core/store-report.ts';
import { quoteIdentifier, type Visit } from '../check/postgres-login.ts';

interface Rights {
  /** Tables that the role may not write, or not read. */
  readonly forbidden: string[];
  /** Tables of tenants without row-level security. */
  readonly open: string[];
  /** Tables that belong to the role: their owner is under no policy. */
  readonly owned: string[];
  readonly ledger: boolean;
}

const SHOWN_MAX = 3;

/** Says nothing of a database that was not migrated: the migrations grant all of it. */
export async function checkAppRights({ role, ask }: Visit, report: StoreReport): Promise<void> {
  const [row] = await ask<Rights>(`WITH ours AS (
      SELECT c.oid, c.relname, c.relrowsecurity AS guarded, c.relowner
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant' AND NOT a.attisdropped
      WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace)
    SELECT
      ARRAY(SELECT relname::text FROM ours WHERE NOT (has_table_privilege(oid, 'SELECT')
        AND has_table_privilege(oid, 'INSERT') AND has_table_privilege(oid, 'UPDATE')
        AND has_table_privilege(oid, 'DELETE')) ORDER BY 1) AS forbidden,
      ARRAY(SELECT relname::text FROM ours WHERE NOT guarded ORDER BY 1) AS open,
      ARRAY(SELECT relname::text FROM ours WHERE pg_has_role(current_user, relowner, 'USAGE') ORDER BY 1) AS owned,
      coalesce(has_schema_privilege(to_regnamespace('ledger')::oid, 'USAGE'), false) AS ledger
    FROM (SELECT to_regclass('public.asof_migration') AS history) m WHERE m.history IS NOT NULL`);
  if (!row) return;
  const name = quoteIdentifier(role);
  if (row.owned.length > 0) {
    report.fault('rights', {
      found: `${role} owns ${some(row.owned)}: row-level security does not hold for a table’s owner`,
      remedy: 'Name the application’s role in DATABASE_URL and the owner in DATABASE_OWNER_URL alone.',
      command: 'DATABASE_URL=postgres://asof_app:…@host/asof',
    });
  } else if (row.open.length > 0) {
    report.fault('rights', {
      found: `row-level security is off for ${some(row.open)}: nothing keeps tenants apart there`,
      remedy: 'Turn it on again, as the owner:',
      command: row.open.map((table) => `ALTER TABLE ${quoteIdentifier(table)} ENABLE ROW LEVEL SECURITY;`).join(' '),
    });
  } else if (row.forbidden.length > 0 || !row.ledger) {
    report.fault('rights', {
      found: `${role} may not read and write ${row.forbidden.length > 0 ? some(row.forbidden) : 'the ledger'}`,
      remedy: 'Make it a member of asof_app, to which the migrations grant what is needed:',
      command: `GRANT asof_app TO ${name};`,
    });
  } else report.ok('rights', `${role} may read and write what is Asof’s, under row-level security`);
}

function some(names: readonly string[]): string {
  const more = names.length - SHOWN_MAX;
  return `${names.slice(0, SHOWN_MAX).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
