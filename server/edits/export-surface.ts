// What a file offers by its own text: each export with the declaration behind it. Owns how a declaration is read for comparison; compares nothing.
import { parseFile } from '../graph/parse-file.ts';
import type { ExportFact, FileFacts } from '../graph/facts.ts';
import { childrenOf, isNode, parseSyntax, type Syntax, type SyntaxNode } from './syntax.ts';

export interface SurfaceEntry {
  readonly name: string;
  readonly isType: boolean;
  /** Type of the node that declares it. */
  readonly shape: string;
  /** What the declaration says after its own name; that name inside of it reads `§`. */
  readonly body: string;
  /** The same with its name as it is: another thing inside may be called like it. */
  readonly text: string;
  /** Parameters and annotations; empty where there are none. */
  readonly signature: string;
  /** Where a name that is passed on comes from. */
  readonly source: { readonly specifier: string; readonly imported: string } | null;
}

const SOURCE = /\.[cm]?[jt]sx?$/;
const collapse = (text: string): string => text.replace(/\s+/g, ' ').trim();
const escape = (name: string): string => name.replaceAll('$', String.raw`\$`);

/** Facts of a text that need not be on disk. */
export const factsOf = (path: string, text: string): FileFacts => parseFile({ path, text, hash: '', bytes: 0 });

interface Declaration {
  readonly node: SyntaxNode;
  /** End of the name. */
  readonly nameEnd: number;
  readonly shape: string;
  /** What a pattern takes it by: the key, or the place. */
  readonly key?: string;
}

/** Shape of a name that a pattern binds: another key is another thing, however alike the rest is. */
export const PATTERN = 'Pattern';

/** The declarations of the module scope by name; overloads and merged declarations are several. */
function declarationsOf(syntax: Syntax): Map<string, Declaration[]> {
  const found = new Map<string, Declaration[]>();
  const add = (id: unknown, node: SyntaxNode, key?: string) => {
    if (!isNode(id)) return;
    if (id.type === 'Identifier') {
      const name = String(id['name']);
      const declaration = { node, nameEnd: id.start + name.length, shape: key === undefined ? node.type : PATTERN };
      found.set(name, [...(found.get(name) ?? []), key === undefined ? declaration : { ...declaration, key }]);
      return;
    }
    [...childrenOf(id)].forEach((child, place) => {
      const step = child.type === 'Property' ? syntax.text.slice((child['key'] as SyntaxNode).start, (child['key'] as SyntaxNode).end) : String(place);
      const bound = child.type === 'Property' ? child['value'] : child;
      add(isNode(bound) && bound.type === 'AssignmentPattern' ? bound['left'] : bound, node, `${key ?? ''}.${step}`);
    });
  };
  for (const statement of childrenOf(syntax.program)) {
    const declared = isNode(statement['declaration']) ? statement['declaration'] : statement;
    if (declared.type === 'VariableDeclaration') for (const declarator of declared['declarations'] as SyntaxNode[]) add(declarator['id'], declarator);
    else add(declared['id'], declared);
  }
  return found;
}

/** Parameters and return type of a function, the annotation of a variable, all of a type. */
function signatureOf(text: string, { node, nameEnd }: Declaration): string {
  const isWhole = node.type === 'TSInterfaceDeclaration' || node.type === 'TSTypeAliasDeclaration' || node.type === 'TSEnumDeclaration';
  if (isWhole) return text.slice(nameEnd, node.end);
  if (node.type !== 'VariableDeclarator') return isNode(node['body']) ? text.slice(nameEnd, node['body'].start) : text.slice(nameEnd, node.end);
  const id = node['id'] as SyntaxNode;
  const annotation = isNode(id['typeAnnotation']) ? text.slice(id['typeAnnotation'].start, id['typeAnnotation'].end) : '';
  const value = node['init'];
  const isFunction = isNode(value) && (value.type === 'ArrowFunctionExpression' || value.type === 'FunctionExpression') && isNode(value['body']);
  return annotation + (isFunction ? text.slice((value as SyntaxNode).start, ((value as SyntaxNode)['body'] as SyntaxNode).start) : '');
}

/** The declaration's own name, as a name: not as a property of something. */
const ownName = (name: string): RegExp => new RegExp(`(?<![\\p{ID_Continue}$])(?<!(?<!\\.\\.)\\.)${escape(name)}(?![\\p{ID_Continue}$])`, 'gu');

type Described = Pick<SurfaceEntry, 'shape' | 'body' | 'text' | 'signature'>;

function describe(text: string, local: string, declarations: readonly Declaration[]): Described {
  // Most declarations do not say their own name again, and the search for it as a name is slow in long ones.
  const inText = (part: string) => (part.includes(local) ? part.replace(ownName(local), '§') : part);
  const bodies = (read: (part: string) => string) => declarations.map(({ node, nameEnd, key }) => collapse(key === undefined ? read(text.slice(nameEnd, node.end)) : key + text.slice((node['id'] as SyntaxNode).end, node.end))).join('\n');
  return {
    shape: declarations.map(({ shape }) => shape).join(' '),
    body: bodies(inText),
    text: bodies((part) => part),
    signature: declarations.map((declaration) => collapse(inText(signatureOf(text, declaration))).replace(/;$/, '')).filter((part) => part !== '').join('\n'),
  };
}

/** An export without a declaration of its own: `export default 1`, `exports.a = f()`. */
function describeValue(syntax: Syntax, fact: ExportFact): Described {
  const statement = [...childrenOf(syntax.program)].find((node) => node.start <= fact.start && fact.end <= node.end);
  const end = /[\n,}]/g;
  end.lastIndex = fact.end;
  const stop = statement?.type === 'ExpressionStatement' ? Math.min(end.exec(syntax.text)?.index ?? statement.end, statement.end) : (statement?.end ?? fact.end);
  const body = collapse(syntax.text.slice(fact.end, stop));
  return { shape: statement?.type ?? '', body, text: body, signature: '' };
}

function sourceOf(facts: FileFacts, fact: ExportFact): SurfaceEntry['source'] {
  const passing = fact.importIndex === null ? facts.imports.find((entry) => entry.names.some((name) => fact.local !== null && name.local === fact.local)) : facts.imports[fact.importIndex];
  const name = passing?.names.find((crossing) => (fact.importIndex === null ? crossing.local === fact.local : crossing.exported === fact.name));
  return passing && name ? { specifier: passing.specifier, imported: name.imported } : null;
}

/** The exports that a text names itself, in its order; what `export *` passes on is not among them. None for a file that is no source. */
export function exportSurface(path: string, text: string | null): Map<string, SurfaceEntry> {
  const surface = new Map<string, SurfaceEntry>();
  if (text === null || !SOURCE.test(path)) return surface;
  const facts = factsOf(path, text);
  const syntax = parseSyntax(path, text);
  const declarations = declarationsOf(syntax);
  for (const fact of facts.exports) {
    const known = surface.get(fact.name);
    const found = fact.local === null ? undefined : declarations.get(fact.local);
    const described = found && fact.local !== null ? describe(text, fact.local, found) : describeValue(syntax, fact);
    surface.set(fact.name, { name: fact.name, isType: fact.isType && (known?.isType ?? true), source: sourceOf(facts, fact), ...described });
  }
  return surface;
}
