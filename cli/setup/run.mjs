// Runs a program of the set-up with a time limit, and turns its failure into one that says what to do.
import { spawn } from 'node:child_process';
import { SetupError } from './progress.mjs';

const OUTPUT_MAX = 64 * 1024;
const NETWORK =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|Unknown host|Connect(ion)? timed out|Connection refused|No route to host|Could not transfer artifact|network/i;

/**
 * Runs a program to its end and returns what it printed (its last 64 KiB).
 * @throws SetupError when it is not there, fails or takes longer than `timeoutMs`
 */
export function run(command, args, { title, missing, failed, timeoutMs, cwd, env }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-OUTPUT_MAX);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error.code === 'ENOENT' ? new SetupError(`“${command}” was not found`, missing) : error);
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) return resolve(output);
      const how = signal === 'SIGKILL' ? `took longer than ${timeoutMs / 60_000} min` : `ended with ${code ?? signal}`;
      const remedy = NETWORK.test(output)
        ? 'It looks like a network problem: check the connection, and the proxy settings if there is a proxy, then start again.'
        : failed;
      reject(new SetupError(`${title} ${how}`, remedy, firstLines(output)));
    });
  });
}

/** npm and Maven tell the cause first, and then how they are used. */
const firstLines = (output) =>
  output
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 12)
    .join('\n');
