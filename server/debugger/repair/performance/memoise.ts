// Remembers the results of a function that only computes, by its arguments.
import type { TextEdit } from '../../../edits/file-edit.ts';
import { isNode, type SyntaxNode } from '../../../edits/syntax.ts';
import { descendants, type Binding } from './bindings.ts';
import { methodOf } from './effects.ts';
import { kindOf, returnKind } from './kinds.ts';
import { capital, indentAt, list } from './places.ts';
import { optimisation, type Optimisation, type PerformanceContext } from './transformation.ts';

const NUMERIC = new Set(['-', '*', '/', '%', '**', '<', '>', '<=', '>=', '|', '&', '^', '<<', '>>']);
const TEXT_ONLY = new Set(['charAt', 'charCodeAt', 'toLowerCase', 'toUpperCase', 'startsWith', 'endsWith', 'substring', 'trim', 'padStart', 'repeat', 'codePointAt', 'localeCompare']);

/** A key that tells apart what `===` tells apart: numbers and texts by themselves, several of them by JSON. */
function isPrimitiveParameter(context: PerformanceContext, parameter: SyntaxNode): boolean {
  if (parameter.type !== 'Identifier') return false;
  const kind = kindOf(context, parameter);
  if (kind !== null) return kind === 'primitive' || kind === 'text';
  const binding = context.file.bindings.get(parameter);
  return binding !== undefined && binding.references.length > 0 && binding.references.some((node) => isPrimitiveUse(context, node)) && binding.references.every((node) => !isObjectUse(context, node));
}

function isPrimitiveUse(context: PerformanceContext, node: SyntaxNode): boolean {
  const parent = context.file.parents.get(node);
  if (parent?.type === 'BinaryExpression') return NUMERIC.has(String(parent['operator'])) || ((parent['left'] === node ? parent['right'] : parent['left']) as SyntaxNode).type === 'Literal';
  if (parent?.type === 'UpdateExpression' || parent?.type === 'TemplateLiteral') return true;
  const call = parent && context.file.parents.get(parent);
  return call?.type === 'CallExpression' && call['callee'] === parent && TEXT_ONLY.has(methodOf(call)?.name ?? '');
}

/** Declared as a number, or calculated with in a way that only numbers are. */
function isNumber(context: PerformanceContext, parameter: SyntaxNode): boolean {
  if (isNode(parameter['typeAnnotation'])) return /^:\s*number$/.test(context.text(parameter['typeAnnotation']));
  return context.file.bindings.get(parameter)?.references.some((node) => {
    const parent = context.file.parents.get(node);
    return parent?.type === 'BinaryExpression' && ['-', '*', '%', '**'].includes(String(parent['operator']));
  }) ?? false;
}

/** A member of it is read, other than a text's. */
function isObjectUse(context: PerformanceContext, node: SyntaxNode): boolean {
  const parent = context.file.parents.get(node);
  if (parent?.type === 'ForOfStatement' || parent?.type === 'ForInStatement' || parent?.type === 'SpreadElement') return parent['right'] === node || parent['argument'] === node;
  if (parent?.type === 'VariableDeclarator') return (parent['id'] as SyntaxNode).type !== 'Identifier';
  if (parent?.type !== 'MemberExpression' || parent['object'] !== node) return false;
  const call = context.file.parents.get(parent);
  const isTextCall = call?.type === 'CallExpression' && call['callee'] === parent && (TEXT_ONLY.has(methodOf(call)?.name ?? '') || ['slice', 'indexOf', 'split', 'includes'].includes(methodOf(call)?.name ?? ''));
  return !isTextCall && !(parent['computed'] !== true && (parent['property'] as SyntaxNode)['name'] === 'length') && !(parent['computed'] === true);
}

interface Named {
  readonly binding: Binding;
  readonly fn: SyntaxNode;
  /** The declaration that the cache stands before, `export` included. */
  readonly statement: SyntaxNode;
  readonly id: SyntaxNode;
}

/** A function declaration, or a constant that holds a function, in a block of statements. */
function namedFunction(context: PerformanceContext, binding: Binding): Named | null {
  const { declarator } = binding;
  const [id] = binding.declarations;
  if (!declarator || !id || binding.declarations.length > 1) return null;
  const init = declarator['init'];
  const fn = binding.kind === 'function' && declarator.type === 'FunctionDeclaration' ? declarator : binding.kind === 'const' && isNode(init) && /Function/.test(init.type) ? init : null;
  const declaration = fn === declarator ? declarator : context.file.parents.get(declarator);
  if (!fn || !declaration || (declaration !== fn && (declaration['declarations'] as unknown[]).length !== 1)) return null;
  const parent = context.file.parents.get(declaration);
  const statement = parent?.type.startsWith('Export') ? parent : declaration;
  const block = context.file.parents.get(statement)?.type;
  if (block !== 'Program' && block !== 'BlockStatement') return null;
  // A function that is called above its declaration would meet the cache before it is made.
  const isEarly = block === 'BlockStatement' && binding.references.some((node) => node.start < statement.start);
  return isEarly ? null : { binding, fn, statement, id };
}

