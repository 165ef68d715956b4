// Imports that the compiler leaves out of what it writes, because every name of them is used as a type only: they load nothing. Owns that reading of a text;
// errs towards an import that is loaded.
import { isUsedAtRuntime } from '../edits/evaluation-reads.ts';
import { ParsedFiles } from '../edits/parsed-files.ts';
import type { ReadableTree } from '../edits/virtual-tree.ts';
import type { Edge } from '../graph/facts.ts';
import type { Tsconfigs } from '../graph/tsconfigs.ts';

const TYPESCRIPT = /\.[cm]?tsx?$/;
/** What JSX may call without saying so. */
const JSX_NAMES = /^(?:React|Fragment|h|jsx)$/;
/** Files that are read for one tree; of others every import counts as loaded. */
const MOST_FILES = 200;

/** Answers for the texts of one tree, each read once. */
export class ElidedImports {
  readonly #files: ParsedFiles;
  readonly #tsconfigs: Tsconfigs;
  readonly #read = new Set<string>();
  readonly #known = new Map<string, boolean>();

  constructor(tree: ReadableTree, tsconfigs: Tsconfigs) {
    this.#files = new ParsedFiles(tree);
    this.#tsconfigs = tsconfigs;
  }

  has(edge: Edge): boolean {
    const key = `${edge.from}\n${edge.start}`;
    const known = this.#known.get(key) ?? this.#find(edge);
    this.#known.set(key, known);
    return known;
  }

  #find({ kind, from, names }: Edge): boolean {
    if (kind !== 'STATIC' || names.length === 0 || !TYPESCRIPT.test(from) || this.#tsconfigs.governing(from)?.config.keepsImports === true) return false;
    if (!this.#read.has(from) && this.#read.size >= MOST_FILES) return false;
    this.#read.add(from);
    const syntax = this.#files.syntax(from);
    if (!syntax || syntax.errors.length > 0) return false;
    const values = names.filter(({ isType }) => !isType).map(({ local }) => local);
    return values.every((local) => local !== null && !(from.endsWith('x') && JSX_NAMES.test(local)) && !isUsedAtRuntime(syntax, local));
  }
}
