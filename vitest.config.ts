import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/support/longest-first.ts';

export default defineConfig({
  // The build of `supernova/react` puts the styles there.
  define: { __SUPERNOVA_STYLES__: '""' },
  test: {
    environment: 'node',
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    exclude: ['**/node_modules/**', 'tests/**/fixtures/**'],
    globalSetup: ['tests/support/test-server.ts'],
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // graphql-js refuses objects of a second copy of itself; inlined, all of them share one.
    server: { deps: { inline: [/graphql/, /@pothos/] } },
  },
});
