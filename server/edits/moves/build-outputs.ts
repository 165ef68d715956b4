// Which source a package entry means that names what a build makes of it. Owns the way from a source to its outputs; reads tsconfigs through the graph.
import { posix, relative } from 'node:path';
import { emittedName, withoutExtension } from '../specifier.ts';
import type { MoveWork } from './move-work.ts';

const relativeToFolder = (folder: string, path: string): string | null => {
  const rest = posix.relative(folder, path);
  return rest.startsWith('..') ? null : rest;
};

/** The outputs of a source by its tsconfig, in a fixed order; empty where `outDir` and `rootDir` do not say them. */
function outputsOf({ graph }: MoveWork, source: string, config: string): string[] {
  const found = graph.tsconfigs.all.find(({ path }) => path === config)?.config;
  if (!found?.outDir || !found.rootDir) return [];
  const rest = relativeToFolder(relative(graph.root, found.rootDir), source);
  const emitted = rest === null ? null : emittedName(rest);
  if (rest === null || emitted === null) return [];
  const out = relative(graph.root, found.outDir);
  const declarations = relative(graph.root, found.declarationDir ?? found.outDir);
  const js = posix.join(out, emitted);
  const declaration = /\.[cm]ts$/.test(rest) ? `.d${rest.slice(-4)}` : '.d.ts';
  return [js, `${js}.map`, posix.join(declarations, withoutExtension(rest) + declaration), posix.join(out, withoutExtension(rest))];
}

interface Output {
  readonly source: string;
  readonly path: string | null;
}

/** By move: every output of a moved source, and where it will be. A package can have hundreds of entries to look up. */
const known = new WeakMap<MoveWork, ReadonlyMap<string, Output>>();

function collectOutputs(work: MoveWork): ReadonlyMap<string, Output> {
  const outputs = new Map<string, Output>();
  for (const [source, after] of work.moves.files) {
    const config = work.graph.facts(source) ? work.graph.tsconfigs.governing(source)?.path : undefined;
    if (config === undefined) continue;
    const now = outputsOf(work, after, config);
    outputsOf(work, source, config).forEach((output, i) => outputs.set(output, { source, path: now[i] ?? null }));
  }
  return outputs;
}

/** Where a build output will be whose source moves; null when it is none of the outputs that tsconfigs tell. */
export function outputAfter(work: MoveWork, output: string): Output | null {
  if (work.tree.has(output)) return null;
  const outputs = known.get(work) ?? collectOutputs(work);
  known.set(work, outputs);
  return outputs.get(output) ?? null;
}

/** A moved source that an entry may be made of, by their names alone: `dist/esm/cart/totals.js` for `src/cart/totals.ts`. */
export function likelySource(work: MoveWork, output: string, packageFolder: string): string | null {
  if (work.tree.has(output)) return null;
  const wanted = withoutExtension(relativeToFolder(packageFolder, output) ?? '').split('/');
  for (const source of work.moves.files.keys()) {
    const parts = withoutExtension(relativeToFolder(packageFolder, source) ?? '').split('/');
    const tails = [wanted.slice(1), wanted.slice(2)].filter((tail) => tail.length > 0).map((tail) => tail.join('/'));
    if (emittedName(source) !== null && (tails.includes(parts.join('/')) || tails.includes(parts.slice(1).join('/')))) return source;
  }
  return null;
}
