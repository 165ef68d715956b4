// Random wishes of every kind on a real package: each picks a target that exists, and leaves it to the resolver whether the change can be made.
import { posix } from 'node:path';
import { renameExport } from '../../server/edits/rename-export.ts';
import { pathToOffset } from '../../server/edits/syntax-path.ts';
import { isNode, parseSyntax, type SyntaxNode } from '../../server/edits/syntax.ts';
import { applyEdits, normalizeEdits } from '../../server/edits/text-edits.ts';
import type { VirtualTree } from '../../server/edits/virtual-tree.ts';
import type { ExportFact } from '../../server/graph/facts.ts';
import type { Codebase } from '../../server/impact/codebase.ts';
import type { SignatureOperation } from '../../server/intents/change.ts';
import type { Wish } from '../../server/intents/wish.ts';
import { healedTree, shimmedTree } from './prepared-trees.ts';
import { pick } from './seeded-random.ts';

type Random = () => number;
/** Null: what was picked is no target of this kind; another is drawn. */
type Draw = (codebase: Codebase, random: Random, n: number) => Wish | null;

/** A tree that is written before the wish can be made, and the wish. */
export interface Prepared {
  readonly tree: VirtualTree;
  readonly wish: Wish;
}

/** Null: as for a draw. */
type Preparation = (codebase: Codebase, random: Random, n: number) => Promise<Prepared | null>;

const NAME = /^[A-Za-z_$][\w$]*$/;
const extensionOf = (file: string): string => /(\.[cm]?[jt]sx?)$/.exec(file)?.[0] ?? '';
const isDeclaration = (file: string): boolean => /\.d\.[cm]?ts$/.test(file);
const maybePick = <T>(random: Random, items: readonly T[]): T | null => (items.length === 0 ? null : pick(random, items));

interface Exported {
  readonly file: string;
  readonly name: string;
  readonly fact: ExportFact;
}

function exportsOf({ graph }: Codebase): Exported[] {
  const isOwn = (file: string, entry: ExportFact) => entry.importIndex === null && NAME.test(entry.name) && entry.name !== 'default' && !graph.edgesFrom(file).some((edge) => edge.names.some((crossing) => crossing.local === entry.local));
  return graph.files().filter((file) => graph.edgesTo(file).length > 0).flatMap((file) => (graph.facts(file)?.exports ?? []).filter((entry) => isOwn(file, entry)).map((fact) => ({ file, name: fact.name, fact })));
}

/** The node that declares an export: a function, a class, an interface, an enum, a declarator. */
function declarationOf({ tree }: Codebase, { file, fact }: Exported): SyntaxNode | null {
  const path = pathToOffset(parseSyntax(file, tree.text(file) ?? ''), fact.start);
  const parent = path?.ancestors.at(-1);
  return parent && parent.type !== 'ExportSpecifier' ? parent : null;
}

function randomMove({ graph }: Codebase, random: Random, n: number): Wish {
  const files = graph.files().filter((file) => graph.edgesTo(file).length > 0 && !isDeclaration(file) && !/(^|\/)index\.[cm]?[jt]sx?$/.test(file));
  const from = pick(random, files);
  const folders = [...new Set(graph.files().map((file) => posix.dirname(file)))];
  const folder = random() < 0.5 ? pick(random, folders) : posix.join(posix.dirname(from), `moved${n}`);
  const extension = extensionOf(from);
  return { kind: 'MOVE_FILE', from, to: posix.join(folder, `${posix.basename(from, extension)}Moved${n}${extension}`) };
}

function randomRename(codebase: Codebase, random: Random, n: number): Wish {
  const { file, name } = pick(random, exportsOf(codebase));
  return { kind: 'RENAME_EXPORT', from: name, to: `${name}Renamed${n}`, file };
}

function randomFolderMove({ graph }: Codebase, random: Random, n: number): Wish | null {
  const files = graph.files();
  const folders = [...new Set(files.map((file) => posix.dirname(file)))].filter((folder) => folder.includes('/'));
  const from = maybePick(random, folders);
  if (from === null) return null;
  const to = random() < 0.5 ? `${from}Moved${n}` : posix.join(pick(random, folders), `${posix.basename(from)}Moved${n}`);
  return to.startsWith(`${from}/`) ? null : { kind: 'MOVE_FOLDER', from, to };
}

