// `asof doctor` where a store cannot be reached: by network, encryption, name or password. All are broken for real.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import neo4j from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../cli/doctor/clocks.ts';
import { diagnose } from '../../cli/doctor/diagnose.ts';
import {
  type Certificate,
  closedPort,
  encryptedDoor,
  makeCertificate,
  PASSWORDS,
  silentDoor,
} from '../support/broken-stores.ts';
import { amiss, expectOne, finding, openPractice, type Practice } from '../support/doctor.ts';
import { storeVariable } from '../support/stack.ts';

let practice: Practice;
let certificate: Certificate;

beforeAll(async () => {
  practice = await openPractice();
  certificate = makeCertificate(practice.server.directory, 'DNS:localhost');
});
afterAll(() => practice?.close());

describe('the way in', () => {
  it('a wrong password of PostgreSQL', async () => {
    const diagnosis = await practice.look({ DATABASE_URL: practice.server.url('asof_app', 'hunter2-wrong') });
    expectOne(diagnosis, 'postgres', {
      check: 'login',
      found: /refuses the password of asof_app/,
      mend: /DATABASE_URL.*\\password asof_app/,
    });
  });

  it('a wrong password of the owner', async () => {
    const diagnosis = await practice.look({ DATABASE_OWNER_URL: practice.server.url('asof_owner', 'hunter2-wrong') });
    expectOne(diagnosis, 'postgres', {
      check: 'login',
      found: /as the owner: .*refuses the password of asof_owner/,
      mend: /DATABASE_OWNER_URL/,
    });
  });

  it('a wrong password of Neo4j', async () => {
    const driver = neo4j.driver(
      storeVariable('NEO4J_URI'),
      neo4j.auth.basic(storeVariable('NEO4J_USER'), storeVariable('NEO4J_PASSWORD')),
    );
    const change = (text: string) => driver.executeQuery(text, {}, { database: 'system' });
    // One of its own: Neo4j locks users out that come with wrong passwords.
    await change(`CREATE USER asof_doctor IF NOT EXISTS SET PASSWORD 'hunter2-graph' CHANGE NOT REQUIRED`);
    try {
      const diagnosis = await practice.look({ NEO4J_USER: 'asof_doctor', NEO4J_PASSWORD: 'hunter2-wrong' });
      expectOne(diagnosis, 'neo4j', {
        check: 'login',
        found: /refuses the user asof_doctor or the password/,
        mend: /NEO4J_PASSWORD.*ALTER USER `asof_doctor` SET PASSWORD/,
      });
    } finally {
      await change('DROP USER asof_doctor IF EXISTS');
      await driver.close();
    }
  });

  it('a host that nobody knows', async () => {
    const diagnosis = await practice.look({ NEO4J_URI: 'bolt://nowhere.invalid:7687' });
    expectOne(diagnosis, 'neo4j', {
      check: 'reachable',
      found: /nowhere\.invalid cannot be resolved/,
      mend: /NEO4J_URI/,
    });
  });

  it('a port at which nothing listens', async () => {
    const port = await closedPort();
    const diagnosis = await practice.look({ VECTORS_URL: `postgres://a:hunter2-b@127.0.0.1:${port}/asof` });
    expectOne(diagnosis, 'vectors', {
      check: 'reachable',
      found: new RegExp(`nothing listens at 127.0.0.1:${port}`),
      mend: /Start PostgreSQL there, or correct host and port in VECTORS_URL/,
    });
  });

  it('a server that never answers, within its time', async () => {
    const door = await silentDoor();
    const diagnosis = await practice.look({
      DATABASE_URL: `postgres://a:hunter2-b@127.0.0.1:${door.port}/asof`,
      NEO4J_URI: `bolt://127.0.0.1:${door.port}`,
    });
    await door.close();
    expect(amiss(diagnosis)).toEqual([
      expect.objectContaining({ check: 'login', found: expect.stringMatching(/timeout/) }),
      expect.objectContaining({ check: 'login', remedy: expect.stringMatching(/Bolt port/) }),
    ]);
    expect(diagnosis.tookMs).toBeLessThan(6_000);
  });

  it('something else than Neo4j at its address', async () => {
    const { port } = new URL(practice.server.appUrl);
    const diagnosis = await practice.look({ NEO4J_URI: `bolt://127.0.0.1:${port}` });
    expectOne(diagnosis, 'neo4j', { check: 'login', found: /the login fails/, mend: /Bolt port.*7474 is HTTP/ });
  });

  it('a database that is not there, of each', async () => {
    const absent = practice.server.url('asof_app', PASSWORDS.app, 'absent');
    expectOne(await practice.look({ DATABASE_URL: absent }), 'postgres', {
      check: 'login',
      found: /there is no database absent/,
      mend: /CREATE DATABASE absent OWNER asof_owner/,
    });
    expectOne(await practice.look({ NEO4J_DATABASE: 'absent' }), 'neo4j', {
      check: 'login',
      found: /there is no database absent/,
      mend: /NEO4J_DATABASE.*SHOW DATABASES/,
    });
  });
});

