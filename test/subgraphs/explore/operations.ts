// Operations that ask an exploring API in every way its schema allows, generated from the schema itself: everything is
// selected, filtered by every operator, ordered, counted and aggregated, at the roots and along every relationship.
import {
  astFromValue,
  buildASTSchema,
  type DocumentNode,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** What filters ask for: texts and instants of the data that must not be seen. */
export interface Asked {
  readonly texts: readonly string[];
  readonly instant: string;
}

type Field = GraphQLField<unknown, unknown>;
type Condition = Readonly<Record<string, unknown>>;

/** The schema without what only composition reads. */
export function schemaOf(sdl: string): GraphQLSchema {
  const { definitions, ...document } = parse(sdl);
  return buildASTSchema({ ...document, definitions: definitions.filter(({ kind }) => kind !== Kind.SCHEMA_EXTENSION) });
}

/** All operations. */
export function operationsOf(schema: GraphQLSchema, asked: Asked): readonly string[] {
  const roots = Object.values(schema.getQueryType()?.getFields() ?? {});
  return roots.flatMap((root) => {
    const { node, isConnection } = nodeOf(root);
    const alone = [call(root, {}, selectAll(root)), ...ordered(root)];
    if (!isConnection) {
      const found = call(root, { where: anyOf(whereOf(root), asked) }, selectAll(root));
      return [...alone, found, ...relations(node).map((field) => call(root, {}, walk(field)))];
    }
    return [...alone, ...conditions(root, node, asked), ...relations(node).map((field) => within(root, field, asked))];
  });
}

/** Names of all fields, input fields and enum values that the operations use, as `Type.name`. */
export function usedBy(schema: GraphQLSchema, operations: readonly string[]): ReadonlySet<string> {
  const used = new Set<string>();
  for (const operation of operations) {
    const info = new TypeInfo(schema);
    const note = (type: unknown, name: string): void => void used.add(`${String(type)}.${name}`);
    const document: DocumentNode = parse(operation);
    visit(
      document,
      visitWithTypeInfo(info, {
        Field: (node) => note(info.getParentType(), node.name.value),
        Argument: (node) => note(`${info.getParentType()}.${info.getFieldDef()?.name}`, node.name.value),
        ObjectField: (node) => note(getNamedType(info.getParentInputType()), node.name.value),
        EnumValue: (node) => note(getNamedType(info.getInputType()), node.value),
      }),
    );
  }
  return used;
}

/** All that operations can use of a schema, in the same form; what only joins conditions leads nowhere itself. */
export function partsOf(schema: GraphQLSchema): readonly string[] {
  return Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => {
      if (isEnumType(type)) return type.getValues().map(({ name }) => `${type.name}.${name}`);
      if (isInputObjectType(type)) return inputFields(type).map(({ name }) => `${type.name}.${name}`);
      if (!isObjectType(type)) return [];
      return Object.values(type.getFields()).flatMap((field) => [
        `${type.name}.${field.name}`,
        ...field.args.map(({ name }) => `${type.name}.${field.name}.${name}`),
      ]);
    });
}

/** The second page begins after the first node. */
const SECOND = Buffer.from('arrayconnection:0').toString('base64');

/** A page of each root and relationship is asked for with every argument that makes no condition. */
function pageArguments(field: Field): Condition {
  const given = new Set(field.args.map(({ name }) => name));
  return { ...(given.has('limit') && { limit: 10, offset: 0 }), ...(given.has('first') && { first: 10 }) };
}

function call(field: Field, args: Condition, selection: string): string {
  return `{ ${nested(field, args, selection)} }`;
}

function nested(field: Field, args: Condition, selection: string): string {
  const values = { ...pageArguments(field), ...args };
  const written = field.args.flatMap(({ name, type }) => {
    const literal = name in values ? astFromValue(values[name], type) : null;
    return literal ? [`${name}: ${print(literal)}`] : [];
  });
  return `${field.name}${written.length > 0 ? `(${written.join(', ')})` : ''} ${selection}`;
}

const objectOf = (field: Field): GraphQLObjectType => getNamedType(field.type) as GraphQLObjectType;

/** The type of the nodes that a field leads to, by a list or a connection. */
function nodeOf(field: Field): { readonly node: GraphQLObjectType; readonly isConnection: boolean } {
  const type = objectOf(field);
  const { edges } = type.getFields();
  const node = edges && objectOf(edges).getFields().node;
  return node ? { node: objectOf(node), isConnection: true } : { node: type, isConnection: false };
}

/** Fields that lead from a node to others. */
const relations = (type: GraphQLObjectType): readonly Field[] =>
  Object.values(type.getFields()).filter(({ args }) => args.some(({ name }) => name === 'where'));