function randomExportMove(codebase: Codebase, random: Random, n: number): Wish {
  const { file, name } = pick(random, exportsOf(codebase));
  const others = codebase.graph.files().filter((other) => other !== file && extensionOf(other) === extensionOf(file) && !isDeclaration(other));
  const to = random() < 0.5 ? pick(random, others) : posix.join(posix.dirname(file), `${name}Moved${n}${extensionOf(file)}`);
  return { kind: 'MOVE_EXPORT', name, file, to };
}

function randomExportDeletion(codebase: Codebase, random: Random): Wish {
  const { file, name } = pick(random, exportsOf(codebase));
  return { kind: 'DELETE_EXPORT', name, file };
}

const randomFileDeletion: Draw = ({ graph }, random) => ({ kind: 'DELETE_FILE', file: pick(random, graph.files()) });

/** The names of a function's parameters; null where one is a pattern, or where the node is no function. */
function parametersOf(declaration: SyntaxNode): string[] | null {
  const made = declaration.type === 'VariableDeclarator' ? declaration['init'] : declaration;
  if (!isNode(made) || !/^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(made.type)) return null;
  const names = (made['params'] as readonly SyntaxNode[]).map((parameter) => (parameter.type === 'AssignmentPattern' ? (parameter['left'] as SyntaxNode) : parameter));
  return names.every((name) => name.type === 'Identifier') ? names.map((name) => String(name['name'])) : null;
}

function randomOperation(random: Random, parameters: readonly string[], { file, n }: { file: string; n: number }): SignatureOperation | null {
  const added = { kind: 'ADD_PARAMETER', name: `added${n}`, type: /\.[cm]?tsx?$/.test(file) ? 'number' : null } as const;
  const operations: SignatureOperation[] = [
    { ...added, position: null, defaultValue: '0', argument: null },
    { ...added, position: 0, defaultValue: null, argument: '0' },
    { kind: 'TO_ASYNC' },
  ];
  if (parameters.length > 0) operations.push({ kind: 'REMOVE_PARAMETER', name: pick(random, parameters) }, { kind: 'TO_OPTIONS_OBJECT' });
  if (parameters.length > 1) operations.push({ kind: 'REORDER_PARAMETERS', order: [...parameters].reverse() });
  return pick(random, operations);
}

function randomSignature(codebase: Codebase, random: Random, n: number): Wish | null {
  const target = pick(random, exportsOf(codebase));
  const declaration = declarationOf(codebase, target);
  const parameters = declaration && parametersOf(declaration);
  const operation = parameters && randomOperation(random, parameters, { file: target.file, n });
  return operation ? { kind: 'CHANGE_SIGNATURE', name: target.name, file: target.file, operation } : null;
}

const MEMBERS = new Set(['MethodDefinition', 'PropertyDefinition', 'TSPropertySignature', 'TSMethodSignature', 'TSEnumMember']);

function membersOf(declaration: SyntaxNode): string[] {
  const body = declaration.type === 'TSTypeAliasDeclaration' ? declaration['typeAnnotation'] : declaration['body'];
  const members = isNode(body) ? ((body['body'] ?? body['members'] ?? []) as readonly SyntaxNode[]) : [];
  return members.filter(({ type }) => MEMBERS.has(type)).map((member) => (member['key'] ?? member['id']) as SyntaxNode).filter(({ type }) => type === 'Identifier').map((key) => String(key['name']));
}

function randomMemberRename(codebase: Codebase, random: Random, n: number): Wish | null {
  const target = pick(random, exportsOf(codebase));
  const declaration = declarationOf(codebase, target);
  const from = declaration && maybePick(random, membersOf(declaration).filter((name) => name !== 'constructor'));
  return from ? { kind: 'RENAME_MEMBER', owner: target.name, from, to: `${from}Renamed${n}`, file: target.file } : null;
}

const withDefault = ({ graph }: Codebase): string[] => graph.files().filter((path) => graph.facts(path)?.exports.some((entry) => entry.name === 'default' && entry.importIndex === null));

function randomDefaultToNamed(codebase: Codebase, random: Random, n: number): Wish | null {
  const file = maybePick(random, withDefault(codebase));
  return file === null ? null : { kind: 'DEFAULT_TO_NAMED', file, name: random() < 0.5 ? null : `named${n}` };
}

