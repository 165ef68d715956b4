// Which projects of a room say the same of a file, so that one of them is asked. Owns what makes two alike; asks no compiler.
import type { FileReach } from './file-reach.ts';

export interface ProjectView {
  /** As the compiler has read them. */
  readonly options: Readonly<Record<string, unknown>>;
  /** What else its tsconfig says that decides where imports lead. */
  readonly context: string;
  /** Matches specifiers that lead elsewhere with other folders for outputs; null where none can. */
  readonly ownSpecifiers: RegExp | null;
  /** Absolute paths of all its files. */
  readonly names: readonly string[];
  /** Those of them to ask about. */
  readonly wanted: readonly string[];
}

/** Decide what is written and how, never what a file means: the compiler's own table of options says so, and a test reads it there. */
export const ONLY_OUTPUT: ReadonlySet<string> = new Set([
  'declaration', 'declarationMap', 'emitBOM', 'emitDeclarationOnly', 'incremental', 'inlineSourceMap', 'inlineSources', 'mapRoot', 'newLine', 'noEmitHelpers',
  'noEmitOnError', 'removeComments', 'sourceMap', 'sourceRoot', 'stripInternal', 'tsBuildInfoFile',
]);
/** Lead an import of the own package from the output that its package.json names back to the source. */
const OUTPUT_FOLDERS: ReadonlySet<string> = new Set(['declarationDir', 'outDir', 'rootDir']);
export const IS_DECLARATION = /\.d\.[cm]?ts$/;
/** The config's own path; and that nothing is written, which keeps some errors back. */
const APART: ReadonlySet<string> = new Set(['configFilePath', 'noEmit']);

const IS_TYPESCRIPT = /\.[cm]?tsx?$/;

/** Of what is written for others to compile against, errors are told that nobody else is told of. */
export const declares = ({ declaration, composite }: { readonly declaration?: unknown; readonly composite?: unknown }): boolean => declaration === true || composite === true;
const writes = ({ options }: ProjectView): boolean => options['noEmit'] !== true;
/** How much a project says of its files, beside others with the same options. */
export const frankness = (project: ProjectView): number => Number(writes(project)) + Number(declares(project.options));
/** Whether one keeps nothing back that the other says. */
export const isAsFrank = (one: ProjectView, other: ProjectView): boolean => (writes(one) || !writes(other)) && (declares(one.options) || !declares(other.options));
export const foldersOf = ({ options }: ProjectView): string => JSON.stringify([...OUTPUT_FOLDERS].map((name) => options[name]));

function keyOf({ options, context }: ProjectView): string {
  const counted = Object.entries(options).filter(([name]) => !ONLY_OUTPUT.has(name) && !OUTPUT_FOLDERS.has(name) && !APART.has(name));
  return JSON.stringify([context, counted.sort(([a], [b]) => (a < b ? -1 : 1))]);
}

/** Whether an import may lead elsewhere because of the folders for outputs. What the compiler imports unasked counts too. */
function usesOutputs({ options, ownSpecifiers, names }: ProjectView, reach: FileReach): boolean {
  if (ownSpecifiers === null) return false;
  const unasked = [`'${String(options['jsxImportSource'] ?? 'react')}/'`, "'tslib'"];
  return unasked.some((specifier) => ownSpecifiers.test(specifier)) || names.some((name) => !name.includes('/node_modules/') && reach.matches(name, ownSpecifiers));
}

/** A source that lies outside is an error of the file that imports it. */
function isRooted({ options, names }: ProjectView): boolean {
  const root = options['rootDir'];
  return typeof root !== 'string' || names.every((name) => name.startsWith(`${root}/`) || IS_DECLARATION.test(name) || name.includes('/node_modules/'));
}

const haveSameFolders = (one: ProjectView, other: ProjectView, reach: FileReach): boolean =>
  foldersOf(one) === foldersOf(other) || [one, other].every((project) => isRooted(project) && !usesOutputs(project, reach));

const packagePath = (name: string): string => name.slice(name.lastIndexOf('/node_modules/'));
const areEqual = (names: readonly string[], others: readonly string[]): boolean => names.length === others.length && names.every((name, index) => name === others[index]);

/** Whether what both have means the same in both: nothing that one has alone is seen without an import, or takes the place of another file. */
function haveSameSurroundings(one: ProjectView, other: ProjectView, reach: FileReach): boolean {
  if (areEqual(one.names, other.names)) return true;
  const [ofOne, ofOther] = [new Set(one.names), new Set(other.names)];
  const apart = [...one.names.filter((name) => !ofOther.has(name)), ...other.names.filter((name) => !ofOne.has(name))];
  const [common, inOrder] = [one.names.filter((name) => ofOther.has(name)), other.names.filter((name) => ofOne.has(name))];
  const reaches = (name: string) => reach.reachesBeyondImports(name);
  if (apart.some(reaches)) return false;
  // What is declared in several files is merged in their order.
  if (!areEqual(common, inOrder) && !areEqual(common.filter(reaches), inOrder.filter(reaches))) return false;
  // Of two copies of a package one stands for both, and of two spellings of a path one is an error.
  const copies = new Set(apart.filter((name) => name.includes('/node_modules/')).map(packagePath));
  const spellings = new Set(apart.map((name) => name.toLowerCase()));
  return spellings.size === apart.length && (copies.size === 0 || !common.some((name) => name.includes('/node_modules/') && copies.has(packagePath(name))));
}

/** Whether two projects whose options are the same say the same of every file that both have. */
const meanTheSame = (one: ProjectView, other: ProjectView, reach: FileReach): boolean => haveSameFolders(one, other, reach) && haveSameSurroundings(one, other, reach);

/** Whether two projects say the same of every file that both have. */
export const areAlike = (one: ProjectView, other: ProjectView, reach: FileReach): boolean => keyOf(one) === keyOf(other) && meanTheSame(one, other, reach);

/** Alike with the first of them is alike with all. */
function groupAlike(projects: readonly ProjectView[], reach: FileReach): ProjectView[][] {
  const groups: { readonly key: string; readonly members: [ProjectView, ...ProjectView[]] }[] = [];
  for (const project of projects) {
    const key = keyOf(project);
    const group = groups.find(({ key: ofGroup, members: [first] }) => ofGroup === key && meanTheSame(first, project, reach));
    if (group) group.members.push(project);
    else groups.push({ key, members: [project] });
  }
  return groups.map(({ members }) => members);
}

/**
 * The wanted files of each project without those that another one says the same of. It does where their options differ in nothing but the output and
 * where no file that only one of them has declares anything for the others: the rest of what a file means, it imports.
 */
export function shareFiles(projects: readonly ProjectView[], reach: FileReach): ReadonlyMap<ProjectView, readonly string[]> {
  const shares = new Map<ProjectView, readonly string[]>();
  for (const group of groupAlike(projects, reach)) {
    const asked: ProjectView[] = [];
    // First who keeps least back, then who is asked most anyway: each one that is asked at all has types to resolve.
    for (const project of group.sort((a, b) => frankness(b) - frankness(a) || b.wanted.length - a.wanted.length)) {
      const taken = new Set(asked.filter((other) => isAsFrank(other, project)).flatMap(({ wanted }) => wanted));
      // Whether JavaScript is checked depends on how it came into the project.
      shares.set(project, project.wanted.filter((name) => !IS_TYPESCRIPT.test(name) || !taken.has(name)));
      asked.push(project);
    }
  }
  return shares;
}
