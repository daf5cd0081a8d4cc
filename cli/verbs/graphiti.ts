// `asof graphiti adopt`: takes over the graph that Graphiti wrote for a tenant, once (docs/graphiti.md).
import type { Command } from 'commander';
import { parseTenant } from '../../core/ids.ts';
import type { AdoptionOutcome } from '../../subgraphs/ledger/graphiti/adopt.ts';
import { adoptInto, adoptionInWords } from '../adopt-graphiti.ts';
import { progressView, showsNothing } from '../import-progress.ts';
import { withStores } from '../with-stores.ts';

interface AdoptFlags {
  readonly tenant?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  asof graphiti adopt --dry-run
  asof graphiti adopt --tenant acme --json

Graphiti may go on writing meanwhile. A run that was interrupted is gone on with; nothing is adopted twice.`;

export function register(program: Command): void {
  program
    .command('graphiti')
    .description('work with a graph that Graphiti writes')
    .command('adopt')
    .description('take over what Graphiti wrote: its nodes, episodes and facts, with their past')
    .option('--tenant <name>', 'Graphiti’s group_id; by default ASOF_TENANT, and “default” is the empty one')
    .option('--dry-run', 'read everything, say what is odd, and write nothing')
    .option('--json', 'print the report as one JSON object')
    .addHelpText('after', EXAMPLES)
    .action(adopt);
}

async function adopt({ tenant: name, dryRun = false, json = false }: AdoptFlags): Promise<void> {
  const result = await withStores(async ({ stores, config, signal }) => {
    const tenant = name === undefined ? config.tenant : parseTenant(name);
    const progress = json ? showsNothing : progressView();
    const log = (line: string): void => console.error(line);
    return { tenant, ...(await adoptInto({ stores, tenant, dryRun, signal, progress, log })) };
  });
  console.log(json ? JSON.stringify(result) : inWords(result, result.tenant));
}

function inWords(outcome: AdoptionOutcome, tenant: string): string {
  switch (outcome.outcome) {
    case 'before':
      return `The graph of the tenant ${tenant} was adopted before; nothing was changed.`;
    case 'nothing':
      return `The tenant ${tenant} has nothing in the graph that Asof did not write itself.`;
    case 'dry-run':
      return adoptionInWords(outcome.report, true);
    case 'adopted':
      return adoptionInWords(outcome.report, false);
  }
}
