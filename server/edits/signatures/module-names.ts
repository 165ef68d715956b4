// What can be said at the top level of a module: expressions and types whose names mean the same there. Owns the judgement; errs towards no.
import { declarationIn, declaredIn } from '../top-level.ts';
import { walk } from '../members.ts';
import type { SignatureSite } from '../signature-sites.ts';
import { isNode, parseSyntax, type Syntax, type SyntaxNode } from '../syntax.ts';

/** Types of the language that are no values. */
const TYPES = new Set(['Record', 'Partial', 'Required', 'Readonly', 'Pick', 'Omit', 'Exclude', 'Extract', 'NonNullable', 'Parameters', 'ReturnType', 'Awaited', 'InstanceType', 'ReadonlyArray', 'ReadonlyMap', 'ReadonlySet', 'ArrayLike', 'PromiseLike', 'Iterable', 'Iterator', 'IterableIterator', 'IteratorResult', 'AsyncIterable', 'AsyncIterator', 'AsyncIterableIterator', 'Generator', 'AsyncGenerator', 'PropertyKey', 'RegExpMatchArray', 'RegExpExecArray', 'TemplateStringsArray']);
const CLOSED = new Set(['ThisExpression', 'Super', 'AwaitExpression', 'YieldExpression', 'MetaProperty', 'ArrowFunctionExpression', 'FunctionExpression', 'ClassExpression']);

/** Names that the top level of a file binds. */
export function moduleNames(syntax: Syntax): Set<string> {
  const imported = (syntax.program['body'] as SyntaxNode[]).filter(({ type }) => type === 'ImportDeclaration').flatMap((statement) => (statement['specifiers'] as SyntaxNode[]).map((one) => String((one['local'] as SyntaxNode)['name'])));
  const types = (syntax.program['body'] as SyntaxNode[]).map((statement) => declarationIn(statement)['id']).filter(isNode).map((id) => String(id['name']));
  return new Set([...imported, ...types, ...declaredIn(syntax).flatMap(({ names }) => names)]);
}

/** True for an identifier that is only the name of a property or of a parameter in a type. */
const isLabel = (node: SyntaxNode, parent: SyntaxNode | null): boolean =>
  (parent?.type === 'MemberExpression' && parent['property'] === node && parent['computed'] !== true) || (parent?.type === 'Property' && parent['key'] === node && parent['shorthand'] !== true && parent['computed'] !== true) ||
  (parent?.type === 'TSPropertySignature' && parent['key'] === node) || (parent?.type === 'TSMethodSignature' && parent['key'] === node) || (parent?.type === 'TSNamedTupleMember' && parent['label'] === node) || (parent?.type === 'TSQualifiedName' && parent['right'] === node);

function freeNames(root: SyntaxNode): { names: string[]; isClosed: boolean } {
  const nodes = [...walk(root)];
  const names = nodes.filter(({ node, parent }) => node.type === 'Identifier' && !isLabel(node, parent)).map(({ node }) => String(node['name']));
  return { names: [...new Set(names)], isClosed: nodes.some(({ node }) => CLOSED.has(node.type)) };
}

/** Why an expression that callers give cannot stand in the function's own module; null where it can. `taken`: names that mean something else in the function. */
export function obstacleToSaying(syntax: Syntax, expression: string, taken: ReadonlySet<string>): string | null {
  const { program } = parseSyntax('a.ts', `x = (${expression}\n);`);
  const right = ((program['body'] as SyntaxNode[])[0]?.['expression'] as SyntaxNode | undefined)?.['right'];
  if (!isNode(right)) return `'${expression}' is no expression`;
  const { names, isClosed } = freeNames(right);
  if (isClosed) return `'${expression}' means something else in another place`;
  const own = moduleNames(syntax);
  const lost = names.find((name) => taken.has(name) || name === 'arguments' || !(own.has(name) || name === 'undefined' || name in globalThis));
  return lost === undefined ? null : `'${lost}' in the argument '${expression}' is not known there`;
}

/** Type parameters that a signature's types can name: its own, and those of the class around it. */
export function typeParametersAround({ syntax, fn }: Pick<SignatureSite, 'syntax' | 'fn'>): Set<string> {
  const around = (syntax.program['body'] as SyntaxNode[]).filter(({ start, end }) => start <= fn.start && fn.end <= end).map((node) => (node['declaration'] as SyntaxNode | null | undefined) ?? node);
  const lists = [fn, ...around].map((node) => (node['typeParameters'] as SyntaxNode | null | undefined)?.['params'] as SyntaxNode[] | undefined);
  return new Set(lists.flatMap((list) => (list ?? []).map(({ name }) => String((name as SyntaxNode)['name'] ?? name))));
}

export interface ParsedType {
  readonly node: SyntaxNode;
  textOf(part: SyntaxNode): string;
}

/** Null for a text that is no whole type. */
export function parseType(text: string): ParsedType | null {
  const source = `let x: ${text}\n;`;
  const { program, errors } = parseSyntax('a.ts', source);
  const declared = ((program['body'] as SyntaxNode[])[0]?.['declarations'] as SyntaxNode[] | undefined)?.[0];
  const node = ((declared?.['id'] as SyntaxNode | undefined)?.['typeAnnotation'] as SyntaxNode | undefined)?.['typeAnnotation'];
  return errors.length === 0 && isNode(node) ? { node, textOf: ({ start, end }) => source.slice(start, end) } : null;
}

/** True for a type, as the compiler writes it, whose names all mean something at the file's top level. `own`: type parameters around it. */
export function isSayable(syntax: Syntax, type: SyntaxNode, own: ReadonlySet<string>): boolean {
  const known = moduleNames(syntax);
  const nodes = [...walk(type)];
  if (nodes.some(({ node }) => node.type === 'TSImportType' || node.type === 'TSTypeOperator' && node['operator'] === 'unique')) return false;
  const bound = new Set(nodes.filter(({ node }) => node.type === 'TSTypeParameter').map(({ node }) => String((node['name'] as SyntaxNode)['name'] ?? node['name'])));
  const labels = new Set(nodes.filter(({ node }) => Array.isArray(node['params']) && node.type.startsWith('TS')).flatMap(({ node }) => node['params'] as SyntaxNode[]));
  return freeNamesOfType(nodes, labels).every((name) => known.has(name) || own.has(name) || bound.has(name) || TYPES.has(name) || name in globalThis);
}

const freeNamesOfType = (nodes: readonly { node: SyntaxNode; parent: SyntaxNode | null }[], labels: ReadonlySet<SyntaxNode>): string[] =>
  nodes.filter(({ node, parent }) => node.type === 'Identifier' && !labels.has(node) && !isLabel(node, parent) && parent?.type !== 'TSTypePredicate' && parent?.type !== 'RestElement').map(({ node }) => String(node['name']));
