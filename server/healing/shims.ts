// What a room still keeps for old callers, and who they are: the compiler's own deprecation diagnostics, completed where it is silent. Reads only.
import { findShims, type FoundShim, type Replacement } from '../edits/find-shims.ts';
import { ParsedFiles } from '../edits/parsed-files.ts';
import { renameExport } from '../edits/rename-export.ts';
import type { SignatureShim } from '../edits/signatures/find-signature-shims.ts';
import { findOldCalls } from '../edits/signatures/old-calls.ts';
import { positionAt } from '../edits/syntax.ts';
import type { Codebase } from '../impact/codebase.ts';

/** A place that still says the old form; line and column from 1. */
export interface ShimCaller {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface Shim {
  readonly file: string;
  /** The deprecated name; null for a file that passes another one on. */
  readonly name: string | null;
  /** Null where it leads out of the room. */
  readonly replacement: Replacement | null;
  readonly callers: readonly ShimCaller[];
}

type Source = Pick<Codebase, 'tree' | 'graph' | 'checker' | 'aliasesFor'>;

/** What the edit engine sees of a shim's callers, and the files in which the compiler may see more. */
interface Seen {
  readonly shim: FoundShim;
  readonly places: readonly { readonly file: string; readonly start: number }[];
  readonly importers: readonly string[];
}

/** The compiler tells an import with its `type`, and a string with its quotes. */
function startAsToldBy(text: string, start: number): number {
  const before = text.slice(Math.max(0, start - 20), start);
  return start - (/(?:[{,]\s*)(type\s+)$/.exec(before)?.[1]?.length ?? (/["'`]$/.test(before) ? 1 : 0));
}

function seen({ tree, graph }: Source, shim: FoundShim): Seen {
  const { file, name } = shim;
  if (name === null) {
    const edges = graph.edgesTo(file).filter((edge) => edge.from !== file);
    return { shim, places: edges.map(({ from, start }) => ({ file: from, start })), importers: [] };
  }
  // What a rename would touch is what says the name; nothing of it is written.
  const { dependents, sites } = renameExport({ tree, graph, file, from: name, to: `${name}Old` });
  const places = [...dependents].flatMap(([path, { imports, references }]) => [...imports, ...references].filter(({ start, end }) => end > start).map(({ start }) => ({ file: path, start: startAsToldBy(tree.text(path) ?? '', start) })));
  const importers = sites.flatMap((site) => graph.edgesTo(site.file).map((edge) => edge.from)).filter((path) => path !== file);
  return { shim, places, importers: [...new Set(importers)] };
}

const sorted = (callers: readonly ShimCaller[]): ShimCaller[] => [...callers].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column));

/** The calls that the compiler resolves to the deprecated overload. */
async function oldSignature(codebase: Source, { file, name, replacement, signature }: FoundShim & { readonly signature: SignatureShim }, signal: AbortSignal): Promise<Shim> {
  const { places } = await findOldCalls(codebase, new ParsedFiles(codebase.tree), { file, shim: signature }, signal);
  return { file, name, replacement, callers: sorted(places.map((place) => ({ file: place.file, ...positionAt(codebase.tree.text(place.file) ?? '', place.start) }))) };
}

/** The first shims of the room by path, each with everybody who still needs it. One call of the compiler for all names, one for each old signature. */
export async function listShims(codebase: Source, limit: number, signal: AbortSignal): Promise<Shim[]> {
  const { tree, graph, checker } = codebase;
  const all = findShims({ tree, graph }).slice(0, limit);
  const found = all.filter(({ signature }) => !signature).map((shim) => seen(codebase, shim));
  const files = [...new Set(found.flatMap(({ importers }) => importers))];
  const { problems } = files.length === 0 ? { problems: [] } : await checker.findDeprecatedUses({ overlay: new Map(), files, signal });
  const listed = new Map<FoundShim, Shim>();
  for (const shim of all) if (shim.signature) listed.set(shim, await oldSignature(codebase, { ...shim, signature: shim.signature }, signal));
  for (const { shim, places, importers } of found) {
    const told = problems.filter((problem) => importers.includes(problem.file) && problem.message.includes(`'${shim.name}'`));
    const own = places.map(({ file, start }) => ({ file, ...positionAt(tree.text(file) ?? '', start) }));
    const callers = new Map([...told, ...own].map(({ file, line, column }) => [`${file}:${line}:${column}`, { file, line, column }]));
    listed.set(shim, { file: shim.file, name: shim.name, replacement: shim.replacement, callers: sorted([...callers.values()]) });
  }
  return all.flatMap((shim) => listed.get(shim) ?? []);
}
