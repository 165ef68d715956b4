// The declaring file of an export that becomes the default of its module, or stops being it. Owns the edits of the declaration; importers are edited elsewhere.
import type { TextEdit } from './file-edit.ts';
import { clauseNameOf } from './export-references.ts';
import { spanInList } from './import-clauses.ts';
import { analyzeName } from './occurrences.ts';
import { removeSpans } from './statement-spans.ts';
import { replaceToken } from './rename-work.ts';
import { childrenOf, isNode, type Syntax, type SyntaxNode } from './syntax.ts';

/** What became of the declaration. */
export interface DeclarationEdits {
  readonly edits: readonly TextEdit[];
  /** The binding behind the export afterwards. */
  readonly local: string;
}

const CLASSES_AND_FUNCTIONS = new Set(['FunctionDeclaration', 'TSDeclareFunction', 'ClassDeclaration']);
const TYPES = new Set(['TSInterfaceDeclaration', 'TSTypeAliasDeclaration']);
const bodyOf = (syntax: Syntax): SyntaxNode[] => [...childrenOf(syntax.program)];
const named = (local: string, exported: string): string => (local === exported ? local : `${local} as ${exported}`);

interface Specifier {
  readonly statement: SyntaxNode;
  readonly specifier: SyntaxNode;
}

function exportSpecifiers(syntax: Syntax, isWanted: (exported: string, local: string) => boolean): Specifier[] {
  return bodyOf(syntax).filter((node) => node.type === 'ExportNamedDeclaration')
    .flatMap((statement) => (statement['specifiers'] as SyntaxNode[]).map((specifier) => ({ statement, specifier })))
    .filter(({ specifier }) => isWanted(clauseNameOf(specifier['exported'] as SyntaxNode), clauseNameOf(specifier['local'] as SyntaxNode)));
}

/** The word `default` of an `export default`, with the blanks behind it. */
function defaultKeyword(syntax: Syntax, statement: SyntaxNode): { start: number; end: number } {
  const start = statement.start + syntax.text.slice(statement.start, statement.end).search(/\bdefault\b/);
  const end = start + 'default'.length;
  return { start, end: end + (/^[ \t]*/.exec(syntax.text.slice(end))?.[0].length ?? 0) };
}

/** Where the name of an anonymous function or class goes. */
function nameAnonymous(syntax: Syntax, declaration: SyntaxNode, from: number, name: string): TextEdit {
  // `function (a)` has its blank already; `class {` keeps one behind the name.
  const word = declaration.type === 'ClassDeclaration' ? /\bclass\b/ : /\bfunction\b(?:\s*\*)?[ \t]*/;
  const found = word.exec(syntax.text.slice(from)) as RegExpExecArray;
  const at = from + found.index + found[0].length;
  return { start: at, end: at, text: /\s$/.test(found[0]) ? name : ` ${name}` };
}

/** Gives the module's own binding another name, where nothing exports it under the old one. */
function renameLocally(syntax: Syntax, from: string, to: string): TextEdit[] {
  return analyzeName(syntax, from).ofModule.map((found) => {
    const parent = found.ancestors.at(-1) as SyntaxNode;
    const isShorthand = parent.type === 'Property' && parent['shorthand'] === true;
    return isShorthand ? { ...replaceToken(found.node, to), text: `${from}: ${to}` } : replaceToken(found.node, to);
  });
}

