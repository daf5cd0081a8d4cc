// Limits on what one request may ask: the size of its body, and depth, aliases and fields of its document.
import express from 'express';
import {
  type ASTVisitor,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { AsofError } from '../../core/errors.ts';
import type { Config, Limits } from '../config.ts';
import type { GatewayPlugin } from '../plugin.ts';

export function limits({ limits: { bodyBytes } }: Config): GatewayPlugin {
  return {
    name: 'limits',
    http(app) {
      app.use('/graphql', express.json({ limit: bodyBytes }));
    },
  };
}

/** How much a selection asks for, with its fragments written out. */
interface Size {
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
}

const NOTHING: Size = { depth: 0, fields: 0, aliases: 0 };

/** A validation rule, so that it runs once for each distinct document, and before anything is planned. */
export function documentLimits(max: Limits): ValidationRule {
  return (context: ValidationContext): ASTVisitor => {
    const sizes = new Map<string, Size>();
    return {
      OperationDefinition(operation) {
        const { depth, fields, aliases } = measure(operation.selectionSet, context, sizes);
        const refuse = (what: string, limit: number): void => {
          const error = new AsofError('REQUEST_TOO_LARGE', `The operation has ${what}; at most ${limit} are allowed.`);
          context.reportError(new GraphQLError(error.message, { nodes: operation, originalError: error }));
        };
        if (depth > max.queryDepth) refuse(`fields nested ${depth} deep`, max.queryDepth);
        if (fields > max.queryFields) refuse(`${fields} fields, fragments written out`, max.queryFields);
        if (aliases > max.queryAliases) refuse(`${aliases} aliases, fragments written out`, max.queryAliases);
      },
    };
  };
}

function measure(set: SelectionSetNode, context: ValidationContext, sizes: Map<string, Size>): Size {
  let { depth, fields, aliases } = NOTHING;
  for (const selection of set.selections) {
    let inner = NOTHING;
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      inner = fragmentSize(context.getFragment(selection.name.value), context, sizes);
    } else if (selection.selectionSet) {
      inner = measure(selection.selectionSet, context, sizes);
    }
    const own = selection.kind === Kind.FIELD ? 1 : 0;
    depth = Math.max(depth, own + inner.depth);
    fields += own + inner.fields;
    aliases += (selection.kind === Kind.FIELD && selection.alias ? 1 : 0) + inner.aliases;
  }
  return { depth, fields, aliases };
}

/** Measured once for each fragment. One that contains itself is refused by a rule of GraphQL's own. */
function fragmentSize(
  fragment: FragmentDefinitionNode | null | undefined,
  context: ValidationContext,
  sizes: Map<string, Size>,
): Size {
  if (!fragment) return NOTHING;
  const known = sizes.get(fragment.name.value);
  if (known) return known;
  sizes.set(fragment.name.value, NOTHING);
  const size = measure(fragment.selectionSet, context, sizes);
  sizes.set(fragment.name.value, size);
  return size;
}