describe('encryption', () => {
  it('is asked of a PostgreSQL that has none', async () => {
    const diagnosis = await practice.look({ DATABASE_URL: `${practice.server.appUrl}?sslmode=require` });
    expectOne(diagnosis, 'postgres', {
      check: 'tls',
      found: /does not encrypt .*DATABASE_URL asks for it/,
      mend: /Turn on TLS in the server.*sslmode=disable/,
    });
  });

  it('is asked of a Neo4j that has none', async () => {
    const plain = storeVariable('NEO4J_URI');
    const diagnosis = await practice.look({ NEO4J_URI: plain.replace('bolt:', 'bolt+s:') });
    expectOne(diagnosis, 'neo4j', { check: 'tls', found: /does not encrypt/, mend: /Turn on TLS.*bolt:\/\// });
  });

  it('is not asked of servers that insist on it', async () => {
    const door = await encryptedDoor(certificate, new URL(storeVariable('NEO4J_URI')));
    try {
      expectOne(await practice.look({ NEO4J_URI: `bolt://localhost:${door.port}` }), 'neo4j', {
        check: 'tls',
        found: /localhost lets nobody in without encryption, and NEO4J_URI asks for none/,
        mend: /NEO4J_URI=bolt\+s:/,
      });
    } finally {
      await door.close();
    }
    const { admin, insistOnTls } = practice.server;
    const takeBack = insistOnTls();
    await admin('SELECT pg_reload_conf(); SELECT pg_sleep(0.3)');
    try {
      const { DATABASE_OWNER_URL: _owner, ...others } = practice.environment();
      const diagnosis = await diagnose(others, systemClock);
      expectOne(diagnosis, 'postgres', {
        check: 'tls',
        found: /127.0.0.1 lets nobody in without encryption, and DATABASE_URL asks for none/,
        mend: /append sslmode=verify-full to DATABASE_URL/,
      });
    } finally {
      takeBack();
      await admin('SELECT pg_reload_conf(); SELECT pg_sleep(0.3)');
    }
  });

  it('of PostgreSQL: a certificate that signs itself, one of another name, and one that is trusted', async () => {
    const { certFile, keyFile } = certificate;
    await practice.server.admin(`ALTER SYSTEM SET ssl = on; ALTER SYSTEM SET ssl_cert_file = '${certFile}';
      ALTER SYSTEM SET ssl_key_file = '${keyFile}'; SELECT pg_reload_conf(); SELECT pg_sleep(0.3)`);
    const verify = (url: string): string => `${url}?sslmode=verify-full`;
    try {
      const named = (url: string): string => url.replace('127.0.0.1', 'localhost');
      const own = { DATABASE_URL: verify(named(practice.server.appUrl)) };
      expectOne(await practice.look(own), 'postgres', {
        check: 'tls',
        found: /signed by CN=asof test itself.*DEPTH_ZERO_SELF_SIGNED_CERT/,
        mend: /DATABASE_CA_FILE=/,
      });
      const byAddress = { DATABASE_URL: verify(practice.server.appUrl), DATABASE_CA_FILE: certFile };
      const other = await practice.look({ ...byAddress, DATABASE_OWNER_URL: named(practice.server.ownerUrl) });
      expectOne(other, 'postgres', {
        check: 'tls',
        found: /the certificate is for DNS:localhost, not for 127.0.0.1/,
        mend: /Name the host in DATABASE_URL as the certificate does/,
      });
      // A CA asks for the whole of it, wherever the URL does not say.
      const trusted = {
        DATABASE_URL: named(practice.server.appUrl),
        DATABASE_OWNER_URL: named(practice.server.ownerUrl),
      };
      const well = await practice.look({ ...trusted, DATABASE_CA_FILE: certFile });
      expect(amiss(well)).toEqual([]);
      const tls = finding(well, 'postgres', 'tls');
      expect(tls?.found).toMatch(/^TLSv1\.3, verified \(verify-full\), certificate for 59 days$/);
      const believed = await practice.look({ DATABASE_URL: `${practice.server.appUrl}?sslmode=require` });
      expect(amiss(believed)).toEqual([]);
      expect(finding(believed, 'postgres', 'tls')).toMatchObject({
        level: 'note',
        remedy: expect.stringMatching(/DATABASE_CA_FILE/),
      });
    } finally {
      await practice.server.admin('ALTER SYSTEM RESET ssl; SELECT pg_reload_conf()');
    }
  });

  it('of Neo4j: a certificate that signs itself, and one that is trusted', async () => {
    const door = await encryptedDoor(certificate, new URL(storeVariable('NEO4J_URI')));
    const NEO4J_URI = `bolt+s://localhost:${door.port}`;
    try {
      expectOne(await practice.look({ NEO4J_URI }), 'neo4j', {
        check: 'tls',
        found: /signed by CN=asof test itself/,
        mend: /NEO4J_CA_FILE=.*bolt\+s:/,
      });
      const well = await practice.look({ NEO4J_URI, NEO4J_CA_FILE: certificate.certFile });
      expect(amiss(well)).toEqual([]);
      expect(finding(well, 'neo4j', 'tls')?.found).toMatch(/verified/);
    } finally {
      await door.close();
    }
  });
});

describe('what is secret', () => {
  it('may stand in files', async () => {
    const file = (name: string, text: string): string => {
      writeFileSync(join(practice.home, name), `${text}\n`, { mode: 0o600 });
      return join(practice.home, name);
    };
    const plain = practice.environment();
    const { DATABASE_URL = '', NEO4J_PASSWORD = '', ...others } = plain;
    const withoutPassword = DATABASE_URL.replace(`:${PASSWORDS.app}@`, '@');
    const diagnosis = await diagnose(
      {
        ...others,
        DATABASE_URL_FILE: file('url', withoutPassword),
        DATABASE_PASSWORD_FILE: file('password', PASSWORDS.app),
        NEO4J_PASSWORD_FILE: file('graph', NEO4J_PASSWORD),
      },
      systemClock,
    );
    expect(amiss(diagnosis)).toEqual([]);
    expect(diagnosis.stores.map(({ origin }) => origin)).toEqual(['environment', 'environment', 'environment']);
  });
});

describe('secrets', () => {
  it('are in nothing that was said', () => {
    expect(practice.said.length).toBeGreaterThan(10);
    for (const secret of ['hunter2', storeVariable('NEO4J_PASSWORD')]) {
      expect(practice.said.filter((text) => text.includes(secret))).toEqual([]);
    }
  });
});
