// How much room is left where the private stores keep their data.
import { statfsSync } from 'node:fs';
import type { StoreReport } from '../../core/store-report.ts';
import type { Home } from '../home.ts';

const MEBIBYTE = 1024 * 1024;
const WARNING_BYTES = 1024 * MEBIBYTE;
const FAULT_BYTES = 64 * MEBIBYTE;

/** @param freeBytes by default what the file system says */
export function checkPrivateDisk({ directory }: Home, report: StoreReport, freeBytes = freeBytesOf(directory)): void {
  const free = `${Math.round(freeBytes / MEBIBYTE)} MiB are free in ${directory}`;
  const trouble = {
    found: free,
    remedy: 'Make room there, or move ASOF_HOME to a larger disk:',
    command: `df -h ${directory}`,
  };
  if (freeBytes < FAULT_BYTES) report.fault('disk', trouble);
  else if (freeBytes < WARNING_BYTES) report.warning('disk', trouble);
  else report.ok('disk', free);
}

function freeBytesOf(directory: string): number {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize;
}
