// The SDL of the graph subgraph: every type of the registry has the fields of the interface `Entity`.
import { readFileSync } from 'node:fs';
import { type FieldDefinitionNode, Kind, parse, print } from 'graphql';
import type { Registry } from '../../core/registry.ts';
import { type Described, entitySdl, subgraphSdl } from '../kit/sdl.ts';

const FILE = new URL('./schema.graphql', import.meta.url);

/** The whole SDL of the graph subgraph for a registry. */
export function graphSdl(registry: Registry): string {
  const fields = entityFields();
  return subgraphSdl(FILE, registry, (type) => entitySdl(type, fields));
}

function entityFields(): readonly Described[] {
  const { definitions } = parse(readFileSync(FILE, 'utf8'));
  return definitions.flatMap((definition) =>
    definition.kind === Kind.INTERFACE_TYPE_DEFINITION && definition.name.value === 'Entity'
      ? (definition.fields ?? []).map(describe)
      : [],
  );
}

function describe({ description, ...field }: FieldDefinitionNode): Described {
  return { description: description?.value.replaceAll('\n', ' ') ?? '', sdl: print(field).replaceAll('\n', '\n  ') };
}
