// Removes an export from the file that declares it: the declaration with its comments, its places in lists, and what only it used.
// Owns the edits of that one file; importers and barrels are edited elsewhere.
import type { ExportFact } from '../graph/facts.ts';
import { groupBy } from '../graph/group-by.ts';
import { commonJsKeys, followOwnExports, type CommonJsKey } from './commonjs-names.ts';
import { clauseNameOf } from './export-references.ts';
import type { TextEdit } from './file-edit.ts';
import { removeFromList, removeSpecifiers } from './list-edits.ts';
import { analyzeName } from './occurrences.ts';
import { findOrphans } from './orphans.ts';
import { isPure } from './pure-expressions.ts';
import { removeSpans, startWithComments, type Span } from './statement-spans.ts';
import { pathToOffset } from './syntax-path.ts';
import { childrenOf, isNode, type Syntax, type SyntaxNode } from './syntax.ts';
import { declarationIn, declaredIn, type Declared } from './top-level.ts';

/** What goes, as far as it is known: whole statements, items of lists, and edits that are no removal. */
export interface Removal {
  readonly nodes: SyntaxNode[];
  readonly edits: TextEdit[];
}

const MODULE_STATEMENTS = /^(Import|Export)\w*Declaration$|^TSExportAssignment$/;
const bodyOf = (syntax: Syntax): SyntaxNode[] => [...childrenOf(syntax.program)];

/** An exported statement begins with its decorators. */
function spanOf(statement: SyntaxNode): Span {
  const decorators = (declarationIn(statement)['decorators'] ?? []) as SyntaxNode[];
  return { start: Math.min(statement.start, ...decorators.map(({ start }) => start)), end: statement.end };
}

/** Only `export` or `export default` goes: the file itself uses the thing, or something happens where it is declared. */
function unexport(syntax: Syntax, statement: SyntaxNode, name: string): TextEdit[] {
  const declaration = declarationIn(statement);
  const keyword = /^export\s+(?:default\s+)?/.exec(syntax.text.slice(statement.start))?.[0].length ?? 0;
  const others = declaredIn(syntax).filter((declared) => declared.statement === statement).flatMap(({ names }) => names).filter((other) => other !== name);
  const edits: TextEdit[] = [{ start: statement.start, end: statement.start + keyword, text: '' }];
  const eol = syntax.text.includes('\r\n') ? '\r\n' : '\n';
  if (declaration.type === 'VariableDeclaration' && others.length > 0) edits.push({ start: statement.end, end: statement.end, text: `${eol}export { ${others.join(', ')} };` });
  return edits;
}

