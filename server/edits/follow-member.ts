// Where a renamed member is named by a value or a type that no reference shows: strings for `keyof`, keys of mapped types. Owns which token a compiler's complaint means.
import type { RenameMember } from '../intents/change.ts';
import type { FileEdit, TextEdit } from './file-edit.ts';
import { keyName, walk } from './members.ts';
import { pathToOffset, type SyntaxPath } from './syntax-path.ts';
import { isNode, parseSyntax, type SyntaxNode } from './syntax.ts';
import type { VirtualTree } from './virtual-tree.ts';

/** A complaint of the compiler about the tree after the edits so far. */
export interface Complaint {
  readonly file: string;
  readonly start: number;
  readonly code: string;
  readonly message: string;
}

/** "Does not exist on type", "known properties" and their "did you mean" forms. */
const MISSING = new Set(['TS2339', 'TS2551', 'TS2353', 'TS2561', 'TS4105', 'TS7053']);
/** What a complaint about a value points at: the smallest of these around it holds the string that is wrong. */
const HOLDERS = new Set(['VariableDeclarator', 'Property', 'PropertyDefinition', 'ReturnStatement', 'AssignmentExpression', 'BinaryExpression', 'CallExpression', 'NewExpression', 'SwitchCase', 'ArrowFunctionExpression', 'TSTypeReference', 'TSTypeAliasDeclaration', 'TSIndexedAccessType', 'ExpressionStatement', 'JSXAttribute', 'ArrayExpression', 'TSInterfaceHeritage', 'AssignmentPattern', 'TSSatisfiesExpression']);

const isNamed = (node: SyntaxNode, name: string): boolean => node.type === 'Literal' && node['value'] === name;
const inQuotes = (node: SyntaxNode, text: string): TextEdit => ({ start: node.start + 1, end: node.end - 1, text });

/** The strings that the complaint can mean. */
function stringsAround({ node, ancestors }: SyntaxPath, name: string): SyntaxNode[] {
  if (isNamed(node, name)) return [node];
  const holder = [...ancestors, node].findLast(({ type }) => HOLDERS.has(type));
  if (!holder) return [];
  return [...walk(holder)].map((found) => found.node).filter((found) => isNamed(found, name));
}

/** The key or property at the complaint, when it is the old name. */
function memberAt({ node, ancestors }: SyntaxPath, { from, to }: RenameMember): TextEdit | null {
  if (isNamed(node, from)) return inQuotes(node, to);
  if ((node.type !== 'Identifier' && node.type !== 'JSXIdentifier') || keyName(node) !== from) return null;
  const parent = ancestors.at(-1);
  const isShort = parent?.type === 'Property' && parent['shorthand'] === true;
  return { start: node.start, end: node.start + from.length, text: isShort ? `${to}: ${from}` : to };
}

function editsFor(tree: VirtualTree, complaint: Complaint, change: RenameMember): TextEdit[] {
  const { code, message, file, start } = complaint;
  const text = tree.text(file) ?? '';
  const path = pathToOffset(parseSyntax(file, text), start);
  if (!path) return [];
  if (MISSING.has(code) && (message.includes(`'${change.from}'`) || message.includes(`"${change.from}"`))) {
    const token = path.node.type === 'MemberExpression' && isNode(path.node['property']) ? { node: path.node['property'], ancestors: [...path.ancestors, path.node] } : path;
    const edit = memberAt(token, change);
    if (edit) return [edit];
  }
  return message.includes(`"${change.from}"`) ? stringsAround(path, change.from).map((node) => inQuotes(node, change.to)) : [];
}

/** Edits of what the complaints mean, starting from `tree`; nothing for those that mean something else. */
export function followMember(tree: VirtualTree, complaints: readonly Complaint[], change: RenameMember): FileEdit[] {
  const byFile = new Map<string, Map<number, TextEdit>>();
  for (const complaint of complaints) {
    if (!/\.[cm]?[jt]sx?$/.test(complaint.file)) continue;
    const own = byFile.get(complaint.file) ?? new Map<number, TextEdit>();
    for (const edit of editsFor(tree, complaint, change)) own.set(edit.start, edit);
    byFile.set(complaint.file, own);
  }
  return [...byFile].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([file, edits]) => tree.modify(file, [...edits.values()]) ?? []);
}
