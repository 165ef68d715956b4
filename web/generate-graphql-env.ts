// Writes what the page knows of schema.graphql: graphql-env.d.ts (the types gql.tada reads) and graphql-possible-types.ts (for the cache).
// The gql.tada CLI reads tsconfig.json through an interface that TypeScript 7 no longer has, so its library part is called directly.
import { readFileSync, writeFileSync } from 'node:fs';
import { minifyIntrospection, outputIntrospectionFile } from '@gql.tada/internal';
import { buildSchema, introspectionFromSchema, isAbstractType } from 'graphql';

const beside = (name: string) => new URL(name, import.meta.url);
const schema = buildSchema(readFileSync(beside('./schema.graphql'), 'utf8'));

const introspection = minifyIntrospection(introspectionFromSchema(schema, { descriptions: false }));
writeFileSync(beside('./graphql-env.d.ts'), `${outputIntrospectionFile(introspection, { fileType: '.d.ts', shouldPreprocess: true })}\n`);

const possibleTypes = Object.values(schema.getTypeMap())
  .filter(isAbstractType)
  .map((type) => [type.name, schema.getPossibleTypes(type).map((member) => member.name)]);
writeFileSync(
  beside('./graphql-possible-types.ts'),
  `// Made from schema.graphql by generate-graphql-env.ts.\nexport const possibleTypes = ${JSON.stringify(Object.fromEntries(possibleTypes), null, 2)};\n`,
);
