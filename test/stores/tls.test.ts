// The stores themselves over TLS: to a server that is verified, and to one that must not be believed.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTenant } from '../../core/ids.ts';
import { openNeo4j } from '../../stores/neo4j/store.ts';
import { PostgresClients } from '../../stores/postgres/client.ts';
import { migratePostgres } from '../../stores/postgres/migrate.ts';
import { openPostgres } from '../../stores/postgres/store.ts';
import { migrateVectors } from '../../stores/vectors/migrate.ts';
import {
  type BrokenPostgres,
  type Certificate,
  type Door,
  encryptedDoor,
  makeCertificate,
  startBreakablePostgres,
} from '../support/broken-stores.ts';
import { storeVariable } from '../support/stack.ts';

const tenant = parseTenant('test-tls');
let server: BrokenPostgres;
let certificate: Certificate;
let other: Certificate;
let door: Door;

beforeAll(async () => {
  server = await startBreakablePostgres();
  certificate = makeCertificate(server.directory, 'DNS:localhost,IP:127.0.0.1');
  other = makeCertificate(server.directory, 'DNS:localhost');
  await server.admin(`ALTER SYSTEM SET ssl = on; ALTER SYSTEM SET ssl_cert_file = '${certificate.certFile}';
    ALTER SYSTEM SET ssl_key_file = '${certificate.keyFile}'; SELECT pg_reload_conf(); SELECT pg_sleep(0.3)`);
  door = await encryptedDoor(certificate, new URL(storeVariable('NEO4J_URI')));
});

afterAll(async () => {
  await door?.close();
  await server?.stop();
});

const verified = (url: string, { certFile }: Certificate): string =>
  `${url}?sslmode=verify-full&sslrootcert=${certFile}`;

describe('PostgreSQL', () => {
  it('migrates, reads and follows over TLS, by address as by name', async () => {
    const ownerUrl = verified(server.ownerUrl.replace('127.0.0.1', 'localhost'), certificate);
    const url = verified(server.appUrl, certificate);
    const store = await openPostgres({ url, ownerUrl });
    try {
      expect((await store.now.read(tenant)).warning).toBeNull();
    } finally {
      await store.close();
    }
    const clients = new PostgresClients({ url });
    const text = 'SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()';
    expect(await clients.query(tenant, { text, values: [] })).toEqual([{ ssl: true, version: 'TLSv1.3' }]);
    await clients.close();
  });

  it('sends nothing to a server whose certificate another CA signed', async () => {
    await expect(migratePostgres({ ownerUrl: verified(server.ownerUrl, other) })).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
    });
  });
});

describe('the vector store', () => {
  it('is refused as unavailable when its certificate, its password or its encryption is wrong', async () => {
    const wrong = [
      verified(server.ownerUrl, other),
      server.url('asof_owner', 'wrong'),
      `${storeVariable('DATABASE_URL')}?sslmode=require`,
    ];
    for (const url of wrong) await expect(migrateVectors({ url })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });
});

describe('Neo4j', () => {
  const open = (caFile?: string) =>
    openNeo4j({
      uri: `bolt+s://localhost:${door.port}`,
      user: storeVariable('NEO4J_USER'),
      password: storeVariable('NEO4J_PASSWORD'),
      ...(caFile !== undefined && { caFile }),
    });

  it('answers over TLS when its CA is named, and else is refused', async () => {
    const named = open(certificate.certFile);
    await named.ping();
    await named.close();
    for (const caFile of [undefined, other.certFile]) {
      const store = open(caFile);
      await expect(store.ping()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
      await store.close();
    }
  });
});