/** Sources without any default export get one first. */
async function prepareDefault(codebase: Codebase, random: Random, n: number): Promise<Prepared | null> {
  if (withDefault(codebase).length > 0) return null;
  const wish = randomNamedToDefault(codebase, random);
  return wish?.kind === 'NAMED_TO_DEFAULT' && wish.file !== null ? { tree: await healedTree(codebase, wish), wish: { kind: 'DEFAULT_TO_NAMED', file: wish.file, name: random() < 0.5 ? null : `named${n}` } } : null;
}

/** A shim with all of its callers: of a name, or of a whole file. */
async function prepareShim(codebase: Codebase, random: Random, n: number): Promise<Prepared | null> {
  const before = random() < 0.5 ? randomRename(codebase, random, n) : randomMove(codebase, random, n);
  const tree = await shimmedTree(codebase, before);
  if (tree === null) return null;
  if (before.kind === 'RENAME_EXPORT') return { tree, wish: { kind: 'RETIRE_SHIM', file: before.file, name: before.from } };
  return before.kind === 'MOVE_FILE' ? { tree, wish: { kind: 'RETIRE_SHIM', file: before.from, name: null } } : null;
}

function randomNamedToDefault(codebase: Codebase, random: Random): Wish | null {
  const { file, name } = pick(random, exportsOf(codebase));
  return codebase.graph.facts(file)?.exports.some((entry) => entry.name === 'default') ? null : { kind: 'NAMED_TO_DEFAULT', name, file };
}

/** What a person may save: a remark, a name that changes in its own file only, an export that is taken back. */
function randomEdit(codebase: Codebase, random: Random, n: number): Wish | null {
  const { file, name, fact } = pick(random, exportsOf(codebase));
  const { tree, graph } = codebase;
  const text = tree.text(file) ?? '';
  const choice = random();
  if (choice < 0.3) return { kind: 'EDIT', files: [{ path: file, text: `${text}\n// edit ${n}\n` }] };
  if (choice < 0.7) return { kind: 'EDIT', files: [{ path: file, text: applyEdits(text, normalizeEdits(renameExport({ tree, graph, file, from: name, to: `${name}Renamed${n}` }).declaration)) }] };
  const keyword = text.lastIndexOf('export ', fact.start);
  return /^export (?:const|let|function|class|type|interface) +$/.test(text.slice(keyword, fact.start)) ? { kind: 'EDIT', files: [{ path: file, text: text.slice(0, keyword) + text.slice(keyword + 7) }] } : null;
}

/** Few parameters of real code can be taken away or change places: one that was just given to a function and all of its callers can. */
async function prepareParameter(codebase: Codebase, random: Random, n: number): Promise<Prepared | null> {
  const { file, name, fact } = pick(random, exportsOf(codebase));
  const declaration = declarationOf(codebase, { file, name, fact });
  const [first, ...rest] = (declaration && parametersOf(declaration)) ?? [];
  if (first === undefined) return null;
  const added = `added${n}`;
  const wish = (operation: SignatureOperation): Wish => ({ kind: 'CHANGE_SIGNATURE', name, file, operation });
  const tree = await healedTree(codebase, wish({ kind: 'ADD_PARAMETER', name: added, type: /\.[cm]?tsx?$/.test(file) ? 'number' : null, position: 0, defaultValue: null, argument: '0' }));
  return { tree, wish: wish(random() < 0.5 ? { kind: 'REMOVE_PARAMETER', name: added } : { kind: 'REORDER_PARAMETERS', order: [first, added, ...rest] }) };
}

export const DRAWS = {
  'move': randomMove, 'rename': randomRename, 'move-folder': randomFolderMove, 'move-export': randomExportMove, 'delete-export': randomExportDeletion, 'delete-file': randomFileDeletion,
  'change-signature': randomSignature, 'rename-member': randomMemberRename, 'default-to-named': randomDefaultToNamed, 'named-to-default': randomNamedToDefault, 'edit': randomEdit, 'retire-shim': () => null, 'added-parameter': () => null,
} satisfies Record<string, Draw>;

export type SeriesKind = keyof typeof DRAWS;

/** Kinds that need something which the sources may not hold. */
export const PREPARATIONS: Partial<Record<SeriesKind, Preparation>> = { 'default-to-named': prepareDefault, 'retire-shim': prepareShim, 'added-parameter': prepareParameter };

export const SERIES_KINDS = Object.keys(DRAWS) as SeriesKind[];
