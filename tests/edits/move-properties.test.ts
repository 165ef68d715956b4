import fc from 'fast-check';
import { posix } from 'node:path';
import { expect, test } from 'vitest';
import type { Change } from '../../server/intents/change.ts';
import { openGraph } from '../graph/build-graph.ts';
import { changeProject, type Texts } from './changed-project.ts';

const PATHS = ['a.ts', 'b/index.ts', 'b/x.ts', 'b/c/y.ts', 'b/c/index.ts', 'b/b/z.ts', 'd/x.ts', 'd/b/y.tsx', 'e.d.ts', 'f.js'] as const;
const CONFIG = '{"compilerOptions":{"allowJs":true,"paths":{"@/*":["./*"],"@b/*":["./b/*"],"@x":["./b/x.ts"]}}}';

const forms: readonly ((specifier: string) => string)[] = [
  (s) => `import '${s}';`, (s) => `export * from "${s}"`, (s) => `import type { T } from '${s}'`, (s) => `const m = await import(\`${s}\`);`,
  (s) => `require('${s}')`, (s) => `vi.mock('${s}')`, (s) => `/** @type {import('${s}').T} */`, (s) => `type T = import("${s}").T; // 😀 ${s}`,
];

/** Ways to write how `from` names `to`. */
function specifiersOf(from: string, to: string): string[] {
  const direct = posix.relative(posix.dirname(from), to);
  const dotted = direct.startsWith('.') ? direct : `./${direct}`;
  const bare = (path: string) => path.replace(/(\.d)?\.[jt]sx?$/, '');
  const around = posix.dirname(from) === '.' ? [] : [`${'../'.repeat(from.split('/').length - 1)}${to}`];
  const folder = posix.basename(bare(to)) === 'index' ? [posix.dirname(dotted) === '.' ? '.' : posix.dirname(dotted)] : [];
  const written = [dotted, bare(dotted), bare(dotted) + '.js', ...around, ...around.map(bare), ...folder, `@/${bare(to)}`, ...(to.startsWith('b/') ? [`@b/${bare(to).slice(2)}`] : []), ...(to === 'b/x.ts' ? ['@x'] : [])];
  return written.filter((specifier) => !/\.d\.ts$|(?:^|\/)f\.js\.js$/.test(specifier));
}

const line = (from: string) => fc.tuple(fc.constantFrom(...forms), fc.constantFrom(...PATHS).chain((to) => fc.constantFrom(...specifiersOf(from, to)))).map(([form, specifier]) => form(specifier));
const project = fc.tuple(...PATHS.map((path) => fc.tuple(fc.array(line(path), { maxLength: 4 }), fc.constantFrom('\n', '\r\n')).map(([lines, end]) => [path, lines.join(end)] as const))).map((entries): Texts => ({ ...Object.fromEntries(entries), 'tsconfig.json': CONFIG }));
const change = fc.constantFrom<Change>(
  ...['b', 'b/c', 'b/b', 'd'].flatMap((from) => ['moved', 'd/moved/deep', 'b2'].filter((to) => !`${to}/`.startsWith(`${from}/`)).map((to): Change => ({ kind: 'MOVE_FOLDER', from, to }))),
  ...PATHS.flatMap((from) => ['moved', 'b/c', 'x/y'].map((folder): Change => ({ kind: 'MOVE_FILE', from, to: posix.join(folder, `new-${posix.basename(from)}`) }))),
);

test('every reference leads to the file that it led to before, wherever that is now', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(project, change, async (files, made) => {
      const { texts, graph, edits } = await changeProject(files, made);
      const now = new Map(edits.renamed.files.map(([after, before]) => [before, after]));
      const { graph: after } = await openGraph(texts);
      for (const file of graph.files()) {
        const targets = (edges: ReturnType<typeof graph.edgesFrom>) => edges.map(({ to, kind }) => [kind, to]);
        const expected = targets(graph.edgesFrom(file)).map(([kind, to]) => [kind, now.get(to ?? '') ?? to]);
        expect(targets(after.edgesFrom(now.get(file) ?? file)), `${file} ${files[file]} -> ${texts[now.get(file) ?? file]}`).toEqual(expected);
      }
    }),
    { numRuns: 100 },
  );
});
