// How a running function tells an old call from a new one: by the number of its arguments, or by what kind of value one of them is. Owns which tests are sure.
import type { SignatureOperation } from '../../intents/change.ts';
import { declarationIn } from '../top-level.ts';
import { isNode, type Syntax, type SyntaxNode } from '../syntax.ts';
import { moduleNames, parseType } from './module-names.ts';
import type { Said } from './overload-text.ts';

/** `options`: the object that a call gives in its new form. */
type Kind = 'string' | 'number' | 'boolean' | 'bigint' | 'symbol' | 'undefined' | 'null' | 'function' | 'array' | 'options';

const KEYWORDS: Readonly<Record<string, Kind>> = {
  TSStringKeyword: 'string', TSNumberKeyword: 'number', TSBooleanKeyword: 'boolean', TSBigIntKeyword: 'bigint', TSSymbolKeyword: 'symbol', TSUndefinedKeyword: 'undefined', TSVoidKeyword: 'undefined', TSNullKeyword: 'null',
  TSFunctionType: 'function', TSConstructorType: 'function', TSArrayType: 'array', TSTupleType: 'array', TSTemplateLiteralType: 'string',
};
const ARRAYS = new Set(['Array', 'ReadonlyArray']);
const DEEPEST = 20;

/** Where types are written. */
export interface Scope {
  readonly syntax: Syntax;
  /** Type parameters: nothing is known of what they stand for. */
  readonly opaque: ReadonlySet<string>;
}

/** The alias of that name in the file, without type parameters; null for none. */
function aliasIn(syntax: Syntax, name: string): SyntaxNode | null {
  const alias = (syntax.program['body'] as SyntaxNode[]).map(declarationIn).find((node) => node.type === 'TSTypeAliasDeclaration' && (node['id'] as SyntaxNode)['name'] === name);
  return alias && !alias['typeParameters'] ? (alias['typeAnnotation'] as SyntaxNode) : null;
}

/** Every kind that a value of the type can be; null where that is not sure. */
function kindsOf(scope: Scope, type: SyntaxNode, depth = 0): Set<Kind> | null {
  const known = KEYWORDS[type.type];
  if (known) return new Set([known]);
  if (depth > DEEPEST) return null;
  const inner = (node: unknown): Set<Kind> | null => (isNode(node) ? kindsOf(scope, node, depth + 1) : null);
  switch (type.type) {
    case 'TSLiteralType': return kindOfLiteral(type['literal'] as SyntaxNode);
    case 'TSParenthesizedType': return inner(type['typeAnnotation']);
    case 'TSTypeOperator': return type['operator'] === 'readonly' ? inner(type['typeAnnotation']) : null;
    case 'TSUnionType': {
      const all = (type['types'] as SyntaxNode[]).map(inner);
      return all.includes(null) ? null : new Set(all.flatMap((kinds) => [...(kinds ?? [])]));
    }
    case 'TSTypeReference': {
      const name = String((type['typeName'] as SyntaxNode)['name'] ?? '');
      if (scope.opaque.has(name)) return null;
      const alias = aliasIn(scope.syntax, name);
      if (alias) return inner(alias);
      return ARRAYS.has(name) && !moduleNames(scope.syntax).has(name) ? new Set(['array']) : null;
    }
    default: return null;
  }
}

function kindOfLiteral(literal: SyntaxNode): Set<Kind> | null {
  const value = literal.type === 'UnaryExpression' ? (literal['argument'] as SyntaxNode)['value'] : literal['value'];
  if (literal.type === 'TemplateLiteral') return new Set(['string']);
  return ['string', 'number', 'boolean', 'bigint'].includes(typeof value) ? new Set([typeof value as Kind]) : null;
}

interface Arity {
  readonly least: number;
  readonly most: number;
}

function arityOf(said: readonly Said[]): Arity {
  return { least: said.filter(({ isOptional, isRest }) => !isOptional && !isRest).length, most: said.at(-1)?.isRest ? Infinity : said.length };
}

/** What can stand at a place of a call. */
function kindsAt(scope: Scope, said: readonly Said[], index: number): Set<Kind> | null {
  const parameter = said[index] ?? (said.at(-1)?.isRest ? said.at(-1) : undefined);
  if (!parameter) return new Set(['undefined']);
  const written = parseType(parameter.type)?.node ?? null;
  const type = written && parameter.isRest ? elementOf(written) : written;
  const kinds = type && kindsOf(scope, type);
  return kinds && (parameter.isOptional || parameter.isRest) ? new Set([...kinds, 'undefined']) : kinds;
}

const elementOf = (type: SyntaxNode): SyntaxNode | null => (type.type === 'TSArrayType' ? (type['elementType'] as SyntaxNode) : null);

const testOf = (kind: Kind, value: string): string => (kind === 'array' ? `Array.isArray(${value})` : kind === 'null' || kind === 'undefined' ? `${value} === ${kind}` : `typeof ${value} === '${kind}'`);

export interface Calls {
  readonly scope: Scope;
  readonly old: readonly Said[];
  readonly current: readonly Said[];
  readonly operation: SignatureOperation;
  /** What the arguments are called; an array. */
  readonly given: string;
  /** True where somebody may call it with more arguments than it takes, as `map` does. */
  readonly isPassedOn: boolean;
}

/** An expression that is true for old calls and false for all new ones, or why there is none. */
export function tellApart({ scope, old, current, operation, given, isPassedOn }: Calls): { readonly test: string } | { readonly reason: string } {
  const [before, now] = [arityOf(old), arityOf(current)];
  const isEnd = operation.kind === 'REMOVE_PARAMETER' && old.at(-1)?.name === operation.name;
  const byNumber = isEnd && now.most < Infinity ? `${given}.length > ${now.most}` : before.least > now.most ? `${given}.length > ${now.most}` : now.least > before.most ? `${given}.length < ${now.least}` : null;
  if (byNumber !== null && (!isPassedOn || isEnd)) return { test: byNumber };
  for (let index = 0; index < Math.max(old.length, current.length); index += 1) {
    const left = kindsAt(scope, old, index);
    // An object that may be left out altogether: a call without it means the same in both forms.
    const right = operation.kind === 'TO_OPTIONS_OBJECT' ? (index === 0 ? new Set<Kind>(['options']) : null) : kindsAt(scope, current, index);
    if (left && right && ![...left].some((kind) => right.has(kind))) return { test: [...left].map((kind) => testOf(kind, `${given}[${index}]`)).join(' || ') };
  }
  if (byNumber !== null) return { reason: 'they differ only in the number of arguments, and where the function is passed as a value it may be given more than it takes' };
  if (operation.kind === 'TO_OPTIONS_OBJECT') return { reason: `a value for '${old[0]?.name ?? ''}' may be an object too` };
  return { reason: 'no argument is surely of another kind (a string, a number, a function, an array) in one of them than in the other' };
}

/** True for a type that `undefined` belongs to, as far as the file says. */
export function admitsUndefined(scope: Scope, type: string): boolean {
  const parsed = parseType(type);
  const kinds = parsed && kindsOf(scope, parsed.node);
  return kinds?.has('undefined') ?? /\b(?:undefined|any|unknown|void)\b/.test(type);
}
