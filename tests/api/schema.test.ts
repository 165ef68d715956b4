import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { printedSchema } from '../../server/api/schema.ts';
import { findPackageRoot } from '../../server/config.ts';
import { possibleTypes } from '../../web/graphql-possible-types.ts';

const committed = readFileSync(join(findPackageRoot(), 'web/schema.graphql'), 'utf8');

test('web/schema.graphql is what the server serves', () => {
  expect(committed, 'The schema changed: run `npm run generate:schema` and commit what it writes.').toBe(printedSchema());
});

test('every mistake of a union is a DomainError with code, message and hint', () => {
  const schema = buildSchema(committed);
  const mistakes = Object.entries(possibleTypes)
    .filter(([name]) => name.startsWith('Mutation'))
    .flatMap(([, members]) => members.filter((member) => !member.endsWith('Success')));
  expect(mistakes).toContain('TargetNotFoundError');
  expect([...new Set(mistakes)].sort()).toEqual([...possibleTypes.DomainError].sort());
  for (const name of mistakes) expect(schema.getType(name), name).toBeDefined();
});
