// Writes the demo: two years of a freight company, as files in the public import format (docs/import-format.md).
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { makeCustomers } from './customers.ts';
import { makeDrivers } from './drivers.ts';
import { makeEquipment } from './equipment.ts';
import { tellFleet } from './fleet-facts.ts';
import { tellFreight } from './freight-facts.ts';
import { DEFAULT_SEED } from './ids.ts';
import { makeInvoices } from './invoices.ts';
import { Learned } from './learned.ts';
import { makeLoads } from './loads.ts';
import { makePlaces } from './places.ts';
import type { Table } from './table.ts';

export interface DemoFile {
  readonly type: string;
  readonly path: string;
  readonly rows: number;
}

/**
 * Writes the demo's files into a directory, which is made when it is not there. The same seed gives the same bytes.
 * @param seed default: the one for which known.ts names ids
 */
export async function generateDemo(directory: string, seed: number = DEFAULT_SEED): Promise<readonly DemoFile[]> {
  await mkdir(directory, { recursive: true });
  const files: DemoFile[] = [];
  for (const table of makeTables(seed)) {
    const path = join(directory, table.file);
    await table.write(path);
    files.push({ type: table.type, path, rows: table.size });
  }
  return files;
}

function makeTables(seed: number): readonly Table[] {
  const places = makePlaces(seed);
  const { table: customerTable, customers } = makeCustomers(seed);
  const { table: driverTable, drivers } = makeDrivers(seed);
  const { table: equipmentTable, equipment } = makeEquipment(seed);
  const { table: loadTable, loads } = makeLoads(seed, { customers, drivers, equipment });
  const { table: invoiceTable } = makeInvoices(seed, loads);
  const learned = new Learned(seed);
  tellFleet(seed, learned, drivers, equipment, places);
  tellFreight(seed, learned, loads, customers, drivers, places);
  const tables = [places.table, customerTable, driverTable, equipmentTable, loadTable, invoiceTable];
  return [...tables, learned.episodes, learned.facts];
}
