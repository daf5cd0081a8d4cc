// What a PostgreSQL URL says of encryption reaches the driver as psql would read it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { AsofError } from '../../core/errors.ts';
import { connectionOf, tlsModeOf } from '../../stores/postgres-url.ts';

const directory = mkdtempSync(join(tmpdir(), 'asof-url-'));
const ca = join(directory, 'ca.crt');
writeFileSync(ca, 'the CA');

afterAll(() => rmSync(directory, { recursive: true, force: true }));

const tlsOf = (query: string, host = 'db.example.com') => connectionOf(`postgres://u:p@${host}/d${query}`).ssl;

describe('connectionOf', () => {
  it('leaves the rest of the URL as it is', () => {
    const url = 'postgres://u:p%2Fq@h:1/d?options=-c%20asof.tenant%3Da&sslmode=require&application_name=x';
    const { connectionString = '' } = connectionOf(url);
    expect(connectionString).toBe('postgres://u:p%2Fq@h:1/d?options=-c+asof.tenant%3Da&application_name=x');
    expect(new URL(connectionString).searchParams.get('options')).toBe('-c asof.tenant=a');
    const socket = 'postgres://u@localhost/d?host=%2Frun%2Fvectors';
    expect(connectionOf(socket)).toEqual({ connectionString: socket, ssl: false });
  });

  it('does not encrypt unless told', () => {
    expect(tlsOf('')).toBe(false);
    expect(tlsOf('?sslmode=disable')).toBe(false);
  });

  it('encrypts and believes, or verifies the signature, or the name as well', () => {
    expect(tlsOf('?sslmode=require')).toEqual({ rejectUnauthorized: false });
    expect(tlsOf(`?sslmode=verify-full&sslrootcert=${ca}`)).toEqual({ rejectUnauthorized: true, ca: 'the CA' });
    expect(tlsOf('?sslmode=verify-full')).toEqual({ rejectUnauthorized: true });
    for (const query of [`?sslmode=verify-ca&sslrootcert=${ca}`, `?sslmode=require&sslrootcert=${ca}`]) {
      const { checkServerIdentity, ...rest } = Object.assign({}, tlsOf(query)) as Record<string, unknown>;
      expect(rest).toEqual({ rejectUnauthorized: true, ca: 'the CA' });
      expect(checkServerIdentity).toBeTypeOf('function');
    }
  });

  it('has the certificate of an address compared with that address', () => {
    expect(tlsOf('?sslmode=verify-full', '10.0.0.7')).toEqual({ rejectUnauthorized: true, host: '10.0.0.7' });
    expect(tlsOf('?sslmode=verify-full', '[::1]')).toEqual({ rejectUnauthorized: true, host: '::1' });
  });

  it.each(['prefer', 'allow', 'no-verify', 'VERIFY-FULL'])('refuses sslmode=%s', (mode) => {
    expect(() => tlsModeOf(`postgres://u:p@h/d?sslmode=${mode}`)).toThrow(AsofError);
    expect(() => tlsOf(`?sslmode=${mode}`)).toThrow(/is not one of disable, require, verify-ca and verify-full/);
  });

  it('names a file that cannot be read', () => {
    expect(() => tlsOf('?sslmode=verify-full&sslrootcert=/nowhere/ca.crt')).toThrow(
      /\/nowhere\/ca\.crt of sslrootcert cannot be read \(ENOENT\)/,
    );
  });
});
