// Java, and Neo4j's jars from Maven Central.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { neo4jDirectory, neo4jPom, neo4jVersion } from './paths.mjs';
import { SetupError } from './progress.mjs';
import { run } from './run.mjs';

const DOWNLOAD_TIMEOUT_MS = 20 * 60_000;
const JAVA_MAJOR_MIN = 17;
const SIZE_MB = 123;
const JAVA_REMEDY =
  'Install a Java runtime of version 17 or 21 (Debian, Ubuntu: `apt-get install openjdk-17-jre-headless`; macOS: `brew install openjdk@21`) or set JAVA_HOME to one; or set NEO4J_URI to a Neo4j of your own.';
const MAVEN_REMEDY =
  'Install Maven (Debian, Ubuntu: `apt-get install maven`; macOS: `brew install maven`): it fetches Neo4j, once; or set NEO4J_URI to a Neo4j of your own.';

/** @throws SetupError when there is no Java, or one that is too old for Neo4j */
export async function checkJava() {
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java';
  const output = await run(java, ['-version'], {
    title: `“${java} -version”`,
    missing: JAVA_REMEDY,
    failed: JAVA_REMEDY,
    timeoutMs: 60_000,
  });
  const version = /version "([^"]+)"/.exec(output)?.[1] ?? '';
  // Up to Java 8 a version began with “1.”.
  const major = Number(/^(?:1\.)?(\d+)/.exec(version)?.[1]);
  if (major >= JAVA_MAJOR_MIN) return;
  throw new SetupError(`Java is ${version || 'of an unknown version'}, and Neo4j needs 17 or newer`, JAVA_REMEDY);
}

/** Downloads Neo4j's jars into a directory beside their place and moves it there once it is whole. */
export async function fetchNeo4j(progress) {
  const directory = neo4jDirectory();
  if (existsSync(directory)) return;
  await progress.step(`Neo4j ${neo4jVersion()}`, async (report) => {
    const temporary = `${directory}.tmp-${process.pid}`;
    const lib = join(temporary, 'lib');
    mkdirSync(lib, { recursive: true });
    const timer = setInterval(() => report(`${megabytes(lib)} of ${SIZE_MB} MB`), 500);
    try {
      await run('mvn', mavenArguments(lib), {
        title: 'Maven',
        missing: MAVEN_REMEDY,
        failed: 'Read what Maven says above, then start again; what was downloaded is kept.',
        timeoutMs: DOWNLOAD_TIMEOUT_MS,
      });
      renameSync(temporary, directory);
      report(`${megabytes(join(directory, 'lib'))} MB`);
    } finally {
      clearInterval(timer);
      rmSync(temporary, { recursive: true, force: true });
    }
  });
}

const mavenArguments = (lib) => [
  '--batch-mode',
  '--quiet',
  // A jar whose checksum is wrong is an error, not a warning.
  '--strict-checksums',
  '--file',
  neo4jPom,
  'dependency:copy-dependencies',
  '-DincludeScope=runtime',
  `-DoutputDirectory=${lib}`,
];

function megabytes(directory) {
  const bytes = readdirSync(directory).reduce(
    (sum, name) => sum + (statSync(join(directory, name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
  return Math.round(bytes / 1e6);
}
