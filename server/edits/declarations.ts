// The top-level declarations of a module, put together as they belong together: overloads, merged declarations, `f.x = 1` beside `f`.
// Owns which pieces of text make up a declaration; who uses it is told elsewhere.
import { childrenOf, isNode, type Syntax, type SyntaxNode } from './syntax.ts';

/** A piece of a declaration: a statement, or one declarator of several. */
export interface Part {
  /** The statement of the program, `export` included. */
  readonly statement: SyntaxNode;
  /** The declaration, the declarator, or the statement that assigns a property. */
  readonly node: SyntaxNode;
  readonly start: number;
  readonly end: number;
  /** True for `export function a`, not for `function a; export { a }`. */
  readonly isExported: boolean;
  /** True for `f.x = 1`: a part that declares no name. */
  readonly isAssignment: boolean;
}

export interface Declaration {
  /** More than one where a pattern declares them. */
  readonly names: readonly string[];
  readonly parts: readonly Part[];
  readonly isDefault: boolean;
  /** True when nothing of it exists at run time. */
  readonly isType: boolean;
}

const TYPES = new Set(['TSInterfaceDeclaration', 'TSTypeAliasDeclaration']);
const NAMED = new Set(['FunctionDeclaration', 'TSDeclareFunction', 'ClassDeclaration', 'TSEnumDeclaration', 'TSModuleDeclaration', ...TYPES]);

function* namesInPattern(pattern: SyntaxNode): Generator<string> {
  if (pattern.type === 'Identifier') yield String(pattern['name']);
  else if (pattern.type === 'AssignmentPattern') yield* namesInPattern(pattern['left'] as SyntaxNode);
  else if (pattern.type === 'RestElement') yield* namesInPattern(pattern['argument'] as SyntaxNode);
  else if (pattern.type === 'Property') yield* namesInPattern(pattern['value'] as SyntaxNode);
  else for (const child of childrenOf(pattern)) if (child.type !== 'TSTypeAnnotation') yield* namesInPattern(child);
}

/** `f` of `f.a.b = 1`. */
function assignedObject(statement: SyntaxNode): string | null {
  const expression = statement['expression'];
  if (statement.type !== 'ExpressionStatement' || !isNode(expression) || expression.type !== 'AssignmentExpression') return null;
  let object = expression['left'] as SyntaxNode;
  if (object.type !== 'MemberExpression') return null;
  while (object.type === 'MemberExpression') object = object['object'] as SyntaxNode;
  return object.type === 'Identifier' ? String(object['name']) : null;
}

interface Found {
  readonly names: readonly string[];
  readonly part: Part;
  readonly isDefault: boolean;
}

function* declaredBy(statement: SyntaxNode): Generator<Found> {
  const isExport = statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration';
  const declaration = isExport ? statement['declaration'] : statement;
  if (!isNode(declaration)) return;
  // `@sealed export class` begins with its decorators.
  const decorator = (declaration['decorators'] as readonly SyntaxNode[] | undefined)?.[0];
  const span = { start: Math.min(statement.start, decorator?.start ?? statement.start), end: statement.end };
  const base = { statement, isExported: isExport, isAssignment: false };
  const isDefault = statement.type === 'ExportDefaultDeclaration';
  if (declaration.type === 'VariableDeclaration') {
    const declarators = declaration['declarations'] as readonly SyntaxNode[];
    for (const node of declarators) {
      const place = declarators.length === 1 ? span : { start: node.start, end: node.end };
      yield { names: [...namesInPattern(node['id'] as SyntaxNode)], part: { ...base, node, ...place }, isDefault };
    }
    return;
  }
  const id = declaration['id'];
  if (NAMED.has(declaration.type) && isNode(id) && id.type === 'Identifier' && declaration['global'] !== true) {
    yield { names: [String(id['name'])], part: { ...base, node: declaration, ...span }, isDefault };
  }
  const object = assignedObject(statement);
  if (object !== null) yield { names: [object], part: { ...base, node: statement, ...span, isAssignment: true }, isDefault: false };
}

/** Every top-level declaration, in the order of the text. A property that is assigned to something imported belongs to none. */
export function declarationsOf(syntax: Syntax): Declaration[] {
  const all = (syntax.program['body'] as readonly SyntaxNode[]).flatMap((statement) => [...declaredBy(statement)]);
  const groups: { names: Set<string>; found: Found[] }[] = [];
  for (const found of all.filter(({ part }) => !part.isAssignment)) {
    const group = groups.find(({ names }) => found.names.some((name) => names.has(name)));
    if (group) group.found.push(found);
    if (group) for (const name of found.names) group.names.add(name);
    else if (!group) groups.push({ names: new Set(found.names), found: [found] });
  }
  for (const found of all.filter(({ part }) => part.isAssignment)) groups.find(({ names }) => names.has(found.names[0] ?? ''))?.found.push(found);
  return groups.map(({ names, found }) => ({
    names: [...names], parts: found.map(({ part }) => part).sort((a, b) => a.start - b.start),
    isDefault: found.some((entry) => entry.isDefault), isType: found.every(({ part }) => TYPES.has(part.node.type)),
  }));
}
