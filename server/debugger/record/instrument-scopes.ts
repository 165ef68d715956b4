// Questions about names and nested code of one function that its instrumentation depends on. Pure.
import { childrenOf, type SyntaxNode } from '../../edits/syntax.ts';
import { asNode, asNodes, isFunction, unwrap } from './instrument-work.ts';

/** The nodes of a function or expression without those of functions inside it. */
export function* ownNodes(root: SyntaxNode): Generator<SyntaxNode> {
  yield root;
  for (const child of childrenOf(root)) if (!isFunction(child)) yield* ownNodes(child);
}

/** The identifiers that a pattern binds. */
export function* boundNames(pattern: SyntaxNode | null): Generator<string> {
  if (!pattern) return;
  switch (pattern.type) {
    case 'Identifier': yield String(pattern['name']); break;
    case 'AssignmentPattern': yield* boundNames(asNode(pattern['left'])); break;
    case 'RestElement': yield* boundNames(asNode(pattern['argument'])); break;
    case 'TSParameterProperty': yield* boundNames(asNode(pattern['parameter'])); break;
    case 'Property': yield* boundNames(asNode(pattern['value'])); break;
    case 'ObjectPattern': for (const property of asNodes(pattern['properties'])) yield* boundNames(property); break;
    case 'ArrayPattern': for (const element of asNodes(pattern['elements'])) yield* boundNames(element); break;
  }
}

/**
 * True where the statements of a body cannot move into a block: functions are declared twice, or beside a `var` of their name. A function
 * body allows that and a block does not.
 */
export function hasScopeConflict(body: SyntaxNode): boolean {
  const functions = asNodes(body['body']).filter(({ type }) => type === 'FunctionDeclaration').map((node) => String(asNode(node['id'])?.['name']));
  if (functions.length === 0) return false;
  const names = new Set(functions);
  if (names.size < functions.length) return true;
  for (const node of ownNodes(body)) {
    if (node.type !== 'VariableDeclaration' || node['kind'] !== 'var') continue;
    for (const declarator of asNodes(node['declarations'])) for (const name of boundNames(asNode(declarator['id']))) if (names.has(name)) return true;
  }
  return false;
}

/** True where evaluating it calls functions. A function or class itself takes its name from where it stands and stays as it is. */
export function callsSomething(expression: SyntaxNode): boolean {
  if (/Function|^Class/.test(unwrap(expression).type)) return false;
  for (const { type } of ownNodes(expression)) if (/^(CallExpression|NewExpression|TaggedTemplateExpression|ImportExpression)$/.test(type)) return true;
  return false;
}

/** A parameter as an expression that gives what was passed: patterns are put together again from the names they bind. */
export function readPattern(pattern: SyntaxNode, text: string): string {
  switch (pattern.type) {
    case 'Identifier': return String(pattern['name']);
    case 'AssignmentPattern': return readPattern(asNode(pattern['left'])!, text);
    case 'TSParameterProperty': return readPattern(asNode(pattern['parameter'])!, text);
    case 'RestElement': return `...${readPattern(asNode(pattern['argument'])!, text)}`;
    case 'ArrayPattern': return `[${(pattern['elements'] as readonly (SyntaxNode | null)[]).map((element) => (element ? readPattern(element, text) : 'void 0')).join(',')}]`;
    case 'ObjectPattern': return `{${asNodes(pattern['properties']).flatMap((property) => readProperty(property, text)).join(',')}}`;
    default: return 'void 0';
  }
}

/** Computed keys are left out: they must not be evaluated again. */
function readProperty(property: SyntaxNode, text: string): string[] {
  if (property.type === 'RestElement') return [readPattern(property, text)];
  const [key, value] = [asNode(property['key'])!, asNode(property['value'])!];
  return property['computed'] === true ? [] : [`${text.slice(key.start, key.end)}:${readPattern(value, text)}`];
}
