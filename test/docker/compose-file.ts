// The Compose file of the project: as it is written, and as Compose's own library understands it.
import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { PROJECT } from '../../cli/home.ts';

const GO_TIMEOUT_MS = 280_000;
const VALIDATE_TIMEOUT_MS = 30_000;

const HEALTH_CHECK = z.object({ test: z.array(z.string()).min(2), interval: z.string(), timeout: z.string() });

const SERVICE = z.object({
  image: z.string(),
  build: z.unknown().optional(),
  user: z.string().optional(),
  profiles: z.array(z.string()).default([]),
  restart: z.string(),
  read_only: z.boolean().default(false),
  cap_drop: z.array(z.string()),
  security_opt: z.array(z.string()),
  environment: z.record(z.string(), z.string()),
  networks: z.record(z.string(), z.unknown()),
  tmpfs: z.array(z.string()).default([]),
  volumes: z
    .array(
      z.object({
        type: z.string(),
        source: z.string(),
        target: z.string(),
        read_only: z.boolean().default(false),
      }),
    )
    .default([]),
  ports: z.array(z.object({ host_ip: z.string().optional(), target: z.number(), published: z.string() })).default([]),
  depends_on: z
    .record(z.string(), z.object({ condition: z.string(), required: z.boolean().default(false) }))
    .default({}),
  healthcheck: HEALTH_CHECK.optional(),
  deploy: z.object({
    resources: z.object({ limits: z.object({ cpus: z.number(), memory: z.string(), pids: z.number() }) }),
  }),
});

const COMPOSE = z.object({
  services: z.record(z.string(), SERVICE),
  networks: z.record(z.string(), z.object({ internal: z.boolean().default(false) })),
  volumes: z.record(z.string(), z.unknown()),
});

export type ComposeProject = Readonly<z.infer<typeof COMPOSE>>;

export const COMPOSE_FILE = join(PROJECT, 'docker-compose.yml');
export const composeText = (): string => readFileSync(COMPOSE_FILE, 'utf8');

/** What stands under `environment` of a service, before variables are put in. */
export function writtenEnvironment(service: string): Readonly<Record<string, string>> {
  const written = z
    .object({ services: z.record(z.string(), z.object({ environment: z.record(z.string(), z.string()) })) })
    .parse(parse(composeText(), { merge: true }));
  return written.services[service]?.environment ?? {};
}

/** The variables that .env.example names, with the values it gives; those that are commented out have defaults. */
export function exampleVariables(): Readonly<Record<string, string>> {
  const lines = readFileSync(join(PROJECT, '.env.example'), 'utf8').split('\n');
  return Object.fromEntries(
    lines.flatMap((line) => {
      const match = /^([A-Z0-9_]+)=(.*)$/.exec(line);
      return match ? [[match[1] ?? '', match[2] ?? '']] : [];
    }),
  );
}

/** Puts variables into a text as Compose does: `${A}`, `${A:-default}`, `${A:?why it is needed}`. */
export function interpolate(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_whole, name: string, kind?: string, rest?: string) => {
    const value = variables[name] ?? '';
    if (value !== '') return value;
    if (kind === '?') throw new Error(`${name} ${rest}`);
    return kind === '-' ? (rest ?? '') : '';
  });
}

/** Why the validator cannot be built here; undefined where it can. */
export function whyNoGo(): string | undefined {
  try {
    const version = execFileSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' });
    const [major = 0, minor = 0] = version.replace(/^go/, '').split('.').map(Number);
    const [, wantedMajor, wantedMinor] =
      /^go (\d+)\.(\d+)/m.exec(readFileSync(join(import.meta.dirname, 'validate', 'go.mod'), 'utf8')) ?? [];
    if (major * 1_000 + minor >= Number(wantedMajor) * 1_000 + Number(wantedMinor)) return undefined;
    return `Go is ${version.trim()}, and Compose’s library needs ${wantedMajor}.${wantedMinor} or newer.`;
  } catch {
    return 'There is no Go here, in which Compose’s own parser of this file is written; install Go to run this.';
  }
}

/** Builds the validator; the first time, Go fetches and compiles the library. */
export async function buildValidator(directory: string): Promise<string> {
  const target = join(directory, 'validate');
  await promisify(execFile)('go', ['build', '-mod=readonly', '-trimpath', '-o', target, '.'], {
    cwd: join(import.meta.dirname, 'validate'),
    env: { ...process.env, GOTOOLCHAIN: 'local' },
    timeout: GO_TIMEOUT_MS,
  });
  return target;
}

/**
 * Reads the Compose file with these variables and no others.
 * @throws Error with what Compose says, when it refuses the file
 */
export async function loadCompose(
  validator: string,
  variables: Readonly<Record<string, string>>,
): Promise<ComposeProject> {
  const { stdout } = await promisify(execFile)(validator, [COMPOSE_FILE], {
    env: variables,
    timeout: VALIDATE_TIMEOUT_MS,
  });
  return COMPOSE.parse(JSON.parse(stdout));
}
