// The imports of an emitted file: new specifiers, JSON, names that CommonJS modules do not announce, exports that are only types. Owns
// these rewrites; where a specifier leads is told by its caller.
import MagicString from 'magic-string';
import { childrenOf, isNode, parseSyntax, type SyntaxNode } from '../../edits/syntax.ts';

export type SpecifierKind = 'import' | 'export' | 'dynamic-import' | 'require' | 'url';

/** What the caller knows about the modules that a file names. Specifiers are those of the source. */
export interface ImportRules {
  /** The specifier to write; the same one to leave it. */
  readonly rewriteSpecifier: (specifier: string, kind: SpecifierKind) => string;
  /**
   * True for CommonJS modules. Their names are then read from `module.exports` when the file starts, as compilers of TypeScript do; Node
   * refuses names that it cannot see in the text. A file that is CommonJS itself also gets `exports.default` for a default import of
   * a module that says `__esModule`.
   */
  readonly isCommonJs?: (specifier: string) => boolean;
  /** True where the module exports a type of that name and no value: re-exports of it vanish. */
  readonly isTypeExport?: (specifier: string, name: string) => boolean;
}

interface Rewriting {
  readonly code: MagicString;
  readonly program: SyntaxNode;
  readonly rules: ImportRules;
  /** How the file is emitted, and what it natively is. */
  readonly format: 'esm' | 'cjs';
  readonly origin: 'esm' | 'cjs';
}

interface Found {
  readonly specifiers: { readonly node: SyntaxNode; readonly kind: SpecifierKind }[];
  readonly statements: SyntaxNode[];
  unsupported: string | null;
}

/** Rewrites the imports in `code`. `prelude`: statements for the beginning of the module. */
export function rewriteImports(rewriting: Rewriting): { readonly found: Found; readonly prelude: readonly string[] } {
  const found = collectSpecifiers(rewriting.program);
  const types = removeTypeExports(rewriting);
  const replaced = new Set(types);
  const prelude = found.statements.flatMap((statement, index) => {
    const lines = replaceStatement(statement, rewriting, { index, types });
    if (lines) replaced.add(statement['source'] as SyntaxNode);
    return lines ?? [];
  });
  for (const { node, kind } of found.specifiers) if (!replaced.has(node)) rewriteAt(rewriting.code, node, { kind, rules: rewriting.rules });
  return { found, prelude };
}

/** Rewrites the specifiers of a source that stays as it is otherwise, TypeScript included. */
export function rewriteSource(request: ImportRules & { readonly path: string }, text: string): string {
  const code = new MagicString(text);
  for (const { node, kind } of collectSpecifiers(parseSyntax(request.path, text).program).specifiers) rewriteAt(code, node, { kind, rules: request });
  return code.toString();
}

function rewriteAt(code: MagicString, node: SyntaxNode, { kind, rules }: { kind: SpecifierKind; rules: ImportRules }): void {
  const specifier = literalOf(node)!;
  const next = rules.rewriteSpecifier(specifier, kind);
  if (next !== specifier) code.update(node.start, node.end, JSON.stringify(next));
}

/** The text of a string, or of a template without substitutions. */
function literalOf(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value'];
  if (node.type !== 'TemplateLiteral' || (node['expressions'] as unknown[]).length > 0) return null;
  return (node['quasis'] as readonly { value: { cooked: string | null } }[])[0]?.value.cooked ?? null;
}

function collectSpecifiers(program: SyntaxNode): Found {
  const found: Found = { specifiers: [], statements: [], unsupported: null };
  const add = (node: unknown, kind: SpecifierKind): void => {
    if (literalOf(node) !== null) found.specifiers.push({ node: node as SyntaxNode, kind });
  };
  const waiting = [program];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.type === 'ImportDeclaration' || node.type === 'ExportNamedDeclaration' || node.type === 'ExportAllDeclaration') {
      if (isNode(node['source'])) found.statements.push(node);
      add(node['source'], node.type === 'ImportDeclaration' ? 'import' : 'export');
    } else if (node.type === 'ImportExpression') {
      add(node['source'], 'dynamic-import');
    } else if (node.type === 'TSExternalModuleReference') {
      add(node['expression'], 'require');
    } else if (node.type === 'CallExpression' && isRequire(node['callee'])) {
      add((node['arguments'] as unknown[])[0], 'require');
    } else if (node.type === 'NewExpression' && isUrlOfModule(node)) {
      add((node['arguments'] as unknown[])[0], 'url');
    } else if (node.type === 'Decorator' || node.type === 'AccessorProperty') {
      found.unsupported ??= node.type === 'Decorator' ? 'Node 20 cannot run decorators of the standard; experimentalDecorators is off in the tsconfig' : 'Node 20 cannot run accessor fields';
    }
    waiting.push(...childrenOf(node));
  }
  found.statements.sort((a, b) => a.start - b.start);
  return found;
}

/** `require` and `require.resolve`. */
function isRequire(callee: unknown): boolean {
  if (!isNode(callee)) return false;
  if (callee.type === 'Identifier') return callee['name'] === 'require';
  const [object, property] = [callee['object'], callee['property']];
  return callee.type === 'MemberExpression' && isRequire(object) && isNode(property) && property['name'] === 'resolve';
}

function isUrlOfModule(node: SyntaxNode): boolean {
  const [callee, base] = [node['callee'], (node['arguments'] as unknown[])[1]];
  return isNode(callee) && callee['name'] === 'URL' && isNode(base) && base.type === 'MemberExpression' && isNode(base['object']) && base['object'].type === 'MetaProperty';
}