function nameDeclared(syntax: Syntax, statements: readonly SyntaxNode[], declaration: SyntaxNode, name: string): DeclarationEdits {
  const id = declaration['id'];
  const stripped = statements.map((statement) => ({ ...defaultKeyword(syntax, statement), text: '' }));
  if (!isNode(id)) return { edits: [...stripped, nameAnonymous(syntax, declaration, stripped[0]?.end ?? 0, name)], local: name };
  const own = String(id['name']);
  if (own === name) {
    // It can be exported by its name in a list already.
    const listed = exportSpecifiers(syntax, (exported) => exported === name);
    return { edits: listed.length > 0 ? statements.map((statement) => ({ start: statement.start, end: defaultKeyword(syntax, statement).end, text: '' })) : stripped, local: name };
  }
  const isExported = exportSpecifiers(syntax, (_, local) => local === own).length > 0;
  if (!isExported) return { edits: [...stripped, ...renameLocally(syntax, own, name)], local: name };
  const end = (statements.at(-1) as SyntaxNode).end;
  const edits = statements.map((statement) => ({ start: statement.start, end: defaultKeyword(syntax, statement).end, text: '' }));
  return { edits: [...edits, { start: end, end, text: `${lineEndOf(syntax)}export { ${own} as ${name} };` }], local: own };
}

const lineEndOf = ({ text }: Syntax): string => (text.includes('\r\n') ? '\r\n' : '\n');
const semicolonOf = ({ text }: Syntax, statement: SyntaxNode): string => (text[statement.end - 1] === ';' || /;[ \t]*\r?$/m.test(text) ? ';' : '');

function nameExpression(syntax: Syntax, statement: SyntaxNode, name: string): DeclarationEdits {
  const expression = statement['declaration'] as SyntaxNode;
  const local = expression.type === 'Identifier' ? String(expression['name']) : null;
  if (local === null || analyzeName(syntax, local).moduleMeaning === 0) {
    const word = defaultKeyword(syntax, statement);
    return { edits: [{ start: word.start, end: word.start + 'default'.length, text: `const ${name} =` }], local: name };
  }
  const isExported = bodyOf(syntax).some((other) => isNode(other['declaration']) && other.type === 'ExportNamedDeclaration' && namesOf(other['declaration']).includes(local))
    || exportSpecifiers(syntax, (exported) => exported === name).length > 0;
  if (local === name && isExported) return { edits: removeSpans(syntax, [statement]), local };
  const end = syntax.text[statement.end - 1] === ';' ? ';' : '';
  return { edits: [{ start: statement.start, end: statement.end, text: `export { ${named(local, name)} }${end}` }], local };
}

/** The default export leaves under a name. Expects that the name is free, or already that of the thing. */
export function nameDefault(syntax: Syntax, name: string): DeclarationEdits {
  const statements = bodyOf(syntax).filter((node) => node.type === 'ExportDefaultDeclaration');
  const declaration = statements.at(-1)?.['declaration'];
  if (isNode(declaration)) {
    const isDeclared = CLASSES_AND_FUNCTIONS.has(declaration.type) || declaration.type === 'TSInterfaceDeclaration';
    return isDeclared ? nameDeclared(syntax, statements, declaration, name) : nameExpression(syntax, statements.at(-1) as SyntaxNode, name);
  }
  const [listed] = exportSpecifiers(syntax, (exported) => exported === 'default');
  if (!listed) throw new Error('there is no default export to name');
  const { specifier, statement } = listed;
  const local = clauseNameOf(specifier['local'] as SyntaxNode);
  const isNamed = exportSpecifiers(syntax, (exported) => exported === name).length > 0;
  const list = statement['specifiers'] as SyntaxNode[];
  if (isNamed) return { edits: list.length === 1 ? removeSpans(syntax, [statement]) : [{ ...spanInList(syntax.text, list, specifier), text: '' }], local };
  return { edits: [{ start: (specifier['local'] as SyntaxNode).start, end: specifier.end, text: named(local, name) }], local };
}

/** The names that a declaration binds. */
export function namesOf(declaration: SyntaxNode): string[] {
  if (declaration.type === 'VariableDeclaration') return (declaration['declarations'] as SyntaxNode[]).flatMap((declarator) => boundNames(declarator['id'] as SyntaxNode));
  return isNode(declaration['id']) ? [clauseNameOf(declaration['id'])] : [];
}