/** Everything below a field but other nodes' relationships. */
function selectAll(field: Field): string {
  const type = objectOf(field);
  const parts = Object.values(type.getFields()).flatMap((inner) => {
    if (isLeafType(getNamedType(inner.type))) return [inner.name];
    return inner.args.length > 0 ? [] : [`${inner.name} ${selectAll(inner)}`];
  });
  return `{ __typename ${parts.join(' ')} }`;
}

/** A relationship with everything, and from its ends every list of nodes further on. */
function walk(relation: Field): string {
  const { node, isConnection } = nodeOf(relation);
  const further = relations(node)
    .filter((field) => !nodeOf(field).isConnection)
    .map((field) => nested(field, {}, selectAll(field)));
  const all = selectAll(relation);
  const whole = isConnection
    ? `${all.slice(0, -1)} edges { node { ${further.join(' ')} } } }`
    : `${all.slice(0, -1)} ${further.join(' ')} }`;
  return `{ ${nested(relation, {}, whole)} }`;
}

/** Ordered by everything, rising and falling. */
function ordered(field: Field): readonly string[] {
  return ['ASC', 'DESC'].map((direction) => call(field, { sort: ordersOf(field, direction) }, selectAll(field)));
}

function ordersOf(field: Field, direction: string): readonly Condition[] {
  const sort = field.args.find(({ name }) => name === 'sort');
  return sort ? orders(getNamedType(sort.type) as GraphQLInputObjectType, direction) : [];
}

function orders(type: GraphQLInputObjectType, direction: string): readonly Condition[] {
  return Object.values(type.getFields()).flatMap((field): readonly Condition[] => {
    const inner = getNamedType(field.type);
    if (!isInputObjectType(inner)) return [{ [field.name]: direction }];
    return orders(inner, direction).map((order) => ({ [field.name]: order }));
  });
}

/** A root with a relationship of its nodes that is filtered, ordered and counted itself. */
function within(root: Field, relation: Field, asked: Asked): string {
  const where = whereOf(relation);
  const args = { where: anyOf(where, asked), sort: ordersOf(relation, 'DESC') };
  const all = selectAll(relation);
  const isConnection = relation.args.some(({ name }) => name === 'after');
  const next = isConnection ? `next: ${nested(relation, { after: SECOND }, all)}` : '';
  return call(root, { after: SECOND }, `{ edges { node { ${nested(relation, args, all)} ${next} } } }`);
}

/** A root by each condition that it may be filtered by. */
function conditions(root: Field, node: GraphQLObjectType, asked: Asked): readonly string[] {
  const keys = Object.values(node.getFields()).filter(({ type }) => isLeafType(getNamedType(type)));
  const selection = `{ totalCount edges { cursor node { ${keys.map(({ name }) => name).join(' ')} } } }`;
  const where = whereOf(root);
  const plain = scalarConditions(where, asked).map((condition, n) =>
    n % 2 === 0 ? condition : { AND: [condition], NOT: { NOT: condition } },
  );
  return [...plain, ...relationConditions(where, asked)].map((one) => call(root, { where: one }, selection));
}

const whereOf = (field: Field): GraphQLInputObjectType =>
  getNamedType(field.args.find(({ name }) => name === 'where')?.type) as GraphQLInputObjectType;

/** The server plans each condition, and plans many of them together for minutes. */
const OPERATORS_AT_ONCE = 9;
const LOGICAL = new Set(['AND', 'OR', 'NOT']);
const QUANTIFIERS = ['some', 'none', 'single', 'all'];

type InputField = ReturnType<GraphQLInputObjectType['getFields']>[string];

const inputFields = (type: GraphQLInputObjectType): readonly InputField[] =>
  Object.values(type.getFields()).filter(({ name }) => !LOGICAL.has(name));

const inputOf = (field: InputField): GraphQLInputObjectType => getNamedType(field.type) as GraphQLInputObjectType;

/** Whether an input has quantifiers: then it is about what a relationship leads to. */
const isRelation = (field: InputField): boolean => 'some' in inputOf(field).getFields();

/** Whether a condition on a relationship is one on its connection. */
const isOfConnection = (field: InputField): boolean => field.name.endsWith('Connection');

/** Conditions on each property, with all of its operators, a few at a time. */
function scalarConditions(where: GraphQLInputObjectType, asked: Asked): readonly Condition[] {
  return inputFields(where)
    .filter((field) => !isRelation(field))
    .flatMap((field) => {
      const all = operators(inputOf(field), asked).map((operator) => ({ [field.name]: operator }));
      const starts = all.flatMap((_, n) => (n % OPERATORS_AT_ONCE === 0 ? [n] : []));
      return starts.map((start) => ({ OR: all.slice(start, start + OPERATORS_AT_ONCE) }));
    });
}

