import { join } from 'node:path';
import { findPackageRoot } from '../../server/config.ts';

/** Where the programs of one run of tests are built: within the package, where its dependencies and migrations are found. */
export const programsFolder = (prefix: string): string => join(findPackageRoot(), 'dist/programs-of-tests', prefix);
