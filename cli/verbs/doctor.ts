// `asof doctor`: tries each store of the configuration, and says what is amiss and how to mend it.
import type { Command } from 'commander';
import { systemClock } from '../doctor/clocks.ts';
import { diagnose } from '../doctor/diagnose.ts';
import { printDiagnosis } from '../doctor/print.ts';

const EXIT_FAULTS = 1;

export function register(program: Command): void {
  program
    .command('doctor')
    .description('try each store of the configuration, and say what is amiss and how to mend it')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nStores are those of the environment, else the private ones if they run. Nothing is changed.\nThe exit code is 1 when there is a fault. See docs/bring-your-own-stores.md.',
    )
    .action(doctor);
}

async function doctor({ json }: { readonly json?: true }): Promise<void> {
  const diagnosis = await diagnose(process.env, systemClock);
  if (json) console.log(JSON.stringify(diagnosis, null, 2));
  else printDiagnosis(diagnosis, process.stdout);
  if (!diagnosis.healthy) process.exitCode = EXIT_FAULTS;
}
