// What a server shows of itself when it is asked to encrypt: the same question for each store, before its driver asks.
import { once } from 'node:events';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls';
import { isLoopback } from '../../core/host-names.ts';
import type { Instant } from '../../core/instant.ts';
import type { StoreReport, Trouble } from '../../core/store-report.ts';
import type { Place } from './reach.ts';

export interface TlsQuestion {
  readonly place: Place;
  readonly mode: 'disable' | 'require' | 'verify-ca' | 'verify-full';
  readonly options: ConnectionOptions;
  /** PostgreSQL is asked for encryption in the clear first; Bolt begins with it. */
  readonly begins: 'postgres' | 'at once';
  /** How to say in the configuration that the server encrypts nothing, that it does, and which CA is to be trusted. */
  readonly words: { readonly plain: string; readonly encrypted: string; readonly ca: string };
  readonly clock: () => Instant;
}

interface Shown {
  readonly protocol: string;
  /** Why the certificate is not to be trusted; undefined when it is. */
  readonly distrust: string | undefined;
  readonly names: string;
  readonly issuer: string;
  readonly expires: number;
}

/** PostgreSQL's request to encrypt: its length and a number. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
const MICROS_PER_DAY = 86_400_000_000;
const EXPIRES_SOON_DAYS = 21;

/** Says how the road to a server is kept private. False when it cannot be travelled as the configuration wants. */
export async function checkTls(question: TlsQuestion, report: StoreReport): Promise<boolean> {
  const { place, mode, words } = question;
  if (mode === 'disable') {
    const local = isLoopback(place.host);
    if (local) report.ok('tls', 'not encrypted, and never leaves this machine');
    else {
      report.warning('tls', {
        found: `not encrypted: passwords and data cross the network to ${place.host} in the clear`,
        remedy: `Turn on TLS in ${place.program}, then say so: ${words.encrypted}.`,
      });
    }
    return true;
  }
  const shown = await look(question).catch((error: unknown) => (error instanceof Error ? error : new Error('unknown')));
  if (shown === undefined || shown instanceof Error) {
    report.fault('tls', {
      found: `${place.program} at ${place.host} does not encrypt (${shown?.message ?? 'it says so itself'}), and ${place.variable} asks for it`,
      remedy: `Turn on TLS in the server, or, on a network that you trust, say ${words.plain} in ${place.variable}.`,
    });
    return false;
  }
  if (mode !== 'require' && shown.distrust !== undefined) {
    report.fault('tls', describeDistrust(shown, shown.distrust, question));
    return false;
  }
  tellOfCertificate(shown, question, report);
  return true;
}

/** Whether a server that was asked in the clear would encrypt. */
export const offersTls = (question: TlsQuestion): Promise<boolean> =>
  look(question).then(
    (shown) => shown !== undefined,
    () => false,
  );

function tellOfCertificate(shown: Shown, { mode, clock, words }: TlsQuestion, report: StoreReport): void {
  const daysLeft = Math.floor((shown.expires * 1_000 - clock()) / MICROS_PER_DAY);
  if (mode !== 'require' && daysLeft < EXPIRES_SOON_DAYS) {
    report.warning('tls', {
      found: `${shown.protocol}, verified, but the certificate expires in ${daysLeft} days`,
      remedy: 'Renew the server’s certificate before: afterwards nothing connects.',
    });
    return;
  }
  if (mode !== 'require') report.ok('tls', `${shown.protocol}, verified (${mode}), certificate for ${daysLeft} days`);
  else
    report.note(
      'tls',
      `${shown.protocol}, but whoever answers is believed`,
      `To be sure who answers, verify the certificate: ${words.ca}.`,
    );
}

function describeDistrust({ names, issuer }: Shown, reason: string, { place, words }: TlsQuestion): Trouble {
  switch (reason) {
    case 'CERT_HAS_EXPIRED':
      return { found: 'the server’s certificate has expired', remedy: 'Renew it, and let the server load it.' };
    case 'CERT_NOT_YET_VALID':
      return { found: 'the server’s certificate is not valid yet', remedy: 'Look at the clocks of both machines.' };
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return {
        found: `the certificate is for ${names}, not for ${place.host}`,
        remedy: `Name the host in ${place.variable} as the certificate does, or have one made for ${place.host}.`,
      };
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return {
        found: `the certificate is signed by ${issuer} itself, which this machine does not trust (${reason})`,
        remedy: `Name the file with the CA that signed it: ${words.ca}.`,
      };
    default:
      return {
        found: `the certificate is signed by ${issuer}, which this machine does not trust (${reason})`,
        remedy: `Name the file with the CA that signed it: ${words.ca}.`,
      };
  }
}

/** Undefined when the server declines to encrypt. */
async function look({ place, options, begins }: TlsQuestion): Promise<Shown | undefined> {
  const signal = AbortSignal.timeout(place.timeoutMs);
  const socket = connectTcp({ host: place.host, port: place.port });
  socket.setTimeout(place.timeoutMs, () => socket.destroy(new Error('no answer')));
  try {
    await once(socket, 'connect', { signal });
    if (begins === 'postgres' && !(await agreesToEncrypt(socket, signal))) return undefined;
    const encrypted = connectTls({ ...nameOf(place), ...options, socket, rejectUnauthorized: false });
    await once(encrypted, 'secureConnect', { signal });
    return shownBy(encrypted);
  } finally {
    socket.destroy();
  }
}

/** An address is compared with the certificate, too, but must not be sent as a name. */
const nameOf = ({ host }: Place): ConnectionOptions => (isIP(host) === 0 ? { servername: host } : { host });

async function agreesToEncrypt(socket: Socket, signal: AbortSignal): Promise<boolean> {
  socket.write(SSL_REQUEST);
  const [answer]: Buffer[] = await once(socket, 'data', { signal });
  return answer?.toString('latin1') === 'S';
}

function shownBy(socket: TLSSocket): Shown {
  const certificate = socket.getPeerX509Certificate();
  const reason: unknown = socket.authorizationError;
  return {
    protocol: socket.getProtocol() ?? 'TLS',
    distrust: socket.authorized ? undefined : String(reason instanceof Error ? reason.message : reason),
    names: certificate?.subjectAltName ?? oneLine(certificate?.subject),
    issuer: oneLine(certificate?.issuer),
    expires: certificate?.validToDate.getTime() ?? 0,
  };
}

const oneLine = (name: string | undefined): string => (name ?? 'nobody').replaceAll('\n', ', ');
