// The names that may be read at a place of a function. Owns the reading of declarations; values are the ground's.
import { childrenOf, isNode, type SyntaxNode } from '../../edits/syntax.ts';
import type { Ground } from './ground.ts';
import { isFunctionNode } from './units.ts';

export interface ScopeName {
  readonly name: string;
  /** Functions and blocks between the place and the declaration. */
  readonly distance: number;
  readonly role: 'parameter' | 'local' | 'module';
  /** False for `const`, imports, classes and functions. */
  readonly isAssignable: boolean;
}

/** Names that are declared before `place` in the blocks and functions around it, then those of the module; the nearest first. */
export function readNames(ground: Ground, place: SyntaxNode): ScopeName[] {
  const found = new Map<string, ScopeName>();
  let distance = 0;
  for (const ancestor of ground.ancestorsOf(place)) {
    distance += 1;
    for (const { name, role, isAssignable } of namesOf(ancestor, place)) if (!found.has(name)) found.set(name, { name, distance, role, isAssignable });
  }
  if (isFunctionNode(ground.unit.node) && !found.has(ground.unit.name)) found.set(ground.unit.name, { name: ground.unit.name, distance: distance + 2, role: 'module', isAssignable: false });
  for (const name of moduleNames(ground)) if (!found.has(name)) found.set(name, { name, distance: distance + 2, role: 'module', isAssignable: false });
  return [...found.values()];
}

type Declared = Omit<ScopeName, 'distance'>;

function* namesOf(scope: SyntaxNode, place: SyntaxNode): Generator<Declared> {
  if (isFunctionNode(scope)) {
    for (const param of scope['params'] as SyntaxNode[]) for (const name of namesOfPattern(param)) yield { name, role: 'parameter', isAssignable: true };
  } else if (scope.type === 'BlockStatement' || scope.type === 'StaticBlock') {
    for (const statement of scope['body'] as SyntaxNode[]) yield* namesOfStatement(statement, place.start);
  } else if (scope.type === 'SwitchCase') {
    for (const statement of scope['consequent'] as SyntaxNode[]) yield* namesOfStatement(statement, place.start);
  } else if (/^For(?:In|Of)?Statement$/.test(scope.type)) {
    const head = scope['init'] ?? scope['left'];
    if (isNode(head) && !(isNode(scope['right']) && contains(scope['right'], place))) yield* namesOfStatement(head, place.start);
  } else if (scope.type === 'CatchClause' && isNode(scope['param'])) {
    for (const name of namesOfPattern(scope['param'])) yield { name, role: 'local', isAssignable: true };
  }
}

const contains = (outer: SyntaxNode, inner: SyntaxNode): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** A declaration counts when it ends before `before`; functions are hoisted; `var` in inner blocks too. */
function* namesOfStatement(statement: SyntaxNode, before: number): Generator<Declared> {
  if (statement.type === 'FunctionDeclaration' && isNode(statement['id'])) yield { name: String(statement['id']['name']), role: 'local', isAssignable: false };
  if (statement.type === 'VariableDeclaration') {
    for (const declarator of statement['declarations'] as SyntaxNode[]) {
      if (declarator.end > before) continue;
      for (const name of namesOfPattern(declarator['id'] as SyntaxNode)) yield { name, role: 'local', isAssignable: statement['kind'] !== 'const' };
    }
    return;
  }
  if (statement.end <= before) for (const declaration of hoisted(statement)) yield* namesOfStatement(declaration, before);
}

function* hoisted(node: SyntaxNode): Generator<SyntaxNode> {
  for (const child of childrenOf(node)) {
    if (isFunctionNode(child) || child.type.startsWith('Class')) continue;
    if (child.type === 'VariableDeclaration' && child['kind'] === 'var') yield child;
    else if (child.type.endsWith('Statement') || child.type === 'SwitchCase') yield* hoisted(child);
  }
}

/** The names that a pattern binds. */
export function namesOfPattern(pattern: SyntaxNode): string[] {
  switch (pattern.type) {
    case 'Identifier': return pattern['name'] === 'this' ? [] : [String(pattern['name'])];
    case 'AssignmentPattern': return namesOfPattern(pattern['left'] as SyntaxNode);
    case 'RestElement': return namesOfPattern(pattern['argument'] as SyntaxNode);
    case 'ArrayPattern': return (pattern['elements'] as (SyntaxNode | null)[]).flatMap((element) => (element ? namesOfPattern(element) : []));
    case 'ObjectPattern': return (pattern['properties'] as SyntaxNode[]).flatMap((property) => namesOfPattern((property.type === 'Property' ? property['value'] : property) as SyntaxNode));
    case 'TSParameterProperty': return namesOfPattern(pattern['parameter'] as SyntaxNode);
    default: return [];
  }
}

function moduleNames(ground: Ground): string[] {
  const names = ground.file.units.map(({ name }) => name).filter((name) => /^[\w$]+$/.test(name) && name !== 'default');
  for (const statement of ground.file.syntax.program['body'] as SyntaxNode[]) {
    if (statement.type !== 'ImportDeclaration' || statement['importKind'] === 'type') continue;
    for (const specifier of statement['specifiers'] as SyntaxNode[]) if (specifier['importKind'] !== 'type') names.push(String((specifier['local'] as SyntaxNode)['name']));
  }
  return names;
}
