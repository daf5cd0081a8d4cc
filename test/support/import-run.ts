// Runs an import of texts over stores in memory, for tests of importing.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registry } from '../../core/entity-types.ts';
import { newId, parseTenant, type Tenant } from '../../core/ids.ts';
import { createCommitter } from '../../subgraphs/ledger/commit.ts';
import type { RowFault } from '../../subgraphs/ledger/import/faults.ts';
import { type ImportOptions, type ImportSummary, importFiles } from '../../subgraphs/ledger/import/load.ts';
import { rowType } from '../../subgraphs/ledger/import/row-types.ts';
import { bootstrapWriter, commitWriter, dryWriter } from '../../subgraphs/ledger/import/writer.ts';
import { MemoryDirectory } from './memory-directory.ts';
import { MemoryLedger, MemoryParticipant } from './memory-ledger.ts';

export class ImportRun {
  readonly tenant: Tenant = parseTenant(`test-${newId()}`);
  readonly ledger = new MemoryLedger();
  readonly participants = ['postgres', 'neo4j', 'vectors'].map((name) => new MemoryParticipant(name));
  readonly directory = new MemoryDirectory();
  readonly committer = createCommitter({ ledger: this.ledger, participants: this.participants });
  readonly faults: RowFault[] = [];

  /** Imports files by path, each with the name of its type. */
  async files(
    files: readonly (readonly [type: string, path: string])[],
    options: Partial<ImportOptions> & { readonly dryRun?: boolean } = {},
  ): Promise<ImportSummary> {
    const { dryRun = false, bootstrap = false } = options;
    const writer = bootstrap ? bootstrapWriter(this, this.tenant) : commitWriter(this.committer, this.tenant);
    return importFiles({
      registry,
      directory: this.directory,
      writer: dryRun ? dryWriter : writer,
      tenant: this.tenant,
      files: files.map(([type, path]) => ({ path, type: rowType(registry, type) })),
      onFaults: async (faults) => void this.faults.push(...faults),
      ...options,
    });
  }

  /** Imports texts, each under its file name. */
  async texts(
    texts: readonly (readonly [type: string, name: string, content: string | Buffer])[],
    options: Partial<ImportOptions> & { readonly dryRun?: boolean } = {},
  ): Promise<ImportSummary> {
    const directory = await mkdtemp(join(tmpdir(), 'asof-import-'));
    try {
      for (const [, name, content] of texts) await writeFile(join(directory, name), content);
      return await this.files(
        texts.map(([type, name]) => [type, join(directory, name)]),
        options,
      );
    } finally {
      await rm(directory, { recursive: true });
    }
  }

  /** How many versions each store has. */
  counts(): number[] {
    return this.participants.map((participant) => participant.versions.length);
  }
}
