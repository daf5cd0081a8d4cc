// A plugin is one concern of the gateway, one file in plugins/; the server is the ordered list of them.
import type { ApolloServerPlugin } from '@apollo/server';
import type { Express } from 'express';
import type { GatewayContext } from './context.ts';

export interface GatewayPlugin {
  readonly name: string;
  /** Adds its part to the road of an HTTP request, in the order of the list, before GraphQL. */
  http?(app: Express): void;
  /** Fills in its part of a request's context, in the order of the list; an AsofError refuses the request. */
  context?(context: GatewayContext): void;
  /** Its part of an operation. Apollo runs the hooks of all plugins side by side: none may rely on another's. */
  readonly apollo?: ApolloServerPlugin<GatewayContext>;
}