const nameOf = (node: unknown): string => String((node as SyntaxNode)['name'] ?? (node as SyntaxNode)['value']);
const specifiersOf = (statement: SyntaxNode): readonly SyntaxNode[] => (statement['specifiers'] as readonly SyntaxNode[] | undefined) ?? [];

/** Replaces a statement whose module Node would not load as it is written. Null: it stays, and its specifier is rewritten. */
function replaceStatement(statement: SyntaxNode, rewriting: Rewriting, place: { index: number; types: ReadonlySet<SyntaxNode> }): string[] | null {
  const { code, rules, format, origin } = rewriting;
  const source = literalOf(statement['source'])!;
  const kind = statement.type === 'ImportDeclaration' ? 'import' : 'export';
  const target = rules.rewriteSpecifier(source, kind);
  const isJson = /\.json$/.test(target) || /\.json$/.test(source);
  const local = `__supernovaModule${place.index}`;
  const specifiers = specifiersOf(statement).filter((specifier) => !place.types.has(specifier));
  if (statement.type === 'ExportAllDeclaration' || specifiers.length === 0) return null;
  if (!isJson && (!rules.isCommonJs?.(source) || (origin === 'esm' && specifiers.every(isWholeModule)))) return null;
  const read = isJson
    ? `const ${local}=process.getBuiltinModule("node:module").createRequire(import.meta.url)(${JSON.stringify(target)});`
    : `import ${local} from ${JSON.stringify(target)};`;
  const values = specifiers.map((specifier, at) => {
    const [imported, name] = [importedName(specifier, kind), kind === 'import' ? nameOf(specifier['local']) : `${local}_${at}`];
    const exported = kind === 'export' ? `export{${name} as ${JSON.stringify(nameOf(specifier['exported']))}};` : '';
    return `const ${name}=${readExport(local, imported, { isJson, origin })};${exported}`;
  });
  code.remove(statement.start, statement.end);
  return format === 'esm' ? [read, ...values] : null;
}

const isWholeModule = (specifier: SyntaxNode): boolean => specifier.type === 'ImportNamespaceSpecifier' || importedName(specifier, 'import') === 'default';

function importedName(specifier: SyntaxNode, kind: 'import' | 'export'): string {
  if (specifier.type === 'ImportDefaultSpecifier') return 'default';
  if (specifier.type === 'ImportNamespaceSpecifier') return '*';
  return nameOf(specifier[kind === 'import' ? 'imported' : 'local']);
}

/** How an import reads `module.exports`, which may be null. */
function readExport(module: string, name: string, { isJson, origin }: { isJson: boolean; origin: 'esm' | 'cjs' }): string {
  if (name === 'default') return isJson || origin === 'esm' ? module : `(${module}?.__esModule?${module}.default:${module})`;
  if (name === '*') return isJson ? `{...${module},default:${module}}` : `(typeof ${module}==="function"||${module}?.__esModule?${module}:{...${module},default:${module}})`;
  return `${module}?.[${JSON.stringify(name)}]`;
}

/**
 * `export { T } from './t'` without `type`, where T is a type: compilers that see the whole project drop it. An import of it that is passed
 * on by `export { T }` is dropped with its export. Returns the specifiers that are gone, and the sources of statements that are.
 */
function removeTypeExports({ code, program, rules }: Rewriting): Set<SyntaxNode> {
  const statements = (program['body'] as readonly SyntaxNode[]).filter(({ type }) => type === 'ImportDeclaration' || type === 'ExportNamedDeclaration');
  const [types, names] = [new Set<SyntaxNode>(), new Set<string>()];
  for (const statement of rules.isTypeExport ? statements : []) {
    const source = literalOf(statement['source']);
    const kind = statement.type === 'ImportDeclaration' ? 'import' : 'export';
    for (const specifier of source === null ? [] : specifiersOf(statement)) {
      if (specifier.type === 'ImportNamespaceSpecifier' || !rules.isTypeExport!(source!, importedName(specifier, kind))) continue;
      types.add(specifier);
      if (kind === 'import') names.add(nameOf(specifier['local']));
    }
  }
  for (const statement of statements) {
    if (!isNode(statement['source'])) for (const specifier of specifiersOf(statement)) if (names.has(nameOf(specifier['local']))) types.add(specifier);
    removeSpecifiers(code, statement, types);
    const source = statement['source'];
    if (isNode(source) && specifiersOf(statement).length > 0 && specifiersOf(statement).every((specifier) => types.has(specifier))) types.add(source);
  }
  return types;
}

function removeSpecifiers(code: MagicString, statement: SyntaxNode, removed: ReadonlySet<SyntaxNode>): void {
  const specifiers = specifiersOf(statement);
  const kept = specifiers.filter((specifier) => !removed.has(specifier));
  if (kept.length === specifiers.length) return;
  if (kept.length === 0) return void code.remove(statement.start, statement.end);
  const named = kept.filter((specifier) => specifier.type !== 'ImportDefaultSpecifier').map((specifier) => code.original.slice(specifier.start, specifier.end));
  const standard = kept.find((specifier) => specifier.type === 'ImportDefaultSpecifier');
  const list = [...(standard ? [nameOf(standard['local'])] : []), ...(standard && named.length === 0 ? [] : [`{ ${named.join(', ')} }`])].join(', ');
  // The source keeps its place, where the specifier is rewritten.
  const source = statement['source'];
  code.update(statement.start, isNode(source) ? source.start : statement.end, `${statement.type === 'ImportDeclaration' ? 'import' : 'export'} ${list}${isNode(source) ? ' from ' : ';'}`);
}
