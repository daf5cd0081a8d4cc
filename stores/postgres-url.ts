// What a PostgreSQL URL says about TLS, for the driver: `sslmode` and its files as libpq and psql read them. The driver's
// own reading differs (it takes “require” for “verify-full”), and would fall back to variables of the environment.
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import type pg from 'pg';
import { AsofError } from '../core/errors.ts';

/** Codes of a handshake that failed: a certificate that is not trusted, or none. */
const TLS_CODES = /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA)/;
const NO_TLS_MESSAGE = /server does not support SSL|error establishing an SSL connection/;

const OURS = ['sslmode', 'sslrootcert', 'sslcert', 'sslkey'] as const;

/**
 * The driver's settings for a URL. `sslmode` is one of
 * - `disable`, the default: no encryption;
 * - `require`: encrypted; whoever answers is believed, unless `sslrootcert` names a CA (then as `verify-ca`);
 * - `verify-ca`: encrypted, and the certificate is signed by a CA that is trusted;
 * - `verify-full`: also, and it is that of the host in the URL.
 * @throws AsofError CONFIG_INVALID when the mode is another, or a file cannot be read
 */
export function connectionOf(url: string): Pick<pg.ClientConfig, 'connectionString' | 'ssl'> {
  const [base = '', search = ''] = url.split(/\?(.*)/s);
  const parameters = new URLSearchParams(search);
  const [mode, rootCertificate, certificate, key] = OURS.map((name) => parameters.get(name) ?? undefined);
  for (const name of OURS) parameters.delete(name);
  const rest = parameters.toString();
  return {
    connectionString: rest === '' ? base : `${base}?${rest}`,
    ssl: tlsOf(mode, url, { rootCertificate, certificate, key }),
  };
}

/** Whether a connection came to nothing because of encryption. */
export const isTlsFailure = (error: Error): boolean =>
  ('code' in error && typeof error.code === 'string' && TLS_CODES.test(error.code)) ||
  NO_TLS_MESSAGE.test(error.message);

/** Whether a URL asks for encryption, and whether whoever answers has to prove who it is. */
export function tlsModeOf(url: string): 'disable' | 'require' | 'verify-ca' | 'verify-full' {
  const parameters = new URLSearchParams(url.split(/\?(.*)/s)[1]);
  const mode = parameters.get('sslmode') ?? 'disable';
  if (mode === 'require') return parameters.has('sslrootcert') ? 'verify-ca' : 'require';
  if (mode === 'disable' || mode === 'verify-ca' || mode === 'verify-full') return mode;
  throw new AsofError(
    'CONFIG_INVALID',
    `sslmode=${mode} is not one of disable, require, verify-ca and verify-full: others may send data in the clear.`,
  );
}

interface Files {
  readonly rootCertificate: string | undefined;
  readonly certificate: string | undefined;
  readonly key: string | undefined;
}

function tlsOf(sslmode: string | undefined, url: string, files: Files): false | ConnectionOptions {
  if (sslmode === undefined || sslmode === 'disable') return false;
  const mode = tlsModeOf(url);
  const host = hostOf(url);
  return {
    rejectUnauthorized: mode !== 'require',
    ...(mode === 'verify-ca' && { checkServerIdentity: () => undefined }),
    ...(files.rootCertificate !== undefined && { ca: read('sslrootcert', files.rootCertificate) }),
    ...(files.certificate !== undefined && { cert: read('sslcert', files.certificate) }),
    ...(files.key !== undefined && { key: read('sslkey', files.key) }),
    // The driver names the host only when it has letters; the certificate of an address would be compared with nothing.
    ...(isIP(host) !== 0 && { host }),
  };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[(.+)\]$/, '$1') : '';
}

function read(parameter: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreadable';
    throw new AsofError('CONFIG_INVALID', `The file ${path} of ${parameter} cannot be read (${code}).`, { cause });
  }
}
