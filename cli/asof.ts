// The command line: finds the verb, loads its file and runs it. Exit codes: 0 done, 1 failed, 2 not understood.
import { Command, CommanderError } from 'commander';
import { AsofError } from '../core/errors.ts';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

interface Verb {
  readonly description: string;
  readonly load: () => Promise<{ register(program: Command): void }>;
}

/** Each verb's file is loaded only when it is asked for. */
const VERBS: Readonly<Record<string, Verb>> = {
  serve: { description: 'start everything and serve GraphQL until Ctrl-C', load: () => import('./verbs/serve.ts') },
  gateway: {
    description: 'serve any supergraph over its HTTP subgraphs, without a store',
    load: () => import('./verbs/gateway.ts'),
  },
  subgraph: { description: 'serve one of the subgraphs over HTTP', load: () => import('./verbs/subgraph.ts') },
  import: { description: 'load CSV or JSON Lines files', load: () => import('./verbs/import.ts') },
  demo: { description: 'load the demo company', load: () => import('./verbs/demo.ts') },
  graphiti: { description: 'adopt a graph that Graphiti wrote', load: () => import('./verbs/graphiti.ts') },
  stack: { description: 'start, stop and show the private stores', load: () => import('./verbs/stack.ts') },
  doctor: {
    description: 'try each store, and say what is amiss and how to mend it',
    load: () => import('./verbs/doctor.ts'),
  },
  compose: { description: 'compose subgraphs into a supergraph', load: () => import('./verbs/compose.ts') },
  bench: { description: 'run a bench', load: () => import('./verbs/bench.ts') },
  setup: { description: 'install what is missing', load: () => import('./verbs/setup.ts') },
  generate: { description: 'write the files that are made from others', load: () => import('./verbs/generate.ts') },
};

process.exitCode = await run(process.argv.slice(2));

async function run(args: readonly string[]): Promise<number> {
  const program = new Command('asof')
    .description('One GraphQL query, every store, one moment.')
    .version('0.1.0', '--version', 'print the version')
    .showHelpAfterError('Add --help for how to use it.')
    .exitOverride();
  const verb = args.find((argument) => !argument.startsWith('-')) ?? '';
  const known = VERBS[verb];
  try {
    if (known) (await known.load()).register(program);
    else for (const [name, { description }] of Object.entries(VERBS)) program.command(name).description(description);
    await program.parseAsync(['--help'].filter(() => args.length === 0).concat(args), { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return report(error);
  }
}

/** The errors of stores say little of why, because clients read them, too. */
function hintFor({ code }: AsofError): string {
  return code.startsWith('STORE_') ? ' “npx asof doctor” says why.' : '';
}

function report(error: unknown): number {
  // Commander has printed what it has to say.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
  if (process.env.ASOF_DEBUG) console.error(error);
  else if (error instanceof AsofError) console.error(`${error.code}: ${error.message}${hintFor(error)}`);
  else if (error instanceof Error && error.name === 'AbortError') console.error('Given up.');
  else console.error(`INTERNAL: ${error instanceof Error ? error.message : error} (ASOF_DEBUG=1 shows where)`);
  return error instanceof AsofError && error.code === 'USAGE' ? EXIT_USAGE : EXIT_FAILED;
}