/** Holds for anything that is not to be seen; of a relationship, by what itself or its end has. */
function anyOf(where: GraphQLInputObjectType, asked: Asked): Condition {
  const { node, edge } = where.getFields();
  if (!node) return { OR: simpleConditions(where, asked) };
  const ends = simpleConditions(inputOf(node), asked).map((condition) => ({ node: condition }));
  const edges = edge ? simpleConditions(inputOf(edge), asked).map((condition) => ({ edge: condition })) : [];
  return { OR: [...ends, ...edges] };
}

/** One operator for each property: all of them at once, at every level, would keep the planner busy for minutes. */
function simpleConditions(where: GraphQLInputObjectType, asked: Asked): readonly Condition[] {
  return inputFields(where)
    .filter((field) => !isRelation(field))
    .map((field) => {
      const all = operators(inputOf(field), asked);
      const best = all.find((one) => 'gte' in one) ?? all[0];
      return { [field.name]: best };
    });
}

/** Holds for nothing. */
function noneOf(where: GraphQLInputObjectType): Condition {
  const { node } = where.getFields();
  const inner = node ? inputOf(node) : where;
  const key = inputFields(inner).find((field) => !isRelation(field))?.name ?? '';
  return node ? { node: { [key]: { eq: 'nobody has this' } } } : { [key]: { eq: 'nobody has this' } };
}

/** Each relationship under each quantifier, once more by what the next relationship leads to, and by aggregations. */
function relationConditions(where: GraphQLInputObjectType, asked: Asked): readonly Condition[] {
  return inputFields(where)
    .filter(isRelation)
    .flatMap((field, turn) => {
      const quantified = inputOf(field).getFields();
      const inner = inputOf(quantified.some as InputField);
      const simple = QUANTIFIERS.map((name) => ({
        [field.name]: { [name]: name === 'all' ? noneOf(inner) : anyOf(inner, asked) },
      }));
      const target = inner.getFields().node ? inputOf(inner.getFields().node as InputField) : inner;
      const wrap = (condition: Condition): Condition => (target === inner ? condition : { node: condition });
      const further = inputFields(target)
        .filter((next) => isRelation(next) && isOfConnection(next) === isOfConnection(field))
        .map((next) => {
          const last = inputOf(inputOf(next).getFields().some as InputField);
          return { [field.name]: { some: wrap({ NOT: { [next.name]: { none: anyOf(last, asked) } } }) } };
        });
      const { aggregate } = quantified;
      const aggregates = aggregate
        ? aggregations(inputOf(aggregate), asked, turn).map((condition) => ({ [field.name]: { aggregate: condition } }))
        : [];
      return [...simple, ...further, ...aggregates];
    });
}

/** By counts, and by what is the least and the greatest of each property: one condition for each part. */
function aggregations(type: GraphQLInputObjectType, asked: Asked, turn: number): readonly Condition[] {
  return inputFields(type).map((part) => ({
    OR: deep(inputOf(part), asked, turn).map((one) => ({ [part.name]: one })),
  }));
}

/** A condition on everything that lies below an input, with the operators taking turns. */
function deep(type: GraphQLInputObjectType, asked: Asked, start: number): readonly Condition[] {
  return inputFields(type).flatMap((field, index) => {
    const inner = inputOf(field);
    const isOperators = inputFields(inner).every(({ type }) => isLeafType(getNamedType(type)));
    const all = isOperators ? operators(inner, asked) : [];
    const turn = start + index;
    const one = all[turn % all.length];
    return (one ? [one] : deep(inner, asked, turn)).map((condition) => ({ [field.name]: condition }));
  });
}

/** One condition for each operator of a filter on a property. */
function operators(type: GraphQLInputObjectType, asked: Asked): readonly Condition[] {
  return inputFields(type).flatMap((field): Condition[] => {
    const named = getNamedType(field.type);
    if (isInputObjectType(named)) return operators(named, asked).map((inner) => ({ [field.name]: inner }));
    const inner = isNonNullType(field.type) ? field.type.ofType : field.type;
    const values = valuesOf(named.name, asked);
    return isListType(inner) ? [{ [field.name]: values }] : values.map((value) => ({ [field.name]: value }));
  });
}

function valuesOf(type: string, { texts, instant }: Asked): readonly unknown[] {
  const known: Readonly<Record<string, readonly unknown[]>> = {
    String: texts,
    DateTime: [instant],
    Boolean: [true],
    Int: [1],
    Float: [3.5],
  };
  const values = known[type];
  if (!values) throw new Error(`The tests have no value for ${type}.`);
  return values;
}
