// `asof compose`: a supergraph.yaml in, the supergraph and, if asked for, the client schema out.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { clientSchemaOf, composeSupergraph } from '../compose.ts';
import { readSupergraphConfig } from '../supergraph-config.ts';

const TIMEOUT_MS_MAX = 600_000;

interface ComposeOptions {
  readonly config: string;
  readonly output: string;
  readonly api?: string;
  readonly timeout: number;
}

export function register(program: Command): void {
  program
    .command('compose')
    .description('compose the subgraphs of a supergraph.yaml (rover’s format) into one supergraph')
    .option('--config <file>', 'which subgraphs there are', 'supergraph.yaml')
    .option('--output <file>', 'where the supergraph goes; “-” for standard output', 'supergraph.graphql')
    .option('--api <file>', 'where the schema that clients see goes, if it is wanted')
    .option('--timeout <ms>', 'how long a subgraph may take to tell its schema', parseTimeout, 10_000)
    .action(compose);
}

async function compose({ config, output, api, timeout }: ComposeOptions): Promise<void> {
  const { supergraphSdl, hints } = composeSupergraph(await readSupergraphConfig(resolve(config), timeout));
  for (const hint of hints) console.error(`hint: ${hint}`);
  if (api !== undefined) writeFileSync(api, `${clientSchemaOf(supergraphSdl)}\n`);
  if (output === '-') process.stdout.write(supergraphSdl);
  else writeFileSync(output, supergraphSdl);
}

function parseTimeout(text: string): number {
  const timeoutMs = Number(text);
  if (Number.isInteger(timeoutMs) && timeoutMs > 0 && timeoutMs <= TIMEOUT_MS_MAX) return timeoutMs;
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${TIMEOUT_MS_MAX}.`);
}
