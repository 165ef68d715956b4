// Makes the name index of each file of a room while nobody waits, and keeps it by the facts of the file. Owns when; what is in it is module-scope.ts.
import { setTimeout as pause } from 'node:timers/promises';
import type { FileFacts } from '../../graph/facts.ts';
import { parseGuarded } from '../../graph/guarded-parse.ts';
import type { ReadableGraph } from '../../graph/project-graph.ts';
import { cutsOf } from '../syntax-parts.ts';
import { moduleOptions, type SyntaxNode } from '../syntax.ts';
import type { ReadableTree } from '../virtual-tree.ts';
import { readWords } from '../words.ts';
import { ModuleScope } from './module-scope.ts';
import { NameIndex } from './name-index.ts';

/** Facts are replaced when the content of their file changes. */
const indexes = new WeakMap<FileFacts, NameIndex | null>();

/** Characters that are parsed at once: the tree of a long file takes a hundred times as much memory as its text. */
const PIECE = 12_288;

/** True for a module without errors whose facts were read from the text that is there. Only such a file can be taken apart. */
export function isPlainModule(tree: ReadableTree, facts: FileFacts | undefined, text: string): facts is FileFacts {
  return facts !== undefined && facts.problems.length === 0 && facts.statements.length > 0 && facts.hash === tree.hash(facts.path) && !text.startsWith('\uFEFF');
}

/** The index of a file as it is; null where there is none (yet), and its tree has to be read. */
export function indexOf(tree: ReadableTree, graph: ReadableGraph, file: string): NameIndex | null {
  const facts = graph.facts(file);
  const index = facts && indexes.get(facts);
  return index && facts.hash === tree.hash(file) ? index : null;
}

/** The index of a module, read piece by piece: yields after each. Returns null for a text that does not come apart without errors. */
export function* readNames(path: string, text: string, statements: readonly number[]): Generator<void, NameIndex | null> {
  const [cuts, scope, docs] = [cutsOf(text, statements), new ModuleScope(), [] as number[]];
  const options = moduleOptions(path);
  for (let from = 0; from < cuts.length - 1; ) {
    let to = from + 1;
    const start = cuts[from] as number;
    while (to < cuts.length - 1 && (cuts[to] as number) - start < PIECE) to += 1;
    const { errors, program, comments } = parseGuarded(path, text.slice(start, cuts[to]), options);
    if (errors.some(({ severity }) => severity === 'Error')) return null;
    scope.add(program.body as unknown as SyntaxNode[], text, start);
    for (const comment of comments) if (comment.type === 'Block' && comment.value.startsWith('*')) docs.push(start + comment.start, start + comment.end);
    from = to;
    yield;
  }
  return new NameIndex(scope.finish(), docs);
}

/**
 * Indexes every file that is not yet, in small pieces with pauses. Reads only; stops when the signal is aborted, without an error.
 * A file that changes meanwhile gets new facts, and is left to the next call.
 */
export async function indexNames({ tree, graph }: { readonly tree: ReadableTree; readonly graph: ReadableGraph }, signal: AbortSignal): Promise<void> {
  for (const file of graph.files()) {
    const facts = graph.facts(file);
    if (!facts || indexes.has(facts)) continue;
    const text = tree.text(file);
    if (text === undefined || facts.hash !== tree.hash(file)) continue;
    readWords(facts, text);
    const reading = isPlainModule(tree, facts, text) ? readNames(file, text, facts.statements) : null;
    let index: NameIndex | null = null;
    for (let isDone = false; !isDone; ) {
      const since = performance.now();
      const step = reading?.next();
      isDone = step?.done !== false;
      if (step?.done) index = step.value;
      // As long as the piece took: whoever asks for something meanwhile has half of the time at least.
      await pause(performance.now() - since);
      if (signal.aborted) return;
    }
    indexes.set(facts, index);
  }
}