/** The names that a pattern binds. */
export function boundNames(pattern: SyntaxNode): string[] {
  switch (pattern.type) {
    case 'Identifier': return [String(pattern['name'])];
    case 'AssignmentPattern': return boundNames(pattern['left'] as SyntaxNode);
    case 'RestElement': return boundNames(pattern['argument'] as SyntaxNode);
    case 'ArrayPattern': return (pattern['elements'] as (SyntaxNode | null)[]).flatMap((element) => (element ? boundNames(element) : []));
    case 'ObjectPattern': return (pattern['properties'] as SyntaxNode[]).flatMap((property) => boundNames(property.type === 'RestElement' ? property : (property['value'] as SyntaxNode)));
    default: return [];
  }
}

/** `export { a as default }` or `export default a`, whichever says the same. */
function defaultClause(declarations: readonly SyntaxNode[], name: string): string {
  const isType = declarations.every((declaration) => TYPES.has(declaration.type));
  const isConstant = declarations.some((declaration) => (declaration.type === 'VariableDeclaration' && declaration['kind'] === 'const') || declaration.type === 'TSEnumDeclaration' || CLASSES_AND_FUNCTIONS.has(declaration.type));
  if (isType) return `export type { ${name} as default }`;
  // A binding that can be assigned to must stay one: `export default a` would give away its first value.
  return isConstant ? `export default ${name}` : `export { ${name} as default }`;
}

/** The export leaves as the default of its module, which has none yet. */
export function makeDefault(syntax: Syntax, name: string): DeclarationEdits {
  const [listed] = exportSpecifiers(syntax, (exported) => exported === name);
  if (listed) {
    const local = listed.specifier['local'] as SyntaxNode;
    return { edits: [{ start: local.start, end: (listed.specifier['exported'] as SyntaxNode).end, text: `${clauseNameOf(local)} as default` }], local: clauseNameOf(local) };
  }
  const star = bodyOf(syntax).find((node) => node.type === 'ExportAllDeclaration' && isNode(node['exported']) && clauseNameOf(node['exported']) === name);
  if (star) return { edits: [replaceToken(star['exported'] as SyntaxNode, 'default')], local: name };
  const statements = bodyOf(syntax).filter((node) => node.type === 'ExportNamedDeclaration' && isNode(node['declaration']) && namesOf(node['declaration']).includes(name));
  const declarations = statements.map((statement) => statement['declaration'] as SyntaxNode);
  const kinds = new Set(declarations.map(({ type }) => type));
  const isAlone = declarations.length === 1 || [...kinds].every((type) => type === 'FunctionDeclaration' || type === 'TSDeclareFunction');
  const isDirect = isAlone && declarations.every((declaration) => (CLASSES_AND_FUNCTIONS.has(declaration.type) || declaration.type === 'TSInterfaceDeclaration') && declaration['declare'] !== true);
  const keyword = 'export '.length;
  if (isDirect) return { edits: statements.map(({ start }) => ({ start: start + keyword, end: start + keyword, text: 'default ' })), local: name };
  const last = statements.at(-1) as SyntaxNode;
  const others = declarations.flatMap(namesOf).filter((other) => other !== name);
  const [eol, semicolon] = [lineEndOf(syntax), semicolonOf(syntax, last)];
  const restOfLine = /^[ \t]*(?:\/\/[^\n\r]*|\/\*[^\n\r]*?\*\/[ \t]*)?(?=\r?\n|$)/.exec(syntax.text.slice(last.end))?.[0].length ?? 0;
  const added = [...(others.length > 0 ? [`export { ${others.join(', ')} }${semicolon}`] : []), `${defaultClause(declarations, name)}${semicolon}`];
  const at = last.end + restOfLine;
  return { edits: [...statements.map(({ start }) => ({ start, end: start + keyword, text: '' })), { start: at, end: at, text: `${eol}${eol}${added.join(eol)}` }], local: name };
}
