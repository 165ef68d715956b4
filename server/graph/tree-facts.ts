// The module facts that only the syntax tree tells: dynamic and type imports with names, require, mocks, CommonJS exports, `export =`.

import type { Program } from 'oxc-parser';
import { commonJsExport, withObjectExports } from './commonjs-exports.ts';
import type { ExportDraft, ImportDraft } from './fact-drafts.ts';
import type { CrossingName, EdgeKind } from './facts.ts';
import { addressReference } from './mock-calls.ts';
import { computedReference, globReferences } from './module-sets.ts';
import { loadNames, type NamesByLoad } from './load-names.ts';
import { child, children, isNode, literalSpan, nameOf, walkSyntax, type SyntaxNode } from './syntax-walk.ts';

interface TreeFacts {
  readonly imports: ImportDraft[];
  readonly exports: ExportDraft[];
}

const NAMESPACE: readonly CrossingName[] = [{ imported: '*', local: null, exported: null, isType: false }];

export function readTree(program: Program, text: string): TreeFacts {
  const root: unknown = program;
  const facts: TreeFacts = { imports: [], exports: [] };
  if (!isNode(root)) return facts;
  const topLevel = new Set(children(root, 'body'));
  const names: NamesByLoad = new Map();
  walkSyntax(root, (node) => {
    loadNames(node, names);
    const found = referenceOf(node, names, topLevel);
    const span = found && literalSpan(found.source);
    if (found && span) {
      const specifier = text.slice(span.start + 1, span.end - 1);
      facts.imports.push({ kind: found.kind, specifier, ...span, names: found.names });
    }
    const computed = found && !span ? computedReference(found.source, text) : null;
    for (const set of [...globReferences(node, text), ...(computed ? [computed] : [])]) facts.imports.push({ kind: 'GLOB', ...set, names: [] });
    facts.exports.push(...commonJsExport(node));
  });
  return { ...facts, exports: withObjectExports(facts.exports, root) };
}

interface Reference {
  readonly kind: EdgeKind;
  readonly source: SyntaxNode | null;
  readonly names: readonly CrossingName[];
}

function referenceOf(node: SyntaxNode, names: NamesByLoad, topLevel: ReadonlySet<SyntaxNode>): Reference | null {
  switch (node.type) {
    case 'ImportExpression':
      return { kind: 'DYNAMIC', source: child(node, 'source'), names: names.get(node) ?? NAMESPACE };
    case 'CallExpression':
      if (nameOf(child(node, 'callee', 'Identifier')) !== 'require') return byAddress(node);
      return { kind: 'REQUIRE', source: children(node, 'arguments')[0] ?? null, names: names.get(node) ?? NAMESPACE };
    case 'NewExpression':
      return byAddress(node);
    case 'TSImportEqualsDeclaration':
      return importEquals(node);
    case 'TSImportType':
      return typeImport(node);
    case 'TSModuleDeclaration':
      return augmentation(node);
    case 'ImportDeclaration':
      return topLevel.has(node) ? null : nestedImport(node);
    case 'ExportNamedDeclaration':
      // The record has every re-export except the one without names.
      return children(node, 'specifiers').length > 0 ? null : { kind: 'REEXPORT', source: child(node, 'source'), names: [] };
    default:
      return null;
  }
}

function byAddress(node: SyntaxNode): Reference | null {
  const found = addressReference(node);
  return found && { kind: 'MOCK', ...found };
}

function importEquals(node: SyntaxNode): Reference | null {
  const external = child(node, 'moduleReference', 'TSExternalModuleReference');
  if (!external) return null;
  const isType = node['importKind'] === 'type';
  const local = nameOf(child(node, 'id'));
  const names = [{ imported: '*', local, exported: null, isType }];
  return { kind: isType ? 'TYPE' : 'REQUIRE', source: child(external, 'expression'), names };
}

/** `import('x').T` takes one name; `import('x')` and `typeof import('x')` take the whole module. */
function typeImport(node: SyntaxNode): Reference {
  let first = child(node, 'qualifier');
  while (first?.type === 'TSQualifiedName') first = child(first, 'left');
  const imported = nameOf(first) ?? '*';
  return { kind: 'TYPE', source: child(node, 'source'), names: [{ imported, local: null, exported: null, isType: true }] };
}

/** `declare module './x'` breaks when the file moves; `declare module 'pkg'` declares a module and refers to none. */
function augmentation(node: SyntaxNode): Reference | null {
  const source = child(node, 'id', 'Literal');
  return nameOf(source)?.startsWith('.') ? { kind: 'TYPE', source, names: [] } : null;
}

/** An import inside of `declare module 'x' { ... }`. */
function nestedImport(node: SyntaxNode): Reference {
  const names = children(node, 'specifiers').map((specifier): CrossingName => ({
    imported: specifier.type === 'ImportDefaultSpecifier' ? 'default' : (nameOf(child(specifier, 'imported')) ?? '*'),
    local: nameOf(child(specifier, 'local')),
    exported: null,
    isType: true,
  }));
  return { kind: 'TYPE', source: child(node, 'source'), names };
}
