// Asks for an API key where any is configured. Only hashes of keys are known here, and they are compared in constant time.
import { createHash, timingSafeEqual } from 'node:crypto';
import { AsofError } from '../../core/errors.ts';
import type { Config } from '../config.ts';
import { KEY_HEADERS } from '../environment.ts';
import type { GatewayPlugin } from '../plugin.ts';

const KEY_LENGTH_MAX = 1_000;

const HOW: Readonly<Record<(typeof KEY_HEADERS)[number], string>> = {
  authorization: '“authorization: Bearer <key>”',
  'x-api-key': '“x-api-key: <key>”',
};

export function keys({ server: { apiKeyHashes }, forwardHeaders }: Config): GatewayPlugin {
  const hashes = apiKeyHashes.map((hash) => Buffer.from(hash, 'hex'));
  // What is passed on to subgraphs is for them: a key in it would reach them, too.
  const places = KEY_HEADERS.filter((name) => !forwardHeaders.includes(name));
  return {
    name: 'keys',
    http(app) {
      if (hashes.length === 0) return;
      app.use((request, response, next) => {
        const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
        const sent = { authorization: bearer, 'x-api-key': request.get('x-api-key') };
        const key = places.map((name) => sent[name]).find((text) => text !== undefined);
        if (key !== undefined && isKnown(key, hashes)) return next();
        response.setHeader('www-authenticate', 'Bearer realm="asof"');
        const reason = key === undefined ? 'The request has no API key' : 'The API key is not known';
        const how = places.map((name) => HOW[name]).join(' or ');
        next(new AsofError('UNAUTHENTICATED', `${reason}; send one as ${how}.`));
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