const isReassigned = (context: PerformanceContext, binding: Binding): boolean => binding.references.some((node) => {
  const parent = context.file.parents.get(node);
  return parent?.type === 'AssignmentExpression' && parent['left'] === node;
});

/** It does enough to be worth remembering: it loops, or calls itself or another function. */
const isWork = (fn: SyntaxNode): boolean => [...descendants(fn['body'] as SyntaxNode)].some(({ type }) => /^(?:For|While|DoWhile)/.test(type) || type === 'CallExpression');

function wrapper(context: PerformanceContext, { fn, statement, id, binding }: Named): TextEdit[] {
  const { end, style, isTyped, file } = context;
  const names = context.names();
  const inner = names.fresh(`compute${capital(binding.name)}`);
  const cache = names.fresh(`${binding.name}Results`);
  const parameters = list(fn, 'params');
  const passed = parameters.map((parameter) => String(parameter['name'])).join(', ');
  // Numbers cannot run into each other when they stand side by side; texts can.
  const isNumeric = parameters.every((parameter) => isNumber(context, parameter));
  const key = parameters.length === 1 ? passed : isNumeric ? `\`${parameters.map((parameter) => `\${${String(parameter['name'])}}`).join(',')}\`` : `JSON.stringify([${passed}])`;
  const indent = indentAt(file.text, statement.start);
  const line = (depth: number, text: string) => indent + style.indent.repeat(depth) + text;
  const head = parameters.map((parameter) => context.text(parameter)).join(', ');
  const returns = isNode(fn['returnType']) ? context.text(fn['returnType']) : '';
  const isExported = statement.type.startsWith('Export');
  const prefix = isExported ? context.text(statement).slice(0, (statement['declaration'] as SyntaxNode).start - statement.start) : '';
  const keyType = parameters.length === 1 ? `Parameters<typeof ${inner}>[0]` : 'string';
  const lines = [
    `${indent}const ${cache} = new Map${isTyped ? `<${keyType}, ReturnType<typeof ${inner}>>` : ''}()${end}`, '',
    `${indent}${prefix}function ${binding.name}(${head})${returns} {`,
    line(1, `const key = ${key}${end}`), line(1, `let result = ${cache}.get(key)${end}`), line(1, `if (result === undefined) {`), line(2, `result = ${inner}(${passed})${end}`), line(2, `${cache}.set(key, result)${end}`), line(1, '}'), line(1, `return result${end}`), `${indent}}`, '',
  ];
  const declaration = isExported ? (statement['declaration'] as SyntaxNode) : statement;
  return [
    { start: statement.start - indent.length, end: declaration.start, text: `${lines.join(style.lineEnd)}${style.lineEnd}${indent}` },
    { start: id.start, end: id.start + binding.name.length, text: inner },
  ];
}

/**
 * Preconditions: the function only computes (no writes outside of it, no I/O, clock or chance; it reads nothing that changes), its
 * parameters are numbers, texts or booleans without defaults, and so are its results, which nobody can change then.
 */
export function pureFunctionsRemembered(context: PerformanceContext): Optimisation[] {
  return context.file.all.flatMap((binding) => {
    const named = namedFunction(context, binding);
    if (!named || isReassigned(context, binding) || !isWork(named.fn) || !context.purity.isPureFunction(named.fn)) return [];
    const parameters = list(named.fn, 'params');
    if (parameters.length === 0 || parameters.length > 4 || !parameters.every((parameter) => isPrimitiveParameter(context, parameter))) return [];
    // Overloads name the function as well.
    if ((context.file.text.match(new RegExp(`function\\s+${binding.name.replaceAll('$', '\\$')}\\s*[(<]`, 'g')) ?? []).length > 1) return [];
    const kind = returnKind(context, named.fn);
    if (kind !== 'primitive' && kind !== 'text') return [];
    return [optimisation(context, named.fn, { operator: 'memoise', description: `remember the results of ${binding.name}() by its arguments: it only computes`, edits: wrapper(context, named), keepsState: true })];
  });
}
