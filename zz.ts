import { openPostgres } from './stores/postgres/store.ts';
import { PostgresClients } from './stores/postgres/client.ts';
import { versionsStatement } from './stores/postgres/reads.ts';
import { listSql } from './stores/postgres/list.ts';
import { registry } from './core/entity-types.ts';
import { newId } from './core/ids.ts';
import { OPEN_END } from './core/instant.ts';
const url = 'postgres://pgwork_app:dev@127.0.0.1:55432/pgwork';
const s = await openPostgres({ url, ownerUrl: 'postgres://pgwork_owner:dev@127.0.0.1:55432/pgwork' }); const c = new PostgresClients({ url });
const tenant = ('bench-' + newId()) as any; const load = registry.get('Load');
let ids: any[] = [];
for (let b = 0; b < 4; b++) {
  const batch = Array.from({ length: 5000 }, () => newId()); ids.push(...batch);
  const { systemTime, dead } = await s.ledger.open(tenant, batch, 'x');
  const changes = batch.map((id, i) => ({ kind: 'entity' as const, entity: { type: 'Load', id }, validFrom: (1_700_000_000_000_000 + i) as any, validTo: OPEN_END, systemTime, values: { fields: { reference: `L${i}`, origin: 'Chicago', destination: 'Dallas', commodity: 'furniture', status: 'x' + (i % 5), rate: '1234.50', weightKg: i, distanceKm: 100, customer: batch[0]!, pickupAt: 1_700_000_000_123_456 }, attributes: null } }));
  const t = performance.now(); await s.participant.apply({ tenant, systemTime, dead, changes }); const dt = performance.now() - t;
  await s.ledger.settle(tenant, systemTime, 'committed'); console.log('bulk insert', (5000 / dt * 1000) | 0, '/s');
  if (b === 1) { const o = await s.ledger.open(tenant, batch, 'y'); const t = performance.now(); await s.participant.apply({ tenant, ...o, changes: changes.map((x) => ({ ...x, systemTime: o.systemTime })) }); console.log('bulk update (close + insert)', (5000 / (performance.now() - t) * 1000) | 0, 'entities/s'); await s.ledger.settle(tenant, o.systemTime, 'committed'); }
}
const { validTime } = await s.now.read(tenant); const moment = { validTime, systemTime: validTime };
for (const k of [1, 50]) {
  const a: Record<string, number[]> = { pg: [], prisma: [] };
  for (let i = 0; i < 600; i++) {
    const keys = Array.from({ length: k }, () => ({ id: ids[Math.floor(Math.random() * ids.length)], moment }));
    const st = versionsStatement({ tenant, dead: new Set() }, load, keys);
    let t = performance.now(); await c.query(tenant, st); if (i > 99) a.pg!.push(performance.now() - t);
    t = performance.now(); await c.prisma(tenant, (p) => p.$queryRawUnsafe(st.text, ...st.values)); if (i > 99) a.prisma!.push(performance.now() - t);
  }
  for (const [n, v] of Object.entries(a)) { v.sort((x, y) => x - y); console.log('k', k, n, 'p50', v[250]!.toFixed(2), 'p90', v[450]!.toFixed(2)); }
}
for (const order of [[], [{ field: 'status', direction: 'ASC' }], [{ field: 'weightKg', direction: 'DESC' }]] as any) { const v: number[] = []; for (let i = 0; i < 60; i++) { const t = performance.now(); await s.reads.list({ tenant, dead: new Set() }, load, { moment, filter: null, order, first: 20, after: null }); v.push(performance.now() - t); } v.sort((x, y) => x - y); console.log('list', JSON.stringify(order), v[30]!.toFixed(2)); }
const t0 = performance.now(); let n = 0; await Promise.all(Array.from({ length: 8 }, async () => { for (let i = 0; i < 100; i++) { const o = await s.ledger.open(tenant, [newId()], 'z'); await s.ledger.settle(tenant, o.systemTime, 'committed'); n++; } })); console.log('ledger', (n / (performance.now() - t0) * 1000) | 0, 'commits/s from 8');
await s.participant.purge(tenant); await s.close(); await c.close();
