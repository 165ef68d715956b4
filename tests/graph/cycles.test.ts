import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findCycles, stronglyConnected } from '../../server/graph/cycles.ts';
import { feedbackArcs, type Arc } from '../../server/graph/feedback-arcs.ts';
import { openGraph } from './build-graph.ts';

describe('import cycles', () => {
  test('are found with an import whose removal breaks each', async () => {
    const { graph } = await openGraph({
      'a.ts': "import './b'",
      'b.ts': "import './c'",
      'c.ts': "\nimport './a'; import './leaf'",
      'leaf.ts': '',
      'x.ts': "import('./y')",
      'y.ts': "require('./x')",
      'self.ts': "import './self'",
    });
    const cycles = findCycles(graph);
    expect(cycles.map((cycle) => cycle.files)).toEqual([['a.ts', 'b.ts', 'c.ts'], ['x.ts', 'y.ts'], ['self.ts']]);
    expect(cycles.map((cycle) => cycle.breaks.length)).toEqual([1, 1, 1]);
    expect(cycles[2]?.breaks).toEqual([{ from: 'self.ts', to: 'self.ts', specifier: './self', line: 1 }]);
  });

  test.each([
    ["import type { A } from './a'"],
    ["import { type A } from './a'"],
    ["export type { A } from './a'"],
    ["export type * from './a'"],
    ["type B = import('./a').A"],
  ])('do not go through %s unless asked', async (text) => {
    const { graph } = await openGraph({ 'a.ts': "import './b'; export interface A {}", 'b.ts': text });
    expect(findCycles(graph)).toEqual([]);
    expect(findCycles(graph, { includeTypes: true }).map((cycle) => cycle.files)).toEqual([['a.ts', 'b.ts']]);
  });

  test('do not go through declaration files, which never run, unless asked', async () => {
    const { graph } = await openGraph({ 'a.d.ts': "import { B } from './b'; export interface A { b: B }", 'b.d.ts': "import { A } from './a'; export interface B { a: A }" });
    expect(findCycles(graph)).toEqual([]);
    expect(findCycles(graph, { includeTypes: true }).map((cycle) => cycle.files)).toEqual([['a.d.ts', 'b.d.ts']]);
  });

  test('are found in a chain of many thousand files without overflowing the stack', () => {
    const nodes = Array.from({ length: 20_000 }, (_, index) => String(index));
    const open = stronglyConnected(nodes, (node) => (Number(node) + 1 < nodes.length ? [String(Number(node) + 1)] : []));
    const closed = stronglyConnected(nodes, (node) => [String((Number(node) + 1) % nodes.length)]);
    expect([open.length, closed.length]).toEqual([nodes.length, 1]);
  });
});

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const arcs = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)), { selector: (pair) => pair.join() })
  .map((pairs) => pairs.map(([from, to]): Arc => ({ from, to })));

function reachable(graph: readonly Arc[], from: string): Set<string> {
  const seen = new Set<string>();
  const visit = (node: string): void => graph.filter((arc) => arc.from === node && !seen.has(arc.to)).forEach((arc) => void visit((seen.add(arc.to), arc.to)));
  visit(from);
  return seen;
}

function hasCycle(graph: readonly Arc[]): boolean {
  return names.some((node) => reachable(graph, node).has(node));
}

test('two files are in one component exactly when each reaches the other', () => {
  fc.assert(
    fc.property(arcs, (graph) => {
      const parts = stronglyConnected(names, (node) => graph.filter((arc) => arc.from === node).map((arc) => arc.to));
      expect(parts.flat().sort()).toEqual(names);
      for (const a of names) {
        for (const b of names.filter((name) => name !== a)) {
          const together = parts.some((part) => part.includes(a) && part.includes(b));
          expect(together).toBe(reachable(graph, a).has(b) && reachable(graph, b).has(a));
        }
      }
    }),
  );
});

test('the arcs to remove leave no cycle, and none of them can be spared', () => {
  fc.assert(
    fc.property(arcs, (graph) => {
      const removed = new Set(feedbackArcs(names, graph));
      const rest = graph.filter((arc) => !removed.has(arc));
      expect(hasCycle(rest)).toBe(false);
      for (const arc of removed) expect(hasCycle([...rest, arc])).toBe(true);
    }),
  );
});
