// Ids of entities, facts and episodes (UUIDv7), and names of tenants.
import { uuidv7obj } from 'uuidv7';
import { AsofError } from './errors.ts';

declare const idBrand: unique symbol;
declare const tenantBrand: unique symbol;

/** The id of an entity, a fact or an episode: a UUID in lower case. */
export type Id = string & { readonly [idBrand]: true };

/** Graphiti's `group_id`; its empty one is called `default` here. */
export type Tenant = string & { readonly [tenantBrand]: true };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const TENANT = /^[A-Za-z0-9_-]{1,100}$/;

/** A new id, UUIDv7: ids made later sort later. */
export const newId = (): Id => uuidv7obj().toString() as Id;

export const isId = (text: string): text is Id => UUID.test(text);

/**
 * Reads an id; upper case is accepted.
 * @throws AsofError ID_INVALID
 */
export function parseId(text: string): Id {
  const id = text.toLowerCase();
  if (!isId(id)) throw new AsofError('ID_INVALID', `“${text.slice(0, 60)}” is no id; ids are UUIDs of 36 characters.`);
  return id;
}

/**
 * Reads the name of a tenant.
 * @throws AsofError TENANT_INVALID
 */
export function parseTenant(text: string): Tenant {
  if (!TENANT.test(text)) {
    throw new AsofError('TENANT_INVALID', `“${text.slice(0, 60)}” is no tenant: use letters, digits, “_” and “-”.`);
  }
  return text as Tenant;
}
