// Writes the schema for clients: `npm run generate:schema`. The committed copy is checked by a test.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPackageRoot } from '../config.ts';
import { printedSchema } from './schema.ts';

writeFileSync(join(findPackageRoot(), 'web/schema.graphql'), printedSchema());