/** What is evaluated where a variable is initialised stays as a statement of its own. */
function keepEffect(syntax: Syntax, { node, statement }: Declared): TextEdit[] | null {
  const init = node['init'];
  const declaration = declarationIn(statement);
  if (!isNode(init) || (node['id'] as SyntaxNode).type !== 'Identifier' || (declaration['declarations'] as SyntaxNode[]).length > 1) return null;
  const text = syntax.text.slice(init.start, init.end);
  return [{ start: statement.start, end: init.start, text: /^(\{|\[|\(|`|function\b|class\b|async\s+function\b|let\b)/.test(text) ? 'void ' : '' }];
}

function removeDeclared(syntax: Syntax, declared: readonly Declared[], { name, exported }: { name: string; exported: string }): Removal {
  const own = declared.map(({ node }) => node);
  const uses = analyzeName(syntax, name).ofModule.filter((found) => found.role === 'reference' && !own.some((node) => node.start <= found.node.start && found.node.start < node.end));
  const isListed = (node: SyntaxNode | undefined) => node?.type === 'ExportSpecifier' && clauseNameOf(node['exported'] as SyntaxNode) === exported;
  const isUsed = uses.some((found) => !isListed(found.ancestors.at(-1)));
  const isShared = declared.some(({ names }) => names.length > 1);
  if (!isUsed && !isShared && declared.every(({ isPure: pure }) => pure)) return { nodes: [...own], edits: [] };
  const only = declared[0] as Declared;
  const effect = !isUsed && declared.length === 1 && !isShared ? keepEffect(syntax, only) : null;
  return { nodes: [], edits: effect ?? declared.flatMap(({ statement }) => unexport(syntax, statement, name)) };
}

/** Whether the module itself reads the export, other than by the keys that make it. */
function isReadInside(syntax: Syntax, name: string, keys: readonly CommonJsKey[]): boolean {
  let isRead = false;
  followOwnExports(syntax, name, { reached: (token) => (isRead ||= !keys.some((key) => key.token.start === token.start)), exported: () => undefined, unresolved: () => undefined });
  return isRead;
}

function removeKeys(syntax: Syntax, name: string, keys: readonly CommonJsKey[]): Removal | null {
  if (isReadInside(syntax, name, keys)) return null;
  const removal: Removal = { nodes: [], edits: [] };
  for (const { token } of keys) {
    const ancestors = pathToOffset(syntax, token.start)?.ancestors ?? [];
    const parent = ancestors.at(-1);
    if (parent?.type === 'Property') {
      if (!isPure(parent['value'] as SyntaxNode, syntax.text)) return null;
      removal.nodes.push(parent);
    } else {
      const at = ancestors.findLastIndex((node) => node.type === 'AssignmentExpression');
      const [whole, around] = [ancestors[at], ancestors[at - 1]];
      if (!whole || around?.type !== 'ExpressionStatement') return null;
      const value = whole['right'] as SyntaxNode;
      if (isPure(value, syntax.text)) removal.nodes.push(around);
      else removal.edits.push({ start: whole.start, end: value.start, text: '' });
    }
  }
  return removal;
}

/** What the export is made of; null where it cannot be taken out alone. */
function removalOf(syntax: Syntax, name: string, facts: readonly ExportFact[]): Removal | null {
  const keys = commonJsKeys(syntax, facts);
  if (keys.length > 0) return removeKeys(syntax, name, keys);
  const body = bodyOf(syntax);
  const specifiers = body.filter((node) => node.type === 'ExportNamedDeclaration').flatMap((node) => node['specifiers'] as SyntaxNode[]).filter((specifier) => clauseNameOf(specifier['exported'] as SyntaxNode) === name);
  const stars = body.filter((node) => node.type === 'ExportAllDeclaration' && isNode(node['exported']) && clauseNameOf(node['exported']) === name);
  const defaults = name === 'default' ? body.filter((node) => node.type === 'ExportDefaultDeclaration') : [];
  const declared = declaredIn(syntax).filter((each) => (name === 'default' ? defaults.includes(each.statement) : each.isExported && each.names.includes(name) && each.statement.type === 'ExportNamedDeclaration'));
  const local = declared.flatMap(({ names }) => names)[0];
  const main = declared.length > 0 && local !== undefined ? removeDeclared(syntax, declared, { name: name === 'default' ? local : name, exported: name }) : { nodes: [], edits: [] };
  const anonymous = defaults.filter((statement) => !declared.some((each) => each.statement === statement && each.names.length > 0));
  for (const statement of anonymous) {
    const value = statement['declaration'] as SyntaxNode;
    const isDeclaration = /Declaration$/.test(value.type);
    if (isDeclaration || isPure(value, syntax.text)) main.nodes.push(statement);
    else main.edits.push({ start: statement.start, end: value.start, text: /^[{[(`]/.test(syntax.text.slice(value.start)) ? 'void ' : '' });
  }
  return { nodes: [...main.nodes, ...specifiers, ...stars], edits: main.edits };
}

/** Removes nodes: those of lists with their comma, a list as a whole when nothing of it stays. */
function removeNodes(syntax: Syntax, gone: ReadonlySet<SyntaxNode>): { edits: TextEdit[]; statements: SyntaxNode[] } {
  const edits: TextEdit[] = [];
  const statements: SyntaxNode[] = [];
  for (const statement of bodyOf(syntax)) {
    const declaration = declarationIn(statement);
    const declarators = declaration.type === 'VariableDeclaration' ? (declaration['declarations'] as SyntaxNode[]) : [];
    const specifiers = (statement['specifiers'] ?? []) as SyntaxNode[];
    const list = declarators.length > 0 ? declarators : specifiers;
    if (gone.has(statement) || (list.length > 0 && list.every((item) => gone.has(item)))) statements.push(statement);
    else if (declarators.some((item) => gone.has(item))) edits.push(...removeFromList(declarators, (item) => gone.has(item)));
    else if (specifiers.some((item) => gone.has(item))) edits.push(...removeSpecifiers(syntax, statement, (item) => gone.has(item)));
  }
  return { edits, statements };
}

/** Properties of `module.exports = { ... }`; a getter and its setter are two of one name, and go together. */
function removeProperties(syntax: Syntax, gone: readonly SyntaxNode[]): TextEdit[] {
  const objectOf = (property: SyntaxNode) => pathToOffset(syntax, property.start)?.ancestors.findLast((node) => node.type === 'ObjectExpression');
  return [...groupBy(gone, objectOf)].flatMap(([object, own]) => {
    const properties = (object?.['properties'] ?? []) as SyntaxNode[];
    if (own.length < properties.length) return removeFromList(properties, (item) => own.includes(item), ({ start }) => startWithComments(syntax, start));
    return [{ start: own[0]?.start ?? 0, end: own.at(-1)?.end ?? 0, text: '' }];
  });
}

/** A module whose last import and export go would become a script. */
function staysModule(syntax: Syntax, statements: readonly SyntaxNode[], unexported: readonly TextEdit[]): TextEdit[] {
  const isLeft = bodyOf(syntax).some((node) => MODULE_STATEMENTS.test(node.type) && !statements.includes(node) && !unexported.some((edit) => edit.start === node.start));
  if (!syntax.isModule || isLeft || unexported.some(({ text }) => text.includes('export {'))) return [];
  const eol = syntax.text.includes('\r\n') ? '\r\n' : '\n';
  const rest = bodyOf(syntax).length > statements.length;
  return [{ start: syntax.text.length, end: syntax.text.length, text: `${rest ? (syntax.text.endsWith('\n') ? eol : eol + eol) : ''}export {};${eol}` }];
}

/** The edits that take the nodes out, with what only they used. */
function removeWithOrphans(syntax: Syntax, { nodes, edits }: Removal): TextEdit[] {
  const orphans = findOrphans(syntax, nodes);
  const gone = new Set([...nodes, ...orphans.declarations.map(({ node }) => node), ...orphans.specifiers]);
  const removed = removeNodes(syntax, gone);
  const properties = nodes.filter(({ type }) => type === 'Property');
  const whole = removeSpans(syntax, removed.statements.map(spanOf));
  const module = staysModule(syntax, removed.statements, edits);
  // What is added at the end of the text goes into the removal that ends there.
  const last = whole.at(-1);
  const [tail] = module;
  if (tail && last && last.end === tail.start) whole[whole.length - 1] = { ...last, text: last.start === 0 || syntax.text.slice(0, last.start) === '\uFEFF' ? tail.text.trimStart() : tail.text };
  else whole.push(...module);
  return [...edits, ...removed.edits, ...removeProperties(syntax, properties), ...whole];
}

/** The edits that delete the export `name` of a file; null where something happens in the very place where it is made, or a CommonJS module reads it itself. */
export function deleteDeclaration(syntax: Syntax, name: string, facts: readonly ExportFact[]): TextEdit[] | null {
  const removal = removalOf(syntax, name, facts);
  return removal && removeWithOrphans(syntax, removal);
}
