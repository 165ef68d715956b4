// Where a renamed member is named by a value or a type that no reference shows: strings for `keyof`, keys of mapped types, objects that fit by their shape. Owns which token a compiler's complaint means.
import type { RenameMember } from '../intents/change.ts';
import type { FileEdit, TextEdit } from './file-edit.ts';
import { keyName, walk } from './members.ts';
import { pathToOffset, type SyntaxPath } from './syntax-path.ts';
import { isShorthand } from './rename-member.ts';
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

/** What the complaint is about: the largest that begins where it points, else the smallest around it. */
function holderOf({ node, ancestors }: SyntaxPath, start: number): SyntaxNode | undefined {
  const around = [...ancestors, node].filter(({ type }) => HOLDERS.has(type));
  return around.find((each) => each.start === start && each.type !== 'ExpressionStatement') ?? around.at(-1);
}

/** The strings that the complaint can mean. */
function stringsAround(path: SyntaxPath, start: number, name: string): SyntaxNode[] {
  if (isNamed(path.node, name)) return [path.node];
  const holder = holderOf(path, start);
  if (!holder) return [];
  return [...walk(holder)].map((found) => found.node).filter((found) => isNamed(found, name));
}

/** The key or property at the complaint, when it is the old name. */
function memberAt({ node, ancestors }: SyntaxPath, { from, to }: RenameMember): TextEdit | null {
  if (isNamed(node, from)) return inQuotes(node, to);
  if ((node.type !== 'Identifier' && node.type !== 'JSXIdentifier') || keyName(node) !== from) return null;
  return { start: node.start, end: node.start + from.length, text: isShorthand(ancestors, node.start) ? `${to}: ${from}` : to };
}

/** Properties of object literals that have the old name: in what the complaint is about, and in the constants that it names. */
function propertiesAround(path: SyntaxPath, start: number, name: string): SyntaxNode[] {
  const holder = holderOf(path, start);
  const program = path.ancestors[0];
  if (!holder || !program) return [];
  const inside = [...walk(holder)];
  const named = new Set(inside.filter(({ node: found }) => found.type === 'Identifier').map(({ node: found }) => found['name']));
  const constants = [...walk(program)].map((found) => found.node).filter((found) => found.type === 'VariableDeclarator' && found !== holder && named.has((found['id'] as SyntaxNode)['name']) && isNode(found['init']));
  const found = [...inside, ...constants.flatMap((constant) => [...walk(constant['init'] as SyntaxNode)])];
  const properties = found.filter(({ node: property, parent }) => property.type === 'Property' && parent?.type === 'ObjectExpression' && property['computed'] !== true && keyName(property['key'] as SyntaxNode) === name);
  return [...new Set(properties.map(({ node: property }) => property))];
}

/** A value that was made elsewhere lacks the new name: its only property of the old name is meant. With several, nobody can say which. */
function missingEdit(path: SyntaxPath, start: number, { from, to }: RenameMember): TextEdit[] {
  const [property, other] = propertiesAround(path, start, from);
  if (!property || other) return [];
  const key = property['key'] as SyntaxNode;
  if (key.type === 'Literal') return [inQuotes(key, to)];
  return [{ start: key.start, end: key.end, text: property['shorthand'] === true ? `${to}: ${from}` : to }];
}

const saysMissing = (message: string, to: string): boolean => message.includes(`Property '${to}' is missing in type`) || (message.includes('missing the following properties') && new RegExp(String.raw`: (.*, )?${to.replaceAll('$', '\\$')}(,|$|\.)`).test(message));

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
  if (saysMissing(message, change.to)) return missingEdit(path, start, change);
  return message.includes(`"${change.from}"`) ? stringsAround(path, start, change.from).map((node) => inQuotes(node, change.to)) : [];
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
