// Asks for an API key where any is configured. Only hashes of keys are known here, and they are compared in constant time.
import { createHash, timingSafeEqual } from 'node:crypto';
import { AsofError } from '../../core/errors.ts';
import type { Config } from '../config.ts';
import type { GatewayPlugin } from '../plugin.ts';

const KEY_LENGTH_MAX = 1_000;

export function keys({ server: { apiKeyHashes } }: Config): GatewayPlugin {
  const hashes = apiKeyHashes.map((hash) => Buffer.from(hash, 'hex'));
  return {
    name: 'keys',
    http(app) {
      if (hashes.length === 0) return;
      app.use((request, response, next) => {
        const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
        const key = bearer ?? request.get('x-api-key');
        if (key !== undefined && isKnown(key, hashes)) return next();
        response.setHeader('www-authenticate', 'Bearer realm="asof"');
        const reason = key === undefined ? 'The request has no API key' : 'The API key is not known';
        next(
          new AsofError(
            'UNAUTHENTICATED',
            `${reason}; send one as “authorization: Bearer <key>” or “x-api-key: <key>”.`,
          ),
        );
      });
    },
  };
}

/** Compares with every hash, so that the time taken does not tell which one is near. */
function isKnown(key: string, hashes: readonly Buffer[]): boolean {
  if (key.length > KEY_LENGTH_MAX) return false;
  const hash = createHash('sha256').update(key).digest();
  return hashes.reduce((known, candidate) => timingSafeEqual(hash, candidate) || known, false);
}
