// The types that Asof comes with: a freight company's five, and one for nodes whose label nobody registered.
import { type EntityType, type Field, type FieldKind, Registry } from './registry.ts';

type FieldOptions = Pick<Field, 'references' | 'values' | 'required' | 'long'>;

function field(name: string, kind: FieldKind, description: string, options: FieldOptions = {}): Field {
  const column = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return { name, kind, column, description, ...options };
}

const customer: EntityType = {
  name: 'Customer',
  singular: 'customer',
  plural: 'customers',
  table: 'customer_version',
  description: 'A company that orders freight and is invoiced for it.',
  nameField: 'name',
  textFields: ['name', 'industry', 'tier'],
  fields: [
    field('name', 'string', 'The company’s name.', { required: true }),
    field('tier', 'string', 'Standing with us: BRONZE, SILVER, GOLD or PLATINUM.', {
      values: ['BRONZE', 'SILVER', 'GOLD', 'PLATINUM'],
    }),
    field('industry', 'string', 'What the company does, such as “furniture”.'),
    field('email', 'string', 'Where invoices go.'),
    field('phone', 'string', 'The dispatch desk’s telephone.'),
    field('creditLimit', 'decimal', 'How much may be outstanding, in US dollars.'),
    field('paymentTermsDays', 'int', 'Days from issue until an invoice is due.'),
    field('address', 'json', 'Postal address: street, city, state, postalCode.'),
  ],
};

const equipment: EntityType = {
  name: 'Equipment',
  singular: 'equipment',
  plural: 'equipments',
  table: 'equipment_version',
  description: 'A tractor or trailer of the fleet.',
  nameField: 'unitNumber',
  textFields: ['unitNumber', 'kind', 'make', 'model', 'homeTerminal'],
  fields: [
    field('unitNumber', 'string', 'The number painted on it.', { required: true }),
    field('kind', 'string', 'TRACTOR, DRY_VAN, REEFER, FLATBED or TANKER.', {
      values: ['TRACTOR', 'DRY_VAN', 'REEFER', 'FLATBED', 'TANKER'],
    }),
    field('make', 'string', 'Manufacturer.'),
    field('model', 'string', 'The manufacturer’s name for the model.'),
    field('modelYear', 'int', 'Year of the model.'),
    field('vin', 'string', 'Vehicle identification number.'),
    field('capacityKg', 'int', 'Payload in kilograms.'),
    field('status', 'string', 'AVAILABLE, IN_USE, MAINTENANCE or RETIRED.', {
      values: ['AVAILABLE', 'IN_USE', 'MAINTENANCE', 'RETIRED'],
    }),
    field('homeTerminal', 'string', 'The terminal it belongs to.'),
  ],
};

const driver: EntityType = {
  name: 'Driver',
  singular: 'driver',
  plural: 'drivers',
  table: 'driver_version',
  description: 'A person who drives for the company.',
  nameField: 'name',
  textFields: ['name', 'licenseClass', 'homeTerminal'],
  fields: [
    field('name', 'string', 'The driver’s name.', { required: true }),
    field('licenseNumber', 'string', 'Number of the commercial driving licence.'),
    field('licenseClass', 'string', 'Class of the licence: A, B or C.', { values: ['A', 'B', 'C'] }),
    field('licenseExpiresOn', 'date', 'Last day on which the licence is good.'),
    field('hiredOn', 'date', 'First day of employment.'),
    field('status', 'string', 'ACTIVE, ON_LEAVE, SUSPENDED or LEFT.', {
      values: ['ACTIVE', 'ON_LEAVE', 'SUSPENDED', 'LEFT'],
    }),
    field('homeTerminal', 'string', 'The terminal from which the driver starts.'),
    field('phone', 'string', 'The driver’s telephone.'),
  ],
};

const load: EntityType = {
  name: 'Load',
  singular: 'load',
  plural: 'loads',
  table: 'load_version',
  description: 'One shipment, from pick-up to delivery.',
  nameField: 'reference',
  textFields: ['reference', 'origin', 'destination', 'commodity', 'status'],
  fields: [
    field('reference', 'string', 'The number that customer and dispatcher know it by.', { required: true }),
    field('origin', 'string', 'Where it is picked up.'),
    field('destination', 'string', 'Where it is delivered.'),
    field('commodity', 'string', 'What is shipped.'),
    field('pickupAt', 'instant', 'When it is to be picked up.'),
    field('deliverBy', 'instant', 'When it has to be delivered.'),
    field('weightKg', 'int', 'Weight in kilograms.'),
    field('distanceKm', 'int', 'Length of the route in kilometres.'),
    field('status', 'string', 'BOOKED, DISPATCHED, IN_TRANSIT, DELIVERED or CANCELLED.', {
      values: ['BOOKED', 'DISPATCHED', 'IN_TRANSIT', 'DELIVERED', 'CANCELLED'],
    }),
    field('rate', 'decimal', 'Price agreed for the shipment, in US dollars.'),
    field('customer', 'reference', 'Who ordered it.', { references: 'Customer' }),
    field('driver', 'reference', 'Who drives it.', { references: 'Driver' }),
    field('equipment', 'reference', 'The trailer that carries it.', { references: 'Equipment' }),
  ],
};

const invoice: EntityType = {
  name: 'Invoice',
  singular: 'invoice',
  plural: 'invoices',
  table: 'invoice_version',
  description: 'A bill for a load.',
  nameField: 'number',
  textFields: ['number', 'status'],
  fields: [
    field('number', 'string', 'The number printed on it.', { required: true }),
    field('amount', 'decimal', 'What is owed, in US dollars.'),
    field('status', 'string', 'DRAFT, SENT, PAID, OVERDUE or VOID.', {
      values: ['DRAFT', 'SENT', 'PAID', 'OVERDUE', 'VOID'],
    }),
    field('issuedOn', 'date', 'Day of issue.'),
    field('dueOn', 'date', 'Day by which it has to be paid.'),
    field('paidOn', 'date', 'Day on which it was paid.'),
    field('customer', 'reference', 'Who owes it.', { references: 'Customer' }),
    field('load', 'reference', 'The load it bills.', { references: 'Load' }),
  ],
};

const otherEntity: EntityType = {
  name: 'OtherEntity',
  singular: 'otherEntity',
  plural: 'otherEntities',
  table: 'other_entity_version',
  description: 'A node of the graph with a label that no registered type has.',
  nameField: 'name',
  textFields: ['name', 'summary'],
  fields: [
    field('name', 'string', 'The node’s name.', { required: true }),
    field('labels', 'strings', 'The labels that it has in the graph, besides `Entity`.'),
    field('summary', 'string', 'What the graph has summed up about it.', { long: true }),
  ],
};

/** The registry that Asof starts with. Teams add entries of their own. */
export const registry = new Registry([customer, equipment, driver, load, invoice, otherEntity]);
