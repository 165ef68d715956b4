// The Pothos builder with its plugins, and the scalars. Knows no type of the product.
import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import ErrorsPlugin from '@pothos/plugin-errors';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import ValidationPlugin from '@pothos/plugin-validation';
import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { Prisma } from '../generated/prisma/client.ts';
import type PrismaTypes from '../generated/pothos.ts';
import { getDatamodel } from '../generated/pothos.ts';
import { InvalidInputError } from '../errors.ts';
import type { Context } from './context.ts';
import { decodeId } from './ids.ts';

const NO_SUCH_ROW = 'P2025';

/** The plugin throws where a row is not there; for who asks by an id that is an answer. */
async function nullIfMissing<T>(node: T): Promise<Awaited<T> | null> {
  try {
    return await node;
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === NO_SUCH_ROW) return null;
    throw error;
  }
}

export const builder = new SchemaBuilder<{
  PrismaTypes: PrismaTypes;
  Context: Context;
  DefaultFieldNullability: false;
  DefaultEdgesNullability: false;
  Scalars: { DateTime: { Input: Date; Output: Date }; JSON: { Input: unknown; Output: unknown }; ID: { Input: string; Output: string } };
}>({
  // Errors must come before validation: it turns what validation throws into union members.
  plugins: [ErrorsPlugin, PrismaPlugin, RelayPlugin, ValidationPlugin, ComplexityPlugin],
  defaultFieldNullability: false,
  prisma: { client: (context) => context.prisma, dmmf: getDatamodel(), filterConnectionTotalCount: true },
  relay: {
    decodeGlobalID: decodeId,
    clientMutationId: 'omit',
    cursorType: 'String',
    nodeQueryOptions: { resolve: (_root, { id }, _context, _info, resolveNode) => nullIfMissing(resolveNode(id)) },
    // One row that is not there would take the others with it: `node` answers one at a time.
    nodesQueryOptions: false,
  },
  errors: { defaultTypes: [], unsafelyHandleInputErrors: true },
  // A list counts as ten of what is in it: the page's largest query is near 1,500, three connections within each other are over.
  complexity: { defaultComplexity: 1, defaultListMultiplier: 10, limit: { depth: 15, breadth: 300, complexity: 10_000 } },
  validation: {
    validationError: ({ issues }) => {
      const first = issues[0];
      const place = (first?.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
      return new InvalidInputError(`The argument ${place} is not valid: ${first?.message ?? 'wrong shape'}`, 'Correct the argument and send it again; nothing was written.');
    },
  },
});

builder.addScalarType(
  'DateTime',
  new GraphQLScalarType<Date, string>({
    name: 'DateTime',
    description: 'A moment as ISO 8601 in UTC with milliseconds.',
    serialize: (value) => new Date(value as string | Date).toISOString(),
    parseValue: (value) => new Date(String(value)),
  }),
);

function parseLiteral(node: ValueNode): unknown {
  switch (node.kind) {
    case Kind.OBJECT:
      return Object.fromEntries(node.fields.map((field) => [field.name.value, parseLiteral(field.value)]));
    case Kind.LIST:
      return node.values.map(parseLiteral);
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.NULL:
      return null;
    case Kind.VARIABLE:
      return undefined;
    default:
      return node.value;
  }
}

builder.addScalarType('JSON', new GraphQLScalarType({ name: 'JSON', description: 'Any JSON value.', serialize: (value) => value, parseValue: (value) => value, parseLiteral }));

builder.queryType({});
builder.mutationType({});
builder.subscriptionType({});
